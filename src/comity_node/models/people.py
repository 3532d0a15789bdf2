"""The people of a case, each name in its own script."""

from django.db import models


class Person(models.Model):
    """One person. Born ``smuggled_migrant_or_unknown`` (HR-01) whatever the form says.

    ``birth`` is written as it is known: 1984, about 1984, 1984-01-01; never rounded.
    """

    case = models.ForeignKey("comity_node.Case", on_delete=models.PROTECT, related_name="people")
    label = models.CharField(max_length=8)
    role = models.CharField(max_length=32)
    nationality = models.CharField(max_length=2, blank=True)
    birth = models.CharField(max_length=40, blank=True)
    birth_note = models.CharField(max_length=120, blank=True)
    whereabouts = models.CharField(max_length=160, blank=True)
    child = models.BooleanField(default=False)
    guardian = models.CharField(max_length=160, blank=True)
    asylum = models.CharField(max_length=8, default="unknown")
    feared_state = models.CharField(max_length=2, blank=True)
    witness_plan = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "label"], name="person_labelled_once")
        ]


class NameForm(models.Model):
    """One way a name is written. ``original`` is the identity; others are romanisations."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    text = models.CharField(max_length=160)
    script = models.CharField(max_length=4)
    original = models.BooleanField(default=False)
    origin = models.CharField(max_length=160)


class Identifier(models.Model):
    """A phone, travel document, account, vessel or address, as it was found."""

    case = models.ForeignKey(
        "comity_node.Case", on_delete=models.PROTECT, related_name="identifiers"
    )
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="identifiers"
    )
    kind = models.CharField(max_length=16)
    value = models.CharField(max_length=80)
    holder = models.CharField(max_length=160, blank=True)
    origin = models.CharField(max_length=160)


class RoleChange(models.Model):
    """When a person's role changed, from what to what, by whom, and why."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_changes")
    before = models.CharField(max_length=32)
    after = models.CharField(max_length=32)
    why = models.TextField()
    by = models.ForeignKey("comity_node.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
