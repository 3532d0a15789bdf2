"""What States say of their own law, and what is proposed to them."""

from django.db import models


class LawStatement(models.Model):
    """One statement: a row of the law data said by a State of itself, or proposed to another.

    ``content`` is the core's ``Statement`` as it is signed (JSON); ``state``, ``about``,
    ``subject`` and ``key`` repeat what it has, to be found. ``standing``: draft, said, set_aside
    (ours); received, accepted, left, overtaken (theirs); proposed, taken_up, declined (proposals).
    ``before`` is the row it was held against when it was written or arrived, null where none was.
    """

    reference = models.CharField(max_length=40)
    state = models.CharField(max_length=2)
    about = models.CharField(max_length=2)
    subject = models.CharField(max_length=12)
    key = models.CharField(max_length=80)
    content = models.JSONField()
    before = models.JSONField(null=True)
    digest = models.CharField(max_length=64)
    standing = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="taken")
    by = models.ForeignKey(
        "comity_node.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    second = models.ForeignKey(
        "comity_node.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        "comity_node.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    message = models.ForeignKey(
        "comity_node.IncomingMessage", null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    in_force_order = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state", "reference"], name="statement_named_once")
        ]
        indexes = [
            models.Index(fields=["about", "standing"]),
            models.Index(fields=["in_force_order"]),
        ]
