"""The node's own list of authorities that execute requests."""

from django.db import models


class Authority(models.Model):
    """One authority; ``names`` by language, ``measures`` and ``places`` it is competent for.

    An empty list of measures or places means any. Invented ones end in "(training)".
    """

    names = models.JSONField()
    measures = models.JSONField(default=list)
    places = models.JSONField(default=list)
    invented = models.BooleanField(default=False)
    source = models.CharField(max_length=200)
    as_of = models.DateField()
    confidence = models.CharField(max_length=10)
