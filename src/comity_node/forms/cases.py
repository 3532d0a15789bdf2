"""Forms of the case file."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as L

from comity_node.forms.days import DAY_FAULT
from comity_node.vocabulary import pairs, states


def _needed(sentence: Any) -> dict[str, Any]:
    return {"required": sentence}


# Marks, embeddings, overrides and isolates of direction, and signs of no width.
TURNING = frozenset(
    "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
STAGES = (
    ("investigation", L("Investigation")),
    ("trial", L("Trial")),
    ("enforcement", L("Enforcement of a judgment")),
)
EXHIBIT_KINDS = (
    ("document", L("document")),
    ("report", L("report of an authority")),
    ("phone", L("phone or its content")),
    ("money", L("record of money")),
    ("statement", L("statement of a smuggled person, victim or witness")),
    ("object", L("object")),
)
IDENTIFIER_KINDS = (
    ("phone", L("phone")),
    ("document", L("travel or identity document")),
    ("account", L("account")),
    ("vessel", L("vessel")),
    ("address", L("address")),
)
ROLES = (
    ("smuggled_migrant_or_unknown", L("smuggled, or not known")),
    ("suspect", L("suspect")),
    ("witness", L("witness")),
    ("victim", L("victim")),
    ("official", L("official")),
)
ASYLUM = (
    ("unknown", L("nobody has asked yet")),
    ("none", L("no claim")),
    ("claim", L("claim open, here or elsewhere")),
    ("refugee", L("refugee, or protected otherwise")),
)


class NewCaseForm(forms.Form):
    title = forms.CharField(
        max_length=160, error_messages=_needed(L("Give the case a title, without any name."))
    )
    authority = forms.CharField(
        max_length=160, error_messages=_needed(L("Write which authority conducts the case."))
    )
    conducting = forms.CharField(
        max_length=160, error_messages=_needed(L("Write who conducts it, and in what function."))
    )


class FactsForm(forms.Form):
    """The legal facts, in the words the law data know."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(max_length=160, error_messages=_needed(L("Give the case a title.")))
    subject = forms.CharField(required=False, max_length=2000, widget=forms.Textarea)
    stage = forms.ChoiceField(choices=STAGES)
    place = forms.CharField(required=False, max_length=120)
    facts_date = forms.DateField(
        required=False,
        error_messages=DAY_FAULT,
    )
    narrative = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea)
    conduct = forms.MultipleChoiceField(required=False)
    object_own = forms.MultipleChoiceField(required=False)
    object_there = forms.MultipleChoiceField(required=False)
    benefit = forms.ChoiceField()
    circumstances = forms.MultipleChoiceField(required=False)
    ocg = forms.ChoiceField()
    exceptions = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, vocabulary in (
            ("conduct", "conduct"),
            ("object_own", "object"),
            ("object_there", "object"),
            ("benefit", "benefit"),
            ("circumstances", "circumstance"),
            ("ocg", "ocg"),
            ("exceptions", "exception"),
        ):
            self.fields[name].choices = pairs(vocabulary)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """The facts as the case keeps them."""
        given = self.cleaned_data
        names = ("conduct", "object_own", "object_there", "circumstances", "exceptions")
        return {name: given[name] for name in names} | {
            "benefit": given["benefit"],
            "ocg": given["ocg"],
            "facts_date": given["facts_date"].isoformat() if given["facts_date"] else "",
        }


class NameField(forms.CharField):
    """A name without signs that turn its neighbours round; what is left has a letter."""

    def to_python(self, value: Any) -> str:
        seen = "".join(one for one in super().to_python(value) or "" if one not in TURNING)
        return seen if any(one.isalpha() for one in seen) else ""


class NewPersonForm(forms.Form):
    name = NameField(
        max_length=160,
        error_messages=_needed(L("Write the name as the person or a paper writes it.")),
    )
    origin = forms.CharField(
        max_length=160, error_messages=_needed(L("Say where the name is written so."))
    )
    nationality = forms.ChoiceField(required=False)
    birth = forms.CharField(required=False, max_length=40)
    whereabouts = forms.CharField(required=False, max_length=160)

    def __init__(self, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nationality"].choices = [("", _("not known")), *states(language)]  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    """What is known of a person."""

    # what a colleague saved meanwhile, where it differs; None: nothing
    theirs: dict[str, Any] | None = None

    edition = forms.IntegerField(widget=forms.HiddenInput)
    nationality = forms.ChoiceField(required=False)
    birth = forms.CharField(required=False, max_length=40)
    birth_note = forms.CharField(required=False, max_length=120)
    whereabouts = forms.CharField(required=False, max_length=160)
    child = forms.BooleanField(required=False)
    guardian = forms.CharField(required=False, max_length=160)
    asylum = forms.ChoiceField(choices=ASYLUM)
    feared_state = forms.ChoiceField(required=False)
    witness_plan = forms.CharField(required=False, max_length=2000, widget=forms.Textarea)

    def __init__(self, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [("", _("not known")), *states(language)]
        self.fields["nationality"].choices = named  # type: ignore[attr-defined]
        self.fields["feared_state"].choices = named  # type: ignore[attr-defined]


class NameForm(forms.Form):
    text = NameField(max_length=160, error_messages=_needed(L("Write the name.")))
    origin = forms.CharField(
        max_length=160, error_messages=_needed(L("Say where the name is written so."))
    )
    original = forms.BooleanField(required=False)


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=ROLES)
    why = forms.CharField(
        max_length=2000,
        widget=forms.Textarea,
        error_messages=_needed(L("Say why the role changes.")),
    )


class ConductForm(forms.Form):
    conduct = forms.MultipleChoiceField(
        error_messages=_needed(L("Choose what the person is said to have done."))
    )
    what = forms.CharField(
        max_length=4000,
        widget=forms.Textarea,
        error_messages=_needed(L("Say in a sentence what the person did, when and where.")),
    )
    benefit = forms.CharField(required=False, max_length=1000)
    exhibit = forms.ChoiceField(required=False)

    def __init__(self, exhibits: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conduct"].choices = pairs("conduct")  # type: ignore[attr-defined]
        self.fields["exhibit"].choices = [("", _("none")), *exhibits]  # type: ignore[attr-defined]


class IdentifierForm(forms.Form):
    kind = forms.ChoiceField(choices=IDENTIFIER_KINDS)
    value = forms.CharField(max_length=80, error_messages=_needed(L("Write the number.")))
    holder = forms.CharField(required=False, max_length=160)
    origin = forms.CharField(max_length=160, error_messages=_needed(L("Say where it was found.")))
    person = forms.ChoiceField(required=False)

    def __init__(self, people: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("nobody yet")), *people]  # type: ignore[attr-defined]


class ExhibitForm(forms.Form):
    title = forms.CharField(max_length=200, error_messages=_needed(L("Say what the item is.")))
    kind = forms.ChoiceField(choices=EXHIBIT_KINDS)
    origin = forms.CharField(max_length=160, error_messages=_needed(L("Say where it comes from.")))
    use_limits = forms.CharField(required=False, max_length=2000)
    file = forms.FileField(
        error_messages={
            "required": L("Choose the file."),
            "empty": L("The file is empty. Choose it again; perhaps it was still being copied."),
        }
    )


class MemberForm(forms.Form):
    user = forms.ChoiceField(error_messages=_needed(L("Choose a colleague.")))

    def __init__(self, colleagues: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = colleagues  # type: ignore[attr-defined]
