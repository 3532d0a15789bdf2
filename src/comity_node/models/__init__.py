"""Rows only: what a node keeps. No rule stands here; the core has the rules."""

from comity_node.models.audit import AuditCheckpoint, AuditDetail, AuditHead, AuditLeaf
from comity_node.models.authorities import Authority
from comity_node.models.cases import Case, CaseMember, ConductRecord, Exhibit
from comity_node.models.exchange import (
    HeldDirectory,
    IncomingMessage,
    OutgoingMessage,
    PeerLink,
    StoredPart,
)
from comity_node.models.files import StoredFile
from comity_node.models.forms import PendingForm, SentForm
from comity_node.models.law import LawStatement
from comity_node.models.legislation import IndexedBody, Provision, ProvisionWord, StatuteText
from comity_node.models.people import Identifier, NameForm, Person, RoleChange
from comity_node.models.requests import (
    AssistanceRequest,
    CompletenessAnswer,
    GateAgreement,
    GateAnswer,
    PaperStep,
    Passage,
    ReceivedItem,
    RequestEvent,
    RequestVersion,
)
from comity_node.models.training import TrainingClock
from comity_node.models.users import User

__all__ = [
    "AssistanceRequest",
    "AuditCheckpoint",
    "AuditDetail",
    "AuditHead",
    "AuditLeaf",
    "Authority",
    "Case",
    "CaseMember",
    "CompletenessAnswer",
    "ConductRecord",
    "Exhibit",
    "GateAgreement",
    "GateAnswer",
    "HeldDirectory",
    "Identifier",
    "IncomingMessage",
    "IndexedBody",
    "LawStatement",
    "NameForm",
    "OutgoingMessage",
    "PaperStep",
    "Passage",
    "PeerLink",
    "PendingForm",
    "Person",
    "Provision",
    "ProvisionWord",
    "ReceivedItem",
    "RequestEvent",
    "RequestVersion",
    "RoleChange",
    "SentForm",
    "StatuteText",
    "StoredFile",
    "StoredPart",
    "TrainingClock",
    "User",
]
