"""The legislative database: what is found in it, by which words, and texts a State adds itself.

Rows of ``Provision`` repeat what the law data and the texts added here say, so that it can be
searched. They are made again from these whenever these change, and hold nothing of their own.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class StatuteText(models.Model):
    """A text of its own law that the node's State adds: drafted by one officer, agreed by another.

    ``content`` is head and articles in JSON, in the shape of the data files and in their order;
    ``digest`` is of exactly that. ``typed`` is what stood in the form. ``standing``: draft, agreed,
    set_aside.
    """

    body = models.CharField(max_length=40)
    version = models.CharField(max_length=10)
    language = models.CharField(max_length=8)
    title = models.TextField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    typed = models.JSONField(default=dict)
    standing = models.CharField(max_length=10)
    by = models.ForeignKey("comity_node.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "comity_node.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "version", "language"],
                condition=models.Q(standing="agreed"),
                name="one_agreed_text_per_version",
            )
        ]


class Provision(models.Model):
    """One article of a held text, of a treaty, or one offence of the law data.

    ``body`` is the id of the statute, treaty or offence row. Days are null where nobody knows them
    or the text is open. ``text_from`` and ``text_until`` (not included) are set where another
    version is held: between them this one is the nearest text. ``answers_to`` has addresses of
    treaties, each with those above it; ``max_months`` is null where there is no penalty, -1 where
    it is not known.
    ``search`` has the folded words with their places: A numbers and headings, B elements, C titles
    and names of States, D the text.
    """

    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=2, blank=True)
    body = models.CharField(max_length=40)
    article = models.CharField(max_length=200)
    place = models.PositiveIntegerField()
    title = models.TextField()
    heading = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    text_kind = models.CharField(max_length=24)
    version = models.DateField(null=True)
    in_force_from = models.DateField(null=True)
    in_force_until = models.DateField(null=True)
    text_from = models.DateField(null=True)
    text_until = models.DateField(null=True)
    text = models.TextField()
    answers_to = ArrayField(models.CharField(max_length=60))
    elements = ArrayField(models.CharField(max_length=60))
    max_months = models.IntegerField(null=True)
    source = models.TextField()
    as_of = models.CharField(max_length=10)
    confidence = models.CharField(max_length=10)
    search = SearchVectorField()
    upload = models.ForeignKey(
        StatuteText, null=True, on_delete=models.PROTECT, related_name="provisions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "body", "article", "version", "language"],
                name="provision_once",
                nulls_distinct=False,
            )
        ]
        indexes = [GinIndex(fields=["search"], name="provision_words")]


class IndexedBody(models.Model):
    """What a statute, a treaty or a State's offences were when they were last put in."""

    name = models.CharField(max_length=60, primary_key=True)
    digest = models.CharField(max_length=64)


class ProvisionWord(models.Model):
    """A word of the index, folded, with a stem of it in the language it stands in.

    A word may have several stems: of the word as it is written, and as it is folded. ``shown`` is
    one way it is written. ``language`` is empty where none is known; then the stem is the word.
    """

    word = models.CharField(max_length=60)
    language = models.CharField(max_length=8, blank=True)
    stem = models.CharField(max_length=60)
    shown = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "language", "stem"], name="word_once")
        ]
        indexes = [
            models.Index(fields=["language", "stem"], name="word_by_stem"),
            GinIndex(fields=["word"], name="word_fragments", opclasses=["gin_trgm_ops"]),
        ]
