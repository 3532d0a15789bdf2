"""Files an officer added, a document that was made, an attachment that came."""

from django.db import models


class StoredFile(models.Model):
    """One file in the node's folder, encrypted there; ``sha256`` and ``size`` are of the content.

    ``media_type`` is what the bytes are, found by looking at them, never what a sender said.
    """

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=64, unique=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        "comity_node.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
