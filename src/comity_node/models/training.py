"""What only a training node has."""

from django.db import models


class TrainingClock(models.Model):
    """How far the node's clock stands ahead of the machine's; one row, number 1."""

    moved_by = models.DurationField()


class StoryStep(models.Model):
    """How far this node's trainee has come in the story."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    done_at = models.DateTimeField()
