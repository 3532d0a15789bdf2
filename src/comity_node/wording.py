"""Words of the pages: statuses, findings, kinds of date, names of States.

Each word stands here once, marked for translation; its shape stands beside it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import get_timezone_location
from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from comity.base.dates import is_day, is_partial_day
from comity.base.reasons import Reason
from comity.law.rows import LIFE, UNKNOWN_MONTHS
from comity.safeguards.named import Named
from comity.states import wording
from comity_node.source_words import source_said

# code -> (shape, word); six shapes, in ink, and the word is always there
WORDS = {
    "met": ("filled", _("Met")),
    "not_met": ("cross", _("Not met")),
    "unknown": ("dotted", _("Unknown")),
    "for_the_judge": ("half", _("For the judge")),
    "not_a_ground": ("filled", _("Not a ground to refuse")),
    "present": ("filled", _("Present")),
    "missing": ("cross", _("Missing")),
    "unclear": ("dotted", _("Unclear")),
    "agrees": ("filled", _("Agrees")),
    "differs": ("cross", _("Differs")),
    "completed": ("filled", _("Completed")),
    "in_progress": ("ringed", _("In progress")),
    "not_started": ("empty", _("Not started")),
    "out_of_date": ("dotted", _("Out of date")),
    "signed": ("filled", _("Signed")),
    "go": ("filled", _("Go")),
    "go_with_conditions": ("half", _("Go with conditions")),
    "stop": ("cross", _("Stop")),
    "answered": ("filled", pgettext_lazy("measure", "Answered")),
    "open": ("ringed", pgettext_lazy("measure", "Open")),
    "not_checked": ("empty", _("Not looked at")),
    "not_compared": ("empty", _("Not compared")),
    "risk": ("half", _("Open: benefit not proved")),
    "way_yes": ("filled", _("Open")),
    "way_no": ("cross", _("Leads nowhere")),
    "way_unknown": ("dotted", _("Ask first")),
    "text_draft": ("ringed", _("Draft")),
    "text_agreed": ("filled", _("Agreed")),
    "text_set_aside": ("cross", pgettext_lazy("text", "Set aside")),
    "bound": ("filled", _("Bound")),
    "not_bound": ("cross", _("Not bound")),
}

DELIVERY = {
    "queued": _("waiting to be delivered"),
    "delivered": _("delivered, receipt signed"),
    "refused": _("refused by their node"),
    "expired": _("not delivered in thirty days"),
    "received": _("received, receipt given"),
}

STATUSES = {
    "draft": _("Draft"),
    "shared_for_comment": _("Shared for comment"),
    "ready_to_sign": _("Ready to sign"),
    "with_the_carrier": _("With the carrier"),
    "with_them": _("With them"),
    "they_ask_us": _("They ask us"),
    "part_answered": _("Part answered"),
    "answered": pgettext_lazy("request", "Answered"),
    "closed": _("Closed"),
    "new": _("New"),
    "acknowledged": _("Acknowledged"),
    "waiting_for_them": _("Waiting for them"),
    "with_authority": _("With the executing authority"),
    "postponed": _("Postponed"),
    "refused": _("Refused"),
    "withdrawn": _("Withdrawn"),
    "set_aside": _("Set aside, never sent"),
}

WAITING = {
    "us": _("Us"),
    "them": _("Them"),
    "authority": _("Executing authority"),
    "paper": _("Paper"),
    "nobody": _("Nobody"),
}

DESK_GROUPS = {
    "today": _("Today"),
    "soon": _("This week"),
    "week": _("This week"),
    "later": _("With us"),
    "us": _("With us"),
    "others": _("Waiting for others"),
    "undated": _("No date set"),
}

# (direction, status) -> the verb on the button of a row
NEXT_ACTS = {
    ("in", "new"): _("Acknowledge"),
    ("in", "acknowledged"): _("Choose who executes"),
    ("in", "with_authority"): _("Answer"),
    ("in", "part_answered"): _("Answer"),
    ("out", "draft"): _("Go on writing"),
    ("out", "ready_to_sign"): _("Sign and send"),
    ("out", "they_ask_us"): _("Answer them"),
    ("out", "with_the_carrier"): _("Where is it?"),
    ("out", "answered"): _("Close"),
    ("out", "refused"): _("Decide"),
}

TASKS = {
    "who": _("Say who you are and whom you ask"),
    "people": _("Identify the people"),
    "facts": _("Tell the facts"),
    "offences": _("Show the offence"),
    "measures": _("Say what you need and how"),
    "purpose": _("Purpose, limits, confidentiality"),
    "exhibits": _("Attach exhibits"),
    "translation": _("Translate"),
}

# a key of a passage, without its number -> what the page calls it
PASSAGES = {
    "authority": _("Requesting authority"),
    "officer": _("Who conducts the case"),
    "functions": _("Functions"),
    "addressee": _("Authority asked"),
    "signer": _("Who signs"),
    "post": _("Post of who signs"),
    "city": _("Place of signature"),
    "basis": _("Title of the treaty"),
    "subject": _("Subject and nature of the proceedings"),
    "facts": _("Facts"),
    "informal": _("Prior informal contact"),
    "measure": _("What is asked"),
    "procedure": _("Particular procedure"),
    "purpose": _("Purpose"),
    "asked": _("Reason for the date"),
    "exhibit": _("Exhibit"),
    "origin": _("Where the name was seen"),
    "whereabouts": _("Whereabouts"),
}

EVENTS = {
    "drafted": _("Draft begun"),
    "reopen": _("Opened again for changes"),
    "make_ready": _("Ready to sign"),
    "set_aside": _("Draft set aside; it was never sent"),
    "send": _("Sent"),
    "send_paper": _("Sent on paper"),
    "remind": _("Reminded"),
    "supplement": _("Supplement sent"),
    "withdraw": _("Withdrawn"),
    "close": _("Closed, with feedback"),
    "note": _("Note sent"),
    "they_acknowledged": _("They acknowledged"),
    "they_asked": _("They ask for what is missing"),
    "they_execute": _("They sent it for execution"),
    "they_part_answered": _("A part of the answer came"),
    "they_answered": _("The answer came"),
    "they_postponed": _("They postponed"),
    "they_consult": _("They consult us"),
    "they_refused": _("They refused"),
    "they_noted": _("A note came"),
    "they_reminded": _("They remind us"),
    "they_supplemented": _("Their supplement came"),
    "they_withdrew": _("They withdrew it"),
    "they_closed": _("They closed it, with feedback"),
    "acknowledge": _("Acknowledged"),
    "ask_missing": _("Asked for what is missing"),
    "choose_authority": _("Sent for execution"),
    "part_result": _("A part of the result sent"),
    "result": _("Result sent"),
    "postpone": _("Postponed"),
    "consult": _("Consulted"),
    "refuse": _("Refused, with reasons"),
    "received": _("Received and its signature verified"),
    "registered": _("Registered from paper"),
    "delivered": _("Delivered; their node’s receipt is signed"),
    "delivery_refused": _("Their node refused the message"),
    "delivery_expired": _("Not delivered in thirty days"),
    "late_letter": _("A letter that crossed ours came"),
}

DOCUMENTS = {
    "request": _("The request"),
    "acknowledge": _("Acknowledgement"),
    "ask_missing": _("Letter that asks for what is missing"),
    "acknowledge_and_ask": _("Acknowledgement that asks for what is missing"),
    "transmittal": _("Transmittal to the executing authority"),
    "partial_result": _("Part of the result"),
    "result": _("Result"),
    "postpone": _("Postponement"),
    "consult": _("Consultation"),
    "refuse": _("Refusal"),
    "supplement": _("Supplement"),
    "remind": _("Reminder"),
    "withdraw": _("Withdrawal"),
    "close": _("Closing"),
    "note": _("Note"),
}

# kind of letter -> heading of the page where it is written
LETTERS = {
    "acknowledge": _("Acknowledge the request"),
    "ask_missing": _("Ask for what is missing"),
    "acknowledge_and_ask": _("Acknowledge, and ask for what is missing"),
    "partial_result": _("Send a part of the result"),
    "result": _("Send the result"),
    "postpone": _("Postpone execution"),
    "consult": _("Consult before deciding"),
    "refuse": _("Refuse, with reasons"),
    "supplement": _("Supplement the request"),
    "remind": _("Remind"),
    "withdraw": _("Withdraw the request"),
    "close": _("Close the request, with feedback"),
    "note": _("Write a note"),
}

NOT_READY = {
    "tasks_open": _("Finish the tasks first."),
    "gate_open": _("Cannot start yet: the gate is not passed."),
    "no_version": _("Cannot start yet: make a version."),
    "changed": _(
        "Cannot start yet: the text changed since the version was made. Make the next one."
    ),
    "leaves_unread": _("Cannot start yet: confirm what leaves."),
    "no_scan": _("Cannot start yet: attach the signed scan."),
    "other_version": _("There is another version or another scan now. Look at it first."),
    "scanned_it": _("Whoever attached the scan does not decide on it: another officer compares."),
    "second_reads": _("You agreed as the second person; another officer reads what leaves."),
    "second_sends": _("You agreed as the second person; another officer signs and sends."),
    "scan_undecided": _("Cannot start yet: say what the comparison of the scan found."),
}

NO_DIRECTORY = _("No directory is installed, so no other State is known. Ask your administrator.")
ANOTHER_MEANT = _("If somebody else of that name is meant, a supervisor can send the letter.")
TOO_LONG = _(
    "This is longer than one message may be. Shorten the texts, or attach a part of them as a file."
)

CANNOT_AGREE = {
    "open": _("Every question needs an answer with its reason and evidence before anybody agrees."),
    "stop": _("An answer stops the request. Mend what it names; agreeing does not help."),
    "same_person": _(
        "The second person is somebody who neither began the request nor answered a question."
    ),
    "changed": _("Something changed since you opened this page. Read it as it stands now."),
}

CANNOT_DECIDE_TEXT = {
    "changed": _("Another text stands here now. Read it as it stands, then decide."),
    "same_person": _("The second person is another than the one who drafted it."),
    "decided": _("It was decided already. The page shows how."),
    "there_already": _(
        "A text of this statute, language and day is agreed already. Set that one aside first."
    ),
}


def still_named(one: Named) -> str:
    """That somebody who stays here is told of in what would leave, or may be, and by what."""
    if not one.sure:
        return gettext(
            "“%(by)s” stands in what would leave, and %(label)s, who stays here, is called so too. "
            "Read whether that person is meant."
        ) % {"label": one.label, "by": one.by}
    return gettext(
        "%(label)s stays here, yet “%(by)s” still stands in what would leave. "
        "Take it out of the texts, the names of files and exhibits, or the numbers asked about."
    ) % {"label": one.label, "by": one.by}


def unread_files(people: Iterable[str]) -> str:
    """That no machine reads inside files, where somebody must not be told of; else nothing."""
    labels = gettext(", ").join(people)
    if not labels:
        return ""
    return gettext(
        "The software does not read inside files. Before they leave, look yourself whether one of "
        "them tells of %(people)s, of whom nothing may reach that State."
    ) % {"people": labels}


WAYS = {
    "police_channel": _("Police channel"),
    "information": _("Give information without a request"),
    "mla": _("Assistance instead of surrender"),
    "prosecution_there": _("Proceedings in the State asked"),
    "transfer_proceedings": _("Transfer of proceedings"),
    "jit": _("A joint investigation"),
}

REQUIREMENTS = {
    "dual_criminality": _("Dual criminality"),
    "benefit": _("Financial or other material benefit"),
    "group": _("Organized criminal group"),
    "bank_secrecy": _("Bank secrecy"),
    "judge": _("Decision of a judge"),
    "nationals": _("Own nationals"),
}

DATE_KINDS = {
    "legal_limit": _("legal limit"),
    "asked_for": _("asked for"),
    "our_target": _("our target"),
}


def reader_language() -> str:
    """Language of the page being written, without its region."""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


@cache
def state_name(code: str, language: str) -> str:
    """The name of a State or the secretariat; its code where CLDR has no name."""
    if len(code) != 2:
        return str(_("Secretariat"))
    return str(Locale.parse(language).territories.get(code, code))


STATE_PARAMS = {"state", "rs", "rd", "other"}
DAY_PARAMS = {"since", "until", "as_of", "signed", "facts", "date"}
WORD_PARAMS = {  # parameter of a sentence -> vocabulary of its codes
    "act": "act",
    "circumstance": "circumstance",
    "conduct": "conduct",
    "exception": "exception",
    "measure": "measure",
    "measures": "measure",
    "object": "object",
    "other_conduct": "conduct",
    "scope": "scope",
}
LAW_PARAMS = {"statute", "article"}
MONTHS_A_YEAR = 12
TREATY_PARAMS = {"treaty", "id", "by"}
TRITS = {"yes": _("yes"), "no": _("no"), "unknown": _("unknown")}
# keys of a fiche's head, which are no items of the vocabulary
FICHE_HEADS = {
    "treaty_required_for_extradition": _("a treaty is required for extradition"),
    "mla_without_treaty": _("assistance without a treaty"),
    "death_penalty": _("death penalty"),
    "extradites_nationals": _("extradition of own nationals"),
}
FICHE_WORDS = TRITS | {
    "treaty_only": _("only under a treaty"),
    "conditional": _("under conditions"),
    "designation": _("only for designated States"),
}
TREATY_LIMIT_SAID = _("this case only (art. 18(19))")
LETTER_FAULTS = {
    "no_letter_text": _("This version has no letter in that language."),
    "not_translated": _("A text is not translated yet. Write it in both languages."),
    "no_word": _("A word of the letter is missing in that language. Tell your administrator."),
    "no_state_name": _("The name of the State is missing in that language. Write it outside."),
    "no_title": _("Write the title of the treaty in both languages: it is not in the data."),
    "no_ground": _("Choose the ground for refusal. The Convention asks for one (art. 18(21))."),
    "no_reasons": _("Give the reasons: the Convention asks for them (art. 18(23))."),
    "no_consultation": _("Consult them first: the Convention asks for it (art. 18(26))."),
    "nothing_asked": _("Say first which item is missing or unclear."),
}


def sentence(reason: Reason) -> str:
    """A reason of the core in the reader's language; its codes become words first."""
    params = dict(reason.params)
    filled = {name: _param(name, value, params) for name, value in params.items()}
    said = str(gettext(reason.text)).format(**filled)
    return said[:1].upper() + said[1:]


def _param(name: str, value: str, beside: Mapping[str, str]) -> str:
    """A code as a word: a State, a treaty, yes or no, a key of a fiche, a date, a penalty."""
    language = reader_language()
    if name in STATE_PARAMS:
        return state_name(value, language)
    if name in TREATY_PARAMS:
        return _in_sentence(value, language)
    if name in DAY_PARAMS:
        return known_day(value, language)
    if name in LAW_PARAMS:
        return cited(beside.get("state", ""), value, language)
    if name in WORD_PARAMS:
        return listed(WORD_PARAMS[name], value)
    if name == "checked":
        return source_said(value)
    if name == "months":
        return maximum(int(value.removesuffix(" months")))
    if name == "field":
        return str(FICHE_HEADS.get(value, gettext(value)))
    return str(TRITS.get(value, value))


def listed(vocabulary: str, codes: str) -> str:
    from comity_node.vocabulary import word

    return gettext(", ").join(word(vocabulary, code) for code in codes.split(", ") if code)


def _in_sentence(code: str, language: str) -> str:
    from comity.law import load

    title = treaty_title(code, language)
    return f"the {title}" if language == "en" and code in load().treaties else title


def known_day(text: str, language: str) -> str:
    """A day, a month or a year in words, as far as it is known; ``about 1979`` too."""
    bare = text.removeprefix("about ")
    if not is_partial_day(bare):
        return text
    state = settings.NODE.code if settings.NODE.kind == "state" else ""
    written = (
        wording.short_day(date.fromisoformat(bare), language, state)
        if is_day(bare)
        else wording.month(bare, language, state)
    )
    return written if bare == text else gettext("about %(day)s") % {"day": written}


def said_day(on: date) -> str:
    """A day in words, inside a sentence of the reader's."""
    return known_day(on.isoformat(), reader_language())


def treaty_title(code: str, language: str) -> str:
    """The title of a treaty in a language of the letters, its short name else, its id last."""
    from comity.assistance.texts import load_texts
    from comity.law import load

    found = load_texts().treaties.get(code)
    if found is not None and language in ("en", "ar", "it", "fr"):
        return str(getattr(found, language))
    if code.startswith("DOMESTIC:"):
        return gettext("domestic law of %(state)s") % {
            "state": state_name(code.partition(":")[2], language)
        }
    data = load()
    if code in data.bilateral_by_id:
        row = data.bilateral_by_id[code]
        states = gettext(", ").join(state_name(one, language) for one in (row.state_a, row.state_b))
        return f"{gettext(row.name)} ({states})"
    return data.treaties[code].short if code in data.treaties else code


def cited(state: str, text: str, language: str) -> str:
    """A law or its articles in a language; as the data have them where it has no letters."""
    from comity.assistance.texts import LANGUAGES, load_texts

    return load_texts().citation(state, text, language) if language in LANGUAGES else text


def maximum(months: int) -> str:
    """A maximum penalty in words."""
    if months == LIFE:
        return gettext("up to life")
    if months == UNKNOWN_MONTHS:
        return gettext("maximum not known")
    if months % MONTHS_A_YEAR == 0:
        years = months // MONTHS_A_YEAR
        return ngettext("up to %(n)s year", "up to %(n)s years", years) % {"n": years}
    if months > 2 * MONTHS_A_YEAR:
        years, rest = divmod(months, MONTHS_A_YEAR)
        said = {
            "years": ngettext("%(n)s year", "%(n)s years", years) % {"n": years},
            "months": ngettext("%(n)s month", "%(n)s months", rest) % {"n": rest},
        }
        return gettext("up to %(years)s and %(months)s") % said
    return ngettext("up to %(n)s month", "up to %(n)s months", months) % {"n": months}


def letter_fault(code: str) -> str:
    """Why a letter cannot be written, and what to do."""
    return str(LETTER_FAULTS.get(code, gettext("The letter cannot be written yet.")))


def city_name(language: str) -> str:
    """The office's city in the reader's language, by CLDR; as the settings write it otherwise."""
    node = settings.NODE
    if get_timezone_location(node.time_zone, locale="en", return_city=True) != node.city:
        return str(node.city)
    return str(get_timezone_location(node.time_zone, locale=language, return_city=True))
