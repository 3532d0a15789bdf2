"""Forms of what a State says of its own law: one per kind of row, each with its source and day."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as L

from comity.law.declarations import DeclarationKind
from comity.law.rows import UNKNOWN_MONTHS, BenefitRule, Mode, Offence, PartyStatus
from comity.law.statements import HEAD_VALUES, LONGEST_SOURCE, Subject
from comity_node.forms.days import DAY_FAULT, need_come
from comity_node.law_in_force import law
from comity_node.law_wording import DECLARATION_KINDS, PARTY_WORDS
from comity_node.legal_wording import BENEFITS, MODES
from comity_node.vocabulary import pairs
from comity_node.wording import FICHE_WORDS, TRITS, treaty_title

VARIANTS = 6  # penalties for circumstances that one form takes
INTENT = (
    ("intent", L("intent")),
    ("knowledge", L("knowledge")),
    ("negligence", L("negligence")),
)
CONFIDENCES = (
    ("", ""),  # how sure somebody is, nobody else says
    ("verified", L("Read in the official text")),
    ("known", L("Known, the text was not read again")),
)
_SOURCE = {"required": L("Say where it can be read: the gazette, the code, the page.")}
_TRITS = ("unknown", "yes", "no")


class CitedForm(forms.Form):
    """What every statement needs: where it was read, of which day, how sure."""

    source = forms.CharField(max_length=LONGEST_SOURCE, error_messages=_SOURCE)
    as_of = forms.DateField(
        error_messages=DAY_FAULT | {"required": L("Give the day of which the source speaks.")}
    )
    confidence = forms.ChoiceField(
        choices=CONFIDENCES, error_messages={"required": L("Say how sure it is.")}
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        need_come(self, given, "as_of")
        return given

    def cited(self) -> dict[str, str]:
        """The three keys of provenance, as the data write them."""
        given = self.cleaned_data
        return {
            "source": given["source"].strip(),
            "as_of": given["as_of"].isoformat(),
            "confidence": given["confidence"],
        }

    def row(self, about: str, key: str) -> dict[str, Any]:
        """The row with the keys of its data file."""
        raise NotImplementedError


class PracticeForm(CitedForm):
    """One item of a State's page."""

    value = forms.CharField(
        max_length=2000, error_messages={"required": L("Write what holds in your State.")}
    )

    def __init__(self, key: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if key in HEAD_VALUES:
            words = [(value, FICHE_WORDS[value]) for value in HEAD_VALUES[key]]
            self.fields["value"] = forms.ChoiceField(choices=words)

    def row(self, about: str, key: str) -> dict[str, Any]:  # noqa: ARG002  # of every row
        return {"key": key, "value": self.cleaned_data["value"].strip()} | self.cited()


class StatusForm(CitedForm):
    """The State's place in a treaty."""

    status = forms.ChoiceField(choices=[(one.value, PARTY_WORDS[one.value]) for one in PartyStatus])
    kind = forms.CharField(required=False, max_length=60)
    signed_on = forms.DateField(required=False, error_messages=DAY_FAULT)
    deposited_on = forms.DateField(required=False, error_messages=DAY_FAULT)
    in_force_on = forms.DateField(required=False, error_messages=DAY_FAULT)
    withdrawn_on = forms.DateField(required=False, error_messages=DAY_FAULT)
    note = forms.CharField(required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        bound = given.get("status") in (PartyStatus.PARTY.value, PartyStatus.PARTY_YEAR_ONLY.value)
        if bound and not given.get("in_force_on"):
            said = L("Give the day from which the treaty binds; without it nothing can rest on it.")
            self.add_error("in_force_on", said)
        for earlier, later in (("signed_on", "deposited_on"), ("in_force_on", "withdrawn_on")):
            before, after = given.get(earlier), given.get(later)
            if before and after and after < before:
                self.add_error(later, L("This day comes before the one it follows."))
        return given

    def row(self, about: str, key: str) -> dict[str, Any]:
        given = self.cleaned_data
        days = ("signed_on", "deposited_on", "in_force_on", "withdrawn_on")
        return {
            "state": about,
            "state_name": law().states.name(about),
            "treaty": key,
            "status": given["status"],
            "kind": given["kind"],
            "note": given["note"],
            **{name: given[name].isoformat() if given[name] else "" for name in days},
        } | self.cited()


class DeclarationForm(CitedForm):
    """A reservation, declaration, notification or territorial statement."""

    treaty = forms.ChoiceField()
    place = forms.RegexField(
        r"[0-9A-Za-z]+(\([0-9a-z]+\))*",
        required=False,
        max_length=30,
        error_messages={"invalid": L("Write the article as it is cited: 18(13).")},
    )
    kind = forms.ChoiceField(
        choices=[(one.value, DECLARATION_KINDS[one.value]) for one in DeclarationKind]
    )
    said = forms.CharField(
        max_length=2000, error_messages={"required": L("Write what it says, in a sentence.")}
    )
    wording = forms.CharField(required=False, max_length=4000)
    made_on = forms.DateField(required=False, error_messages=DAY_FAULT)
    withdrawn_on = forms.DateField(required=False, error_messages=DAY_FAULT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(code, treaty_title(code, "en")) for code in law().treaties]
        self.fields["treaty"].choices = titles  # type: ignore[attr-defined]

    def row(self, about: str, key: str) -> dict[str, Any]:
        given = self.cleaned_data
        place = f":{given['place']}" if given["place"] else ""
        return {
            "id": key,
            "state": about,
            "address": f"{given['treaty']}{place}",
            "kind": given["kind"],
            "said": given["said"].strip(),
            "wording": given["wording"].strip(),
            **{
                name: given[name].isoformat() if given[name] else ""
                for name in ("made_on", "withdrawn_on")
            },
        } | self.cited()


def _months_field() -> forms.IntegerField:
    said = L("Write months as a whole number: 0 to 1200, or 9999 for life.")
    faults = dict.fromkeys(("invalid", "min_value", "max_value"), said)
    return forms.IntegerField(required=False, min_value=0, max_value=9999, error_messages=faults)


_LISTS = {
    "conduct": "conduct",
    "objects": "object",
    "exceptions": "exception",
    "exceptions_scope": "scope",
    "requires_circumstances": "circumstance",
    "benefit_alternatives": "circumstance",
}
_TEXTS = ("amended", "exceptions_note", "extraterritorial", "unverified_parts", "note")


class OffenceForm(CitedForm):
    """One legal version of one offence, as elements; up to six penalties for circumstances."""

    role = forms.ChoiceField()
    statute = forms.CharField(
        max_length=300, error_messages={"required": L("Name the statute as your State cites it.")}
    )
    article = forms.CharField(max_length=120, error_messages={"required": L("Give the article.")})
    in_force_from = forms.DateField(required=False, error_messages=DAY_FAULT)
    in_force_until = forms.DateField(required=False, error_messages=DAY_FAULT)
    mens_rea = forms.MultipleChoiceField(choices=INTENT, required=False)
    benefit_required = forms.ChoiceField(
        choices=[(one.value, BENEFITS[one.value]) for one in BenefitRule]
    )
    base_min_months = _months_field()
    base_max_months = _months_field()
    attempt_punished = forms.ChoiceField(choices=[(one, TRITS[one]) for one in _TRITS])
    legal_person_liability = forms.ChoiceField(choices=[(one, TRITS[one]) for one in _TRITS])
    migrant_immunity = forms.ChoiceField(choices=[(one, TRITS[one]) for one in _TRITS])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = pairs("role")  # type: ignore[attr-defined]
        for name, vocabulary in _LISTS.items():
            needed = name in ("conduct", "objects")
            self.fields[name] = forms.MultipleChoiceField(
                choices=pairs(vocabulary), required=needed, error_messages=_AT_LEAST_ONE
            )
        for name in _TEXTS:
            self.fields[name] = forms.CharField(required=False, max_length=1000)
        for number in range(1, VARIANTS + 1):
            self._variant_fields(number)

    def _variant_fields(self, number: int) -> None:
        modes = [(one.value, MODES[one.value]) for one in Mode]
        self.fields |= {
            f"variant_{number}_circumstances": forms.MultipleChoiceField(
                choices=pairs("circumstance"), required=False
            ),
            f"variant_{number}_first": forms.ChoiceField(
                choices=[("", "—"), *pairs("circumstance")], required=False
            ),
            f"variant_{number}_mode": forms.ChoiceField(choices=modes, required=False),
            f"variant_{number}_min": _months_field(),
            f"variant_{number}_max": _months_field(),
            f"variant_{number}_ref": forms.CharField(required=False, max_length=300),
        }

    @property
    def variants(self) -> list[dict[str, forms.BoundField]]:
        """The fields of each penalty for circumstances, for the page."""
        names = ("circumstances", "mode", "first", "min", "max", "ref")
        return [
            {name: self[f"variant_{number}_{name}"] for name in names}
            for number in range(1, VARIANTS + 1)
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self._clean_months("base_min_months", "base_max_months")
        for number in range(1, VARIANTS + 1):
            self._clean_variant(f"variant_{number}")
        start, until = given.get("in_force_from"), given.get("in_force_until")
        if start and until and until < start:
            self.add_error("in_force_until", L("It ends before it begins."))
        return given

    def _clean_variant(self, name: str) -> None:
        given = self.cleaned_data
        mode, first = given.get(f"{name}_mode"), given.get(f"{name}_first")
        chosen = given.get(f"{name}_circumstances") or []
        if mode == Mode.TWO_INCL_FIRST and chosen and first not in chosen:
            said = L("Choose which of the circumstances has to be among the two.")
            self.add_error(f"{name}_first", said)
        if mode in (Mode.TWO, Mode.TWO_INCL_FIRST) and len(chosen) == 1:
            self.add_error(f"{name}_circumstances", L("Choose at least two."))
        self._clean_months(f"{name}_min", f"{name}_max")

    def _clean_months(self, least: str, most: str) -> None:
        lower, upper = self.cleaned_data.get(least), self.cleaned_data.get(most)
        if lower is not None and upper is not None and lower > upper:
            self.add_error(least, L("The least is longer than the most."))

    def row(self, about: str, key: str) -> dict[str, Any]:
        given = self.cleaned_data
        same = ("role", "statute", "article", "mens_rea", "benefit_required", *_LISTS, *_TEXTS)
        trits = ("attempt_punished", "legal_person_liability", "migrant_immunity")
        days = ("in_force_from", "in_force_until")
        return {
            "id": key,
            "state": about,
            "base_min_months": _months(given["base_min_months"]),
            "base_max_months": _months(given["base_max_months"]),
            "variant": [one for one in map(self._variant, range(1, VARIANTS + 1)) if one],
            **{name: given[name] for name in (*same, *trits)},
            **{name: given[name].isoformat() if given[name] else "" for name in days},
        } | self.cited()

    def _variant(self, number: int) -> dict[str, Any]:
        names = ("circumstances", "mode", "first", "min", "max", "ref")
        given = {name: self.cleaned_data[f"variant_{number}_{name}"] for name in names}
        if not given["circumstances"]:
            return {}
        first = [given["first"]] if given["first"] in given["circumstances"] else []
        rest = [one for one in given["circumstances"] if one not in first]
        return {
            "circumstances": [*first, *rest],
            "mode": given["mode"] or Mode.ANY.value,
            "min_months": _months(given["min"]),
            "max_months": _months(given["max"]),
            "ref": given["ref"],
        }


_AT_LEAST_ONE = {"required": L("Choose at least one.")}


def _months(given: int | None) -> int:
    """Nothing written means not known, never none."""
    return UNKNOWN_MONTHS if given is None else given


def _shown(months: int) -> int | None:
    """An empty field where it is not known."""
    return None if months == UNKNOWN_MONTHS else months


def form_of(subject: Subject, key: str, *args: Any, **kwargs: Any) -> CitedForm:
    """The form for a kind of row."""
    if subject is Subject.PRACTICE:
        return PracticeForm(key, *args, **kwargs)
    kinds: Mapping[Subject, type[CitedForm]] = {
        Subject.OFFENCE: OffenceForm,
        Subject.STATUS: StatusForm,
        Subject.DECLARATION: DeclarationForm,
    }
    return kinds[subject](*args, **kwargs)


def first_values(row: Any) -> dict[str, Any]:
    """What stands in the form at first: the row as it is known."""
    from comity.law.statements import row_json

    found = row_json(row)
    if isinstance(row, Offence):
        for name in ("base_min_months", "base_max_months"):
            found[name] = _shown(getattr(row, name))
        found |= _first_variants(row)
        found["in_force_from"] = "" if row.in_force_from == "unknown" else row.in_force_from
    if "address" in found:
        treaty, _, place = str(found["address"]).partition(":")
        found |= {"treaty": treaty, "place": place}
    return found


def _first_variants(row: Offence) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, one in enumerate(row.variant[:VARIANTS], start=1):
        start = f"variant_{number}_"
        found |= {
            f"{start}circumstances": list(one.circumstances),
            f"{start}mode": one.mode.value,
            f"{start}first": one.circumstances[0] if one.mode is Mode.TWO_INCL_FIRST else "",
            f"{start}min": _shown(one.min_months),
            f"{start}max": _shown(one.max_months),
            f"{start}ref": one.ref,
        }
    return found
