"""Lays out the training scene on a node: authorities, one case with its people and exhibits."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from comity.states import wording
from comity_node.actions import cases as actions
from comity_node.letter_language import letter_language
from comity_node.models import Authority, Case, Exhibit, Person, TrainingClock, User
from comity_node.models.users import Role
from comity_node.ports import clock
from comity_node.training.scene import origin, port, said, scene

SOURCE = "invented for training"
DAYS_AGO = 21  # the landing, before the node's today


def set_partner(code: str) -> None:
    """With which State this node plays the story."""
    TrainingClock.objects.filter(pk=1).update(partner=code)


def lay_out() -> None:
    """Authorities, and the case with its people, where an officer can work on it.

    Names, numbers and texts are always the same; dates follow the node's today.
    """
    with transaction.atomic():
        _authorities()
        officer = User.objects.filter(role=Role.PROSECUTOR).order_by("pk").first()
        if officer is not None:
            _case(officer)


def _authorities() -> None:
    here = settings.NODE.code
    Authority.objects.filter(invented=True, source=SOURCE).delete()
    for one in scene()["authority"]:
        names = {
            language: one[language].format(port=port(here, language))
            for language in ("en", "it", "fr", "ar")
        }
        places = {port(here, language) for language in names} if one["at_port"] else set()
        Authority.objects.create(
            names=names,
            measures=one["measures"],
            places=sorted(places),
            invented=True,
            source=SOURCE,
            as_of=clock.today(),
            confidence="known",
        )


def _partner() -> str:
    row = TrainingClock.objects.filter(pk=1).first()
    return row.partner if row else ""


def _case(officer: User) -> None:
    language, partner = letter_language(settings.NODE.code), _partner()
    landed = clock.today() - timedelta(days=DAYS_AGO)
    texts = scene()["case"]
    case = actions.open_case(
        officer=officer,
        title=said(texts["title"], language),
        authority=said(scene()["prosecution"], language, port=port(settings.NODE.code, language)),
        conducting=f"{officer.full_name}, {officer.post}",
    )
    told = said(
        texts["narrative"],
        language,
        day=wording.day(landed, language, settings.NODE.code),
        port=port(partner, language),
    )
    changes = {
        "subject": said(texts["subject"], language),
        "narrative": told,
        "place": "",
        "facts": _facts(landed.isoformat()),
    }
    actions.change_case(officer=officer, case=case, edition=case.edition, changes=changes)
    _colleagues(officer, case)
    _exhibits(officer, case, language)
    for one in scene()["person"]:
        _person(officer, case, one, language, partner)
    _identifiers(officer, case, language)


def _facts(day: str) -> dict[str, Any]:
    """The benefit is not proved at the beginning: the story adds what proves it."""
    return {
        "conduct": ["procure_entry", "transport", "organise"],
        "object_own": ["irregular_entrant", "alien"],
        "object_there": ["irregular_entrant", "national_leaving"],
        "benefit": "unproven",
        "circumstances": ["danger_to_life", "organised_group", "several_persons", "sea"],
        "ocg": "suspected",
        "exceptions": [],
        "facts_date": day,
    }


def _colleagues(officer: User, case: Case) -> None:
    for user in User.objects.filter(role=Role.CASEWORKER).order_by("pk"):
        actions.add_member(officer=officer, case=case, user=user)


def _exhibits(officer: User, case: Case, language: str) -> None:
    for one in scene()["exhibit"]:
        title = said(one["title"], language)
        given = {
            "title": title,
            "kind": one["kind"],
            "origin": said(one["origin"], language),
            "use_limits": "",
        }
        actions.add_exhibit(
            officer=officer,
            case=case,
            given=given,
            name=f"{title}.txt",
            content=f"{title}\n\n{one['text']}\n".encode(),
        )


def _person(officer: User, case: Case, one: dict[str, Any], language: str, partner: str) -> None:
    name = actions.NewName(one["name"], origin(one["origin"], language), original=True)
    given = {
        "nationality": _nationality(one, partner),
        "birth": one["birth"],
        "whereabouts": port(partner, language) if one.get("at_port") else "",
    }
    person = actions.add_person(officer=officer, case=case, name=name, given=given)
    for text, seen in one["romanised"]:
        form = actions.NewName(text, origin(seen, language), original=False)
        actions.add_name(officer=officer, person=person, name=form)
    _known(officer, person, one, language)
    _conduct(officer, case, person, one, language)
    for kind in ("document", "phone"):
        if one.get(kind):
            actions.add_identifier(
                officer=officer,
                case=case,
                person=person,
                kind=kind,
                value=one[kind],
                holder="",
                origin=origin("phone" if kind == "phone" else "passport", language),
            )


def _nationality(one: dict[str, Any], partner: str) -> str:
    """The State asked, where its people write Arabic; the scene's own otherwise."""
    if not one["national"]:
        return str(one["nationality"])
    return partner if letter_language(partner) == "ar" else "EG"


def _known(officer: User, person: Person, one: dict[str, Any], language: str) -> None:
    changes = {
        "child": bool(one.get("child")),
        "asylum": one.get("asylum", "none"),
        "birth_note": said(one["birth_note"], language) if "birth_note" in one else "",
    }
    actions.change_person(officer=officer, person=person, edition=person.edition, changes=changes)


def _conduct(officer: User, case: Case, person: Person, one: dict[str, Any], language: str) -> None:
    if "conduct" in one:
        exhibit = Exhibit.objects.filter(case=case, kind="phone").first()
        actions.record_conduct(
            officer=officer,
            person=person,
            conduct=one["conduct"],
            what=said(one["what"], language),
            benefit="",
            exhibit=exhibit,
        )
    if one["role"] != person.role:
        actions.change_role(
            officer=officer, person=person, role=one["role"], why=origin(one["origin"], language)
        )


def _identifiers(officer: User, case: Case, language: str) -> None:
    for one in scene()["identifier"]:
        actions.add_identifier(
            officer=officer,
            case=case,
            person=None,
            kind=one["kind"],
            value=one["value"],
            holder=one["holder"],
            origin=origin(one["origin"], language),
        )
