"""The case file: facts, who may see it, exhibits."""

from django.db import models


class Case(models.Model):
    """One case. ``facts`` holds the legal facts in the vocabulary of the law data (JSON).

    ``edition`` rises with each change: two officers editing at once are told, nothing is lost.
    """

    reference = models.CharField(max_length=24, unique=True)
    title = models.CharField(max_length=160)
    authority = models.CharField(max_length=160)
    conducting = models.CharField(max_length=160)
    subject = models.TextField(blank=True)
    stage = models.CharField(max_length=20)
    narrative = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    place = models.CharField(max_length=120, blank=True)
    handling = models.CharField(max_length=4, default="H1")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    edition = models.PositiveIntegerField(default=1)


class CaseMember(models.Model):
    """An officer who works on the case; others do not see it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey("comity_node.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="one_membership_each")]


class Exhibit(models.Model):
    """One item of evidence, with the conditions under which it may be used."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exhibits")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    origin = models.CharField(max_length=160)
    use_limits = models.TextField(blank=True)
    file = models.ForeignKey("comity_node.StoredFile", null=True, on_delete=models.PROTECT)
    added_at = models.DateTimeField()
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="exhibit_numbered_once")
        ]


class ConductRecord(models.Model):
    """What a suspect is said to have done (Protocol art. 6), and what shows the benefit."""

    person = models.ForeignKey(
        "comity_node.Person", on_delete=models.PROTECT, related_name="conduct_records"
    )
    conduct = models.JSONField(default=list)
    what = models.TextField()
    benefit_shown_by = models.TextField(blank=True)
    exhibit = models.ForeignKey(Exhibit, null=True, on_delete=models.PROTECT)
    recorded_by = models.ForeignKey("comity_node.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
