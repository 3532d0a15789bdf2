"""Adding a text of one's own law: pasted and cut into articles, or a file in the data's form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as L
from django.utils.translation import gettext_noop

from comity.base.reader import DataError
from comity.base.source import Confidence
from comity.base.toml import NotToml, parse_toml
from comity.law.lexemes import spans
from comity.law.pasted import Fault, Pasted, read_pasted
from comity.law.rows import Offence
from comity.law.statutes import UNKNOWN_DAY, Numbering, Statute
from comity_node.actions.statute_texts import read_document
from comity_node.forms.days import DAY_FAULT, need_come
from comity_node.law_in_force import law
from comity_node.legal_wording import TEXT_KINDS, languages_of_statutes
from comity_node.letter_language import letter_language
from comity_node.ports import clock

LONGEST = 600_000  # signs of one text
TOO_LONG = {
    "max_length": L(
        "This is longer than one text may be. Add the articles that are used, not the whole code."
    )
}
CHANGED = gettext_noop(
    "Pasted on this node and cut into articles, paragraphs and letters by the marks at the "
    "beginning of lines. No word changed."
)
OF = "text_of_"

FAULTS = {
    "no_article": L(
        "No article was found. Begin each with its mark and number on a line of its own: “Art. 12”."
    ),
    "too_many": L(
        "Line %(line)s: there are more than %(about)s articles. Add those that are used."
    ),
    "twice": L("Line %(line)s: article %(about)s begins a second time. Take one of the two away."),
    "no_words": L("Line %(line)s: article %(about)s has no words. Write them under its number."),
    "too_long": L("Line %(line)s: article %(about)s is too long for one article."),
}


def said(fault: Fault) -> str:
    """What is wrong with a pasted text, where, and what to do."""
    return str(FAULTS[fault.code]) % {"line": fault.line, "about": fault.about}


def own_offences() -> list[Offence]:
    """The offences of this node's State that have a text somewhere."""
    rows = law().offences.get(settings.NODE.code, ())
    return [row for row in rows if row.role != "absence_stated"]


class PastedForm(forms.Form):
    """The head of the text, its articles as one text, and which offences they are the text of."""

    title = forms.CharField(
        max_length=300, error_messages={"required": L("Write the title of the statute.")}
    )
    short = forms.RegexField(
        r"\A[A-Z][A-Z0-9_]*\Z",
        max_length=20,
        error_messages={
            "required": L("Write a short name for addresses, for example CP."),
            "invalid": L("Capital letters A to Z and digits only, a letter first: for example CP."),
        },
    )
    language = forms.ChoiceField()
    kind = forms.ChoiceField(
        choices=[
            (code, TEXT_KINDS[code])
            for code in ("original", "official_translation", "unofficial_translation")
        ]
    )
    version = forms.DateField(required=False, error_messages=DAY_FAULT)
    source = forms.CharField(
        max_length=500,
        error_messages={
            "required": L("Write where the text is from: publication, number, address.")
        },
    )
    read_on = forms.DateField(
        error_messages={**DAY_FAULT, "required": L("Write on which day it was read there.")}
    )
    confidence = forms.ChoiceField(
        choices=[
            (Confidence.VERIFIED.value, L("read in the official publication")),
            (Confidence.KNOWN.value, L("taken from elsewhere, not compared with it")),
        ]
    )
    rights = forms.CharField(
        max_length=300,
        error_messages={"required": L("Write under which words the text may be used again.")},
    )
    caution = forms.CharField(required=False, max_length=500)
    pasted = forms.CharField(
        max_length=LONGEST,
        strip=False,
        error_messages={**TOO_LONG, "required": L("Paste the articles, each with its number.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages_of_statutes()  # type: ignore[attr-defined]
        for row in own_offences():
            self.fields[f"{OF}{row.id}"] = forms.CharField(required=False, max_length=200)
        self.understood: Pasted | None = None
        self.statute: Statute | None = None
        self.document: dict[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        need_come(self, given, "version")
        need_come(self, given, "read_on")
        if "pasted" not in given:
            return given
        self.understood = read_pasted(given["pasted"])
        for fault in self.understood.faults:
            self.add_error("pasted", said(fault))
        rows = [dict(row) for row in self.understood.articles]
        called = self._mapped(given, rows)
        if not self.errors:
            self.document = {"statute": self._head(given, called), "provision": rows}
            self.statute = _read(self, self.document, "pasted")
        return given

    def _mapped(self, given: dict[str, Any], rows: list[dict[str, Any]]) -> list[str]:
        """Write on each article which offences it is the text of; the names they call it by."""
        by_number = {_number(str(row["article"])): row for row in rows}
        called: dict[str, None] = {}
        for offence in own_offences():
            name = f"{OF}{offence.id}"
            wanted = [
                one for one in given.get(name, "").replace("،", ",").split(",") if one.strip()
            ]
            for one in wanted:
                row = by_number.get(_number(one))
                if row is None:
                    self.add_error(
                        name, _("Article %(n)s is not in the text.") % {"n": one.strip()}
                    )
                    continue
                row.setdefault("offences", []).append(offence.id)
                called[offence.statute] = None
        return list(called)

    def _head(self, given: Mapping[str, Any], called: list[str]) -> dict[str, Any]:
        version = given["version"]
        return {
            "id": f"{settings.NODE.code}-{given['short']}",
            "state": settings.NODE.code,
            "title": given["title"],
            "called": called,
            "language": given["language"],
            "kind": given["kind"],
            "version": version.isoformat() if version else UNKNOWN_DAY,
            "numbering": Numbering.PRINTED.value,
            "changed": CHANGED,
            "rights": given["rights"],
            "stale_note": given["caution"],
            "source": given["source"],
            "as_of": given["read_on"].isoformat(),
            "confidence": given["confidence"],
        }

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the form, to begin again from."""
        return {name: str(self.data.get(name, "")) for name in self.fields}

    @property
    def mapping(self) -> list[tuple[forms.BoundField, Offence]]:
        """The fields in which articles are named, each with its offence."""
        return [(self[f"{OF}{row.id}"], row) for row in own_offences()]


def _number(text: str) -> tuple[str, ...]:
    """An article's number, however it is written: ``12 bis``, ``L. 823-1``."""
    return tuple(span.words[0] for span in spans(text))


def _read(form: forms.Form, document: Mapping[str, Any], field: str) -> Statute | None:
    try:
        return read_document(document)
    except DataError as fault:
        form.add_error(field, str(fault))
        return None


class TomlForm(forms.Form):
    """A file as ``comity/data/law/statutes`` has them, or its text."""

    file = forms.FileField(required=False)
    toml = forms.CharField(required=False, max_length=LONGEST, strip=False, error_messages=TOO_LONG)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statute: Statute | None = None
        self.understood: Pasted | None = None
        self.document: dict[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        text = self._text(given)
        if self.errors:
            return given
        if not text.strip():
            self.add_error("file", _("Choose a file, or paste its text."))
            return given
        try:
            self.document = parse_toml(text)
        except NotToml as fault:
            self.add_error("toml", str(fault))
            return given
        self.statute = _read(self, self.document, "toml")
        return given

    def _text(self, given: Mapping[str, Any]) -> str:
        """The file that was chosen, else what stands in the field; the field then has it too."""
        file = given.get("file")
        if not file:
            return str(given.get("toml", ""))
        try:
            text: str = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error(
                "file", _("The file is not a text in UTF-8. Save it so and choose it again.")
            )
            return ""
        if len(text) > LONGEST:
            self.add_error("file", TOO_LONG["max_length"])
            return ""
        self.data = {**{name: self.data[name] for name in self.data}, "toml": text}
        return text

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the form, to begin again from."""
        return {"toml": str(self.data.get("toml", ""))}


def first_values() -> dict[str, Any]:
    """What stands in an empty form."""
    return {
        "language": letter_language(settings.NODE.code),
        "kind": "original",
        "confidence": "known",
        "read_on": clock.today().isoformat(),
    }
