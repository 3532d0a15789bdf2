"""What was typed and could not be saved yet, and what was sent already."""

from django.db import models


class PendingForm(models.Model):
    """A form that arrived when the session had ended; encrypted, kept for a day.

    ``browser`` ties it to the browser that sent it, ``user`` to its officer once known.
    """

    token = models.CharField(max_length=43, unique=True)
    browser = models.CharField(max_length=64, db_index=True)
    user = models.ForeignKey(
        "comity_node.User", null=True, on_delete=models.CASCADE, related_name="+"
    )
    path = models.CharField(max_length=300)
    body = models.BinaryField()
    kept_at = models.DateTimeField()


class SentForm(models.Model):
    """A form carries a token of its own: the second arrival of one token changes nothing."""

    token = models.CharField(max_length=43, primary_key=True)
    user = models.ForeignKey("comity_node.User", on_delete=models.CASCADE, related_name="+")
    answered_with = models.CharField(max_length=300)
    at = models.DateTimeField()
