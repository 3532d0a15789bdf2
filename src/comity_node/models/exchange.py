"""Messages between nodes: outbox, inbox, parts, links, the directory held."""

from django.db import models


class OutgoingMessage(models.Model):
    """A message this node owes a peer. ``evidence`` is the signed manifest J; body encrypted."""

    mid = models.CharField(max_length=36, primary_key=True)
    to = models.CharField(max_length=3)
    type = models.CharField(max_length=40)
    stream = models.CharField(max_length=80)
    seq = models.PositiveIntegerField()
    evidence = models.TextField()
    digest = models.CharField(max_length=64)
    body = models.BinaryField()
    attachments = models.JSONField(default=list)
    request = models.ForeignKey(
        "comity_node.AssistanceRequest", null=True, on_delete=models.PROTECT, related_name="sent"
    )
    state = models.CharField(max_length=10, default="queued")
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    receipt = models.TextField(blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    queued_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["to", "stream", "seq"], name="outgoing_numbered_once")
        ]
        indexes = [models.Index(fields=["state", "due_at"])]


class IncomingMessage(models.Model):
    """A message received once and for ever; a repetition gets ``receipt`` back."""

    mid = models.CharField(max_length=36, primary_key=True)
    sender = models.CharField(max_length=3)
    type = models.CharField(max_length=40)
    stream = models.CharField(max_length=80)
    seq = models.PositiveIntegerField()
    evidence = models.TextField()
    digest = models.CharField(max_length=64)
    body = models.BinaryField()
    receipt = models.TextField()
    verdict = models.CharField(max_length=24)
    applied = models.BooleanField(default=False)
    request = models.ForeignKey(
        "comity_node.AssistanceRequest",
        null=True,
        on_delete=models.PROTECT,
        related_name="received",
    )
    received_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["sender", "stream", "seq"])]


class StoredPart(models.Model):
    """An encrypted piece of an attachment, kept until its message is there."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveIntegerField()
    place = models.CharField(max_length=64)
    peer = models.CharField(max_length=3)
    kept_at = models.DateTimeField()


class PeerLink(models.Model):
    """When a peer was last heard, and what failed last."""

    code = models.CharField(max_length=3, primary_key=True)
    heard_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)


class HeldDirectory(models.Model):
    """A directory this node accepted; the highest version is in use."""

    version = models.PositiveIntegerField(primary_key=True)
    text = models.TextField()
    accepted_at = models.DateTimeField()
