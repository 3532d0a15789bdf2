"""The processing log as a Merkle tree (RFC 6962). Rows are added, never changed."""

from django.db import models


class AuditLeaf(models.Model):
    """One entry: its canonical JSON and its leaf hash. It holds no name and no content."""

    idx = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=40, db_index=True)
    actor = models.CharField(max_length=24, db_index=True)
    subject = models.CharField(max_length=64, db_index=True)
    text = models.TextField()
    hash = models.BinaryField(max_length=32)


class AuditDetail(models.Model):
    """What the leaf's commitment commits to: salt and details, encrypted, erasable."""

    leaf = models.OneToOneField(AuditLeaf, primary_key=True, on_delete=models.PROTECT)
    sealed = models.BinaryField()


class AuditCheckpoint(models.Model):
    """A signed size and root (C2SP tlog-checkpoint)."""

    size = models.BigIntegerField(primary_key=True)
    text = models.TextField()
    at = models.DateTimeField()


class AuditHead(models.Model):
    """The compact frontier of the tree; one row, number 1, locked by whoever appends."""

    size = models.BigIntegerField()
    peaks = models.BinaryField()
