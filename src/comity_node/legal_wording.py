"""Words of the legislative database: kinds of text, elements, places in a treaty, penalties."""

from babel import Locale
from babel.languages import get_official_languages
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from comity.law.addresses import Address
from comity.law.rows import LIFE, UNKNOWN_MONTHS
from comity_node.law_in_force import law
from comity_node.vocabulary import word
from comity_node.wording import MONTHS_A_YEAR, cited, reader_language, state_name

LEFT_TO_RIGHT, ANY, END = (
    "\u2066",
    "\u2068",
    "\u2069",
)  # where no mark-up can keep a number's direction

KINDS = {
    "statute": _("Text of a statute"),
    "treaty": _("Text of a treaty"),
    "offence": _("Offence, by its elements"),
}
TEXT_KINDS = {
    "original": _("original text"),
    "official_translation": _("official translation"),
    "unofficial_translation": _("unofficial translation"),
    "authentic": _("authentic text"),
    "translation": _("translation"),
}
ELEMENT_KINDS = {
    "role": _("Kind of offence"),
    "conduct": _("Conduct"),
    "object": _("People it is about"),
    "benefit": _("Financial or other material benefit"),
    "circumstance": _("Circumstances"),
    "exception": _("What may excuse"),
}
BENEFITS = {
    "yes": _("asked for"),
    "no": _("not asked for"),
    "aggravating_only": _("not asked for, but punished more"),
    "unknown": _("not known whether it is asked for"),
}
NOT_KNOWN = _("not known")
MODES = {
    "any": _("one of them is enough"),
    "two": _("at least two together"),
    "two_incl_first": _("at least two together, the first of them among these"),
    "with_any": _("one of them, beside one of the first penalty"),
}
"""When a heavier penalty applies."""
_SHORT = {"SOM_PROTOCOL": "Protocol"}  # as citations of the data call it
# Scripts that are read from right to left, by the languages of statutes written in them.
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ku", "ps", "ur"})


def direction(language: str) -> str:
    """``rtl`` or ``ltr``."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def element(code: str) -> str:
    """An element such as ``conduct:transport`` in words."""
    kind, _, name = code.partition(":")
    return str(BENEFITS[name]) if kind == "benefit" else word(kind, name)


def place(address: str) -> str:
    """A place in a treaty, ``SOM_PROTOCOL:6(1)(a)``, as one line without mark-up."""
    from comity_node.templatetags.legal import citation

    at = Address.parse(address)
    treaty = _SHORT.get(at.treaty) or law().treaties[at.treaty].short
    return f"{citation(treaty)} {LEFT_TO_RIGHT}{at.place}{END}"


def provision(state: str, kind: str, title: str, article: str) -> str:
    """A provision on one line without mark-up: State, statute or treaty, number."""
    language = reader_language()
    if kind == "offence":
        title, article = (cited(state, one, language) for one in (title, article))
    words = [state_name(state, language)] if state else []
    words += [f"{ANY}{title}{END}", f"{ANY}{article}{END}"]
    return gettext(", ").join(words)


def penalty(months: int) -> str:
    """A maximum as a length of time."""
    if months == LIFE:
        return gettext("life")
    if months == UNKNOWN_MONTHS:
        return str(NOT_KNOWN)
    if months % MONTHS_A_YEAR:
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    years = months // MONTHS_A_YEAR
    return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}


def languages_of_statutes() -> list[tuple[str, str]]:
    """Languages a statute may be in, by name: those that some State has for an official one."""
    names = Locale.parse(reader_language()).languages
    codes = {
        language
        for state in law().states.codes
        for language in get_official_languages(state, regional=True, de_facto=True)
        if len(language) == 2 and language in names
    }
    return sorted(((code, names[code]) for code in codes), key=lambda pair: pair[1])
