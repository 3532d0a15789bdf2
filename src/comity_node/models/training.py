"""What only a training node has."""

from django.db import models


class TrainingClock(models.Model):
    """How far the node's clock stands ahead of the machine's; one row, number 1.

    ``partner`` is the State this node plays the story with.
    """

    moved_by = models.DurationField()
    partner = models.CharField(max_length=3, blank=True)
