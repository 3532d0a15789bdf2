"""Requests for assistance, going out and coming in."""

from django.db import models


class AssistanceRequest(models.Model):
    """One request, as this node holds it.

    ``measures`` are codes of what is asked: they name the request in every language.
    ``terms`` is the structured content of the core's ``assistance.Terms`` (JSON);
    ``waiting_for`` is us, them, paper or nobody, ``waiting_name`` says who in words.
    """

    direction = models.CharField(max_length=3)
    reference = models.CharField(max_length=24)
    peer = models.CharField(max_length=3)
    case = models.ForeignKey(
        "comity_node.Case", null=True, on_delete=models.PROTECT, related_name="requests"
    )
    officer = models.ForeignKey(
        "comity_node.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    channel = models.CharField(max_length=5, default="node")
    measures = models.JSONField(default=list)
    status = models.CharField(max_length=24)
    waiting_for = models.CharField(max_length=12)
    waiting_name = models.CharField(max_length=200, blank=True)
    waiting_since = models.DateField()
    next_date = models.DateField(null=True)
    next_kind = models.CharField(max_length=16, blank=True)
    next_why = models.CharField(max_length=200, blank=True)
    terms = models.JSONField(default=dict)
    basis = models.JSONField(default=dict)
    own_language = models.CharField(max_length=5)
    other_language = models.CharField(max_length=5)
    handling = models.CharField(max_length=4, default="H1")
    executing = models.ForeignKey(
        "comity_node.Authority", null=True, on_delete=models.PROTECT, related_name="+"
    )
    executing_why = models.TextField(blank=True)
    people = models.ManyToManyField("comity_node.Person", related_name="requests")
    exhibits = models.ManyToManyField("comity_node.Exhibit", related_name="requests")
    opened_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["direction", "peer", "reference"], name="one_request_per_reference"
            )
        ]
        indexes = [models.Index(fields=["direction", "status", "next_date"])]


class Passage(models.Model):
    """One free text of the request in both languages.

    ``translated_from`` is the digest of the text that was translated, so that a change shows.
    """

    request = models.ForeignKey(
        AssistanceRequest, on_delete=models.PROTECT, related_name="passages"
    )
    key = models.CharField(max_length=32)
    text = models.TextField(blank=True)
    translation = models.TextField(blank=True)
    translated_from = models.CharField(max_length=64, blank=True)
    translator = models.CharField(max_length=120, blank=True)
    translated_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "key"], name="one_passage_per_key")
        ]


class GateAnswer(models.Model):
    """One question of the rights gate, answered."""

    request = models.ForeignKey(
        AssistanceRequest, on_delete=models.PROTECT, related_name="gate_answers"
    )
    rule = models.CharField(max_length=32)
    answer = models.CharField(max_length=24)
    why = models.TextField()
    evidence = models.CharField(max_length=200)
    people = models.JSONField(default=list)
    by = models.ForeignKey("comity_node.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "rule"], name="one_gate_answer_per_rule")
        ]


class GateAgreement(models.Model):
    """A second person agreed to exactly these answers; ``covers`` is their digest."""

    request = models.OneToOneField(
        AssistanceRequest, on_delete=models.PROTECT, related_name="gate_agreement"
    )
    covers = models.CharField(max_length=64)
    by = models.ForeignKey("comity_node.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class RequestVersion(models.Model):
    """A version that was made into paper; ``digest`` is of the canonical letter."""

    request = models.ForeignKey(
        AssistanceRequest, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=24)
    letter = models.JSONField()
    digest = models.CharField(max_length=64)
    pdf = models.ForeignKey(
        "comity_node.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    docx = models.ForeignKey(
        "comity_node.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    scan = models.ForeignKey(
        "comity_node.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    scan_matches = models.CharField(max_length=16, blank=True)
    scan_decision = models.TextField(blank=True)
    leaves_read_by = models.ForeignKey(
        "comity_node.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_by = models.ForeignKey(
        "comity_node.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "kind", "number"], name="one_version_per_number"
            )
        ]

    @property
    def enclosed(self) -> list[tuple[str, int]]:
        """Files that went or came with the letter, each with the key of its stored bytes."""
        given = (self.letter or {}).get("files", {})
        return sorted((name, pk) for name, pk in given.items() if pk not in self._own_files)

    @property
    def promised(self) -> list[str]:
        """Files that a letter of the other State names and that did not come with it."""
        if self.kind == "request" or self.made_by_id is not None:
            return []
        came = (self.letter or {}).get("files", {})
        named = [one["title"]["own"] for one in self.letter["content"]["exhibits"]]
        return [name for name in named if name not in came]

    @property
    def _own_files(self) -> set[int | None]:
        return {self.pdf_id, self.docx_id, self.scan_id}


class RequestEvent(models.Model):
    """One line of the timeline. ``key`` is how the same event is recognised if told twice."""

    request = models.ForeignKey(AssistanceRequest, on_delete=models.PROTECT, related_name="events")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=32)
    by = models.CharField(max_length=6)
    by_name = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField()
    details = models.JSONField(default=dict)
    version = models.ForeignKey(
        RequestVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "key"], name="one_event_per_key")]
        indexes = [models.Index(fields=["request", "-at"])]


class CompletenessAnswer(models.Model):
    """What the caseworker found on one item of UNTOC 18(15) in an incoming request."""

    request = models.ForeignKey(
        AssistanceRequest, on_delete=models.PROTECT, related_name="completeness"
    )
    item = models.CharField(max_length=40)
    state = models.CharField(max_length=8)
    where = models.CharField(max_length=160, blank=True)
    what_is_missing = models.TextField(blank=True)
    by = models.ForeignKey("comity_node.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "item"], name="one_finding_per_item")
        ]


class PaperStep(models.Model):
    """Where the paper is: seen there, told to be there, or not arrived."""

    request = models.ForeignKey(AssistanceRequest, on_delete=models.PROTECT, related_name="papers")
    place = models.CharField(max_length=160)
    on = models.DateField()
    degree = models.CharField(max_length=12)
    told_by = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField()


class ReceivedItem(models.Model):
    """Something another State gave: purpose, restriction, retention and basis are never empty."""

    request = models.ForeignKey(AssistanceRequest, on_delete=models.PROTECT, related_name="items")
    title = models.CharField(max_length=200)
    file = models.ForeignKey(
        "comity_node.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    exhibit = models.ForeignKey(
        "comity_node.Exhibit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.TextField()
    restriction = models.TextField()
    retention_until = models.DateField()
    legal_basis = models.CharField(max_length=60)
    exculpatory = models.BooleanField(default=False)
    received_at = models.DateTimeField()
