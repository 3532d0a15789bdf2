"""Plays the story: one request, all the way, between the pages of two nodes.

Given on standard input: which State asks, which is asked, and the sign-ins of both. It reads
pages, follows links and sends the forms it finds. One line a step with its time; exit 0 only if
every step held. What the data do not produce is said, not forced.
"""

import argparse
import io
import json
import sys
import time
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from player.visitor import Form, SignIn, Stuck, Visitor

TEXTS = tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))
ARRIVAL_SECONDS = 60
MEASURES = ["records", "bank_records"]
PROTECTED, STATEMENT = "P-07", "4"
FIRST_TASKS = ("who", "people", "facts", "offences", "measures", "purpose", "exhibits")


class NotProduced(Exception):
    """The data of this pair of States do not produce this; it is said and passed over."""


@dataclass
class Story:
    """The state of the story: who plays, in which languages, what has been reached."""

    asking: str
    asked: str
    sign_ins: dict[str, dict[str, dict[str, str]]]
    out: Path
    own: str = ""
    other: str = ""
    reference: str = ""
    case: str = ""
    file_in: str = ""
    file_out: str = ""
    visitors: dict[tuple[str, str], Visitor] = field(default_factory=dict)
    arrivals: list[float] = field(default_factory=list)
    protected: bool = False
    """Whether the gate keeps P-07 here: the State asked is the one P-07 seeks protection from."""

    def who(self, state: str, name: str) -> Visitor:
        """An officer's browser, signed in once."""
        key = (state, name)
        if key not in self.visitors:
            given = self.sign_ins[state][name]
            sign_in = SignIn(
                given["url"], given["username"], given["password"], given["totp_secret"]
            )
            self.visitors[key] = Visitor(sign_in).enter()
        return self.visitors[key]

    @property
    def prosecutor(self) -> Visitor:
        return self.who(self.asking, "prosecutor")

    @property
    def second(self) -> Visitor:
        return self.who(self.asking, "caseworker")

    @property
    def caseworker(self) -> Visitor:
        return self.who(self.asked, "caseworker")

    def say(self, key: str, language: str) -> str:
        """One of our texts in a language of the letter."""
        return str(TEXTS[language][key])

    def told(self, key: str, language: str, state: str) -> str:
        """A text with its day and port filled in, as an office of this State writes them."""
        landed = self.today(self.prosecutor) - timedelta(days=21)
        months = TEXTS["months"].get(f"{language}-{state}", TEXTS["months"][language])
        day = f"{landed.day} {months[landed.month - 1]} {landed.year}"
        port = TEXTS["ports"].get(self.asked, {}).get(language, self.asked)
        return self.say(key, language).format(day=day, port=port)

    def today(self, visitor: Visitor) -> date:
        """The day of the training clock, as the page shows it."""
        return date.fromisoformat(visitor.page.xpath("string(//time/@datetime)"))


def need(visitor: Visitor, held: bool, what: str) -> None:
    """Stop with what the page says instead."""
    if not held:
        raise Stuck(f"{what}; {visitor.url} says: {visitor.problems() or visitor.text[:600]}")


def wait_for(visitor: Visitor, path: str, held: Callable[[Visitor], bool], what: str) -> float:
    """Look at a page again until it holds; the seconds it took."""
    began = time.monotonic()
    while time.monotonic() - began < ARRIVAL_SECONDS:
        if held(visitor.open(path)):
            return time.monotonic() - began
        time.sleep(0.3)
    raise Stuck(f"{what} did not come in {ARRIVAL_SECONDS} s; {path} says: {visitor.text[:600]}")


# --- the requesting State -------------------------------------------------------------------


def read_the_case(story: Story) -> str:
    """The prosecutor opens the case and reads who is in it."""
    page = story.prosecutor.open("/cases").follow("/cases/" + story.asking)
    story.case = page.url
    need(page, page.says("P-01", "P-07", "+999 10 555 0142"), "the case lacks its people")
    page.follow("/people/P-01")
    need(page, page.says("رائد الطنبشاوي"), "P-01 has no name in its own script")
    page.open(story.case)
    return f"{len([one for one in page.links().values() if '/people/P-' in one])} people"


def ask(story: Story) -> Visitor:
    """The four questions; returns the answer page."""
    page = story.prosecutor.open(story.case).follow("/ask?case=")
    wanted = story.today(page) + timedelta(days=40)
    return page.form("/ask").send(
        state=story.asked,
        act="mla",
        measures=MEASURES,
        asked_by=wanted.isoformat(),
        asked_by_why=TEXTS["en"]["asked_by_why"],
    )


def ask_abroad(story: Story) -> str:
    """What may be asked, on what basis: read from the page, never supposed."""
    page = ask(story)
    need(page, not page.problems(), "the questions were not accepted")
    bases = [one.text_content() for one in page.page.cssselect("h3") if one.cssselect("span.n")]
    need(page, bool(bases), "no basis is shown")
    first = " ".join(bases[0].split())
    return f"first basis: {first.removeprefix('1').strip()}"


def add_the_missing_fact(story: Story) -> str:
    """Who was paid: the benefit goes on record, with its exhibit."""
    page = story.prosecutor.open(story.case).follow("/facts")
    need(page, "unproven" in page.form("/facts").options("benefit"), "benefit cannot be chosen")
    page.form("/facts").send(benefit="yes")
    page.open(story.case).follow("/people/P-01")
    form = next(one for one in _forms(page) if "what" in one.names())
    exhibit = form.options("exhibit")[2]
    form.send(
        conduct=["organise", "procure_entry"],
        what=story.say("measure_bank_records", story.own),
        benefit=story.say("benefit", story.own),
        exhibit=exhibit,
    )
    need(page, page.says(story.say("benefit", story.own)), "the benefit is not on record")
    return "benefit on record"


def _forms(page: Visitor) -> list[Form]:
    return [Form(page, element) for element in page.page.iter("form")]


def start_the_request(story: Story) -> str:
    """Ask again with the fact; everything answered is carried over."""
    page = ask(story)
    page.form("/ask/start").send()
    need(page, "/draft/" in page.url, "no draft was begun")
    story.reference = page.url.rpartition("/")[2]
    return story.reference


def fill_in_the_builder(story: Story) -> str:
    """Task by task; the letter grows beside."""
    page = story.prosecutor
    for task in FIRST_TASKS:
        page.open(f"/draft/{story.reference}").follow(f"/tasks/{task}")
        form = page.form(f"/tasks/{task}")
        typed = _typed(story, form)
        form.send(**typed)
        need(page, not page.problems(), f"task {task} was not accepted")
    return f"{len(FIRST_TASKS)} tasks"


def _typed(story: Story, form: Form) -> dict[str, str | list[str]]:
    """What this officer types into the fields a task has."""
    typed: dict[str, str | list[str]] = {}
    for name in form.names():
        if name in {"authority", "functions"} and not form.value(name):
            typed[name] = story.say(name, story.own)
        elif name == "addressee" and not form.value(name):
            typed[name] = "Central authority"
        elif name == "addressee_known":
            typed[name] = "on"
        elif name == "facts":
            typed[name] = story.told("facts", story.own, story.asking)
        elif name in {"subject", "purpose", "procedure"} or name == "asked_by_why":
            typed[name] = story.say(name, story.own)
        elif name.startswith("detail_"):
            typed[name] = story.say("measure_" + name.removeprefix("detail_"), story.own)
        elif name.startswith("targets_"):
            typed[name] = _targets(name, form)
        elif name in {"people", "exhibits", "offences"}:
            typed[name] = _chosen(name, form)
    return typed


def _targets(name: str, form: Form) -> list[str]:
    """Phones for the records, the account for the bank."""
    wanted = "DEMO-0000" if "bank" in name else "+999"
    return list(dict.fromkeys(one for one in form.options(name) if one.startswith(wanted)))[:2]


def _chosen(name: str, form: Form) -> list[str]:
    """Suspects and, by mistake, the one who seeks protection; every exhibit."""
    offered = form.options(name)
    if name == "people":
        return [one for one in offered if one in {"P-01", "P-02", "P-03", PROTECTED}]
    return offered if name == "exhibits" else (offered[:3] or offered)


def translate(story: Story) -> str:
    """Every passage in the other language; then one changes, and the builder says so."""
    if story.own == story.other:
        raise NotProduced("both States write the same language")
    page = story.prosecutor
    number = _translate_all(story, page)
    _change_the_facts(story, page)
    page.open(f"/draft/{story.reference}")
    need(page, bool(page.page.cssselect(".tasks .changed, .tasks li")), "no task list")
    page.follow("/tasks/translation")
    need(page, bool(page.page.cssselect(".translate.changed")), "the change does not show")
    _translate_all(story, page, more=True)
    return f"{number} passages, one changed since translation and mended"


def _change_the_facts(story: Story, page: Visitor) -> None:
    page.open(f"/draft/{story.reference}").follow("/tasks/facts")
    form = page.form("/tasks/facts")
    form.send(facts=form.value("facts") + story.say("facts_more", story.own))


def _translate_all(story: Story, page: Visitor, *, more: bool = False) -> int:
    page.open(f"/draft/{story.reference}").follow("/tasks/translation")
    form = page.form("/tasks/translation")
    typed: dict[str, str | list[str]] = {"translator": "M. Fahmavelli"}
    for name in form.names():
        text = _translation(story, name, more, _original(form, name))
        if text:
            typed[name] = text
    form.send(**typed)
    need(page, not page.problems(), "the translation was not accepted")
    return len(typed) - 1


def _original(form: Form, name: str) -> str:
    """The text that stands above the field of its translation."""
    around = form.element.xpath(
        f'.//*[@name="{name}"]/ancestor::div[contains(@class, "translate")]//span[@lang]'
    )
    return str(around[0].text_content()).strip() if around else ""


def _translation(story: Story, name: str, more: bool, original: str) -> str:
    texts = TEXTS[story.other]
    if name == "facts":
        told = story.told("facts", story.other, story.asked)
        return told + (story.say("facts_more", story.other) if more else "")
    head = name.partition("_")[0]
    if head == "whereabouts":
        return str(TEXTS["ports"].get(story.asked, {}).get(story.other, story.asked))
    if head == "origin":
        own = TEXTS[story.own]
        key = next(one for one in own if one.startswith("origin_") and own[one] == original)
        return str(texts[key])
    if name in texts:
        return str(texts[name])
    return ""


def answer_the_gate(story: Story) -> str:
    """Each question with its reason and evidence, as the file allows."""
    page = story.prosecutor.open(f"/draft/{story.reference}").follow("/check")
    rules = list(dict.fromkeys(one for one in page.links().values() if "/gate/" in one))
    rules = _gate_links(page)
    for address in rules:
        page.open(address)
        form = page.form("/gate/")
        answer = form.value("answer") or _gate_answer(address)
        form.send(
            answer=answer,
            why=story.say("gate_why", story.own),
            evidence=story.say("gate_evidence", story.own),
        )
        need(page, not page.problems(), f"{address} was not accepted")
    need(page, page.says("HR-12"), "the statement is not kept here")
    staying = " ".join(one.text_content() for one in page.page.cssselect(".leaves .stays"))
    story.protected = PROTECTED in staying
    kept = "P-07 and the statement stay" if story.protected else "the statement stays"
    return f"{len(rules)} questions; {kept} here"


def _gate_links(page: Visitor) -> list[str]:
    return list(
        dict.fromkeys(
            str(one.get("href"))
            for one in page.page.iter("a")
            if "/gate/" in (one.get("href") or "")
        )
    )


def _gate_answer(address: str) -> str:
    """What the file leaves to the officer: nobody only smuggled, benefit shown, items needed."""
    return "no" if address.endswith(("HR-02", "HR-07", "HR-10")) else "yes"


def agree_as_second(story: Story) -> str:
    """Somebody else reads the answers and agrees."""
    page = story.second.open(f"/draft/{story.reference}/check")
    page.form("/agree").send()
    need(page, bool(page.page.cssselect("#gate")), "the page lost its gate")
    need(page, not page.page.cssselect('form[action*="/agree"]'), "the agreement did not stand")
    return "agreed by a second person"


def make_paper(story: Story) -> str:
    """Version, print, the signed scan comes back and is the same."""
    page = story.prosecutor.open(f"/draft/{story.reference}/check")
    page.form("/version").send()
    pdf = page.download("/request/1/pdf")
    need(page, pdf.startswith(b"%PDF"), "the version is no PDF")
    page.form("/scan").send(files={"scan": ("signed.pdf", pdf, "application/pdf")})
    page.form("/leaves").send(read="yes")
    return f"version 1, {len(pdf) // 1024} kB, scan attached"


def send_it(story: Story) -> str:
    """Sign and send; on the other State's desk within seconds."""
    page = story.prosecutor.open(f"/draft/{story.reference}/check")
    page.form("/send").send()
    need(page, "/requests/out/" in page.url, "the request was not sent")
    story.file_out = page.url
    seconds = wait_for(
        story.caseworker, "/answer", lambda one: one.says(story.reference), "the request"
    )
    story.arrivals.append(seconds)
    story.caseworker.follow(f"/requests/in/{story.asking}/{story.reference}")
    story.file_in = story.caseworker.url
    return f"on their desk after {seconds:.1f} s"


# --- the requested State --------------------------------------------------------------------


def look_at_each_item(story: Story) -> str:
    """Completeness of 18(15); the date of payment is unclear."""
    page = story.caseworker.open(story.file_in)
    if story.protected:
        need(page, not page.says(PROTECTED), "P-07 reached the State it seeks protection from")
    links = list(
        dict.fromkeys(
            str(one.get("href"))
            for one in page.page.iter("a")
            if "/look/" in (one.get("href") or "")
        )
    )
    for address in links:
        page.open(address)
        unclear = address.endswith("facts_summary")
        form = page.form("/look/")
        typed: dict[str, str | list[str]] = {"state": "unclear" if unclear else "present"}
        if unclear:
            typed["what"] = story.say("unclear", story.other)
            if "what_other" in form.names():
                typed["what_other"] = story.say("unclear", story.own)
        form.send(**typed)
        need(page, not page.problems(), f"{address} was not accepted")
    return f"{len(links)} items, 1 unclear"


def write(page: Visitor, link: str, files: Any = None, **typed: str | list[str]) -> None:
    """A later letter: written, read with what leaves, sent."""
    page.follow(link)
    form = page.form("/write/") if _has_form(page, "/write/") else _letter_form(page)
    names = form.names()
    fitting = {name: value for name, value in typed.items() if name in names}
    form.send(files=files, step="preview", **fitting)
    need(page, bool(page.page.cssselect(".leaves")), f"{link}: the letter was not shown")
    _letter_form(page).send(step="send", read="yes")
    need(page, "/write/" not in page.url, f"{link}: it was not sent")


def _has_form(page: Visitor, part: str) -> bool:
    return any(part in (one.get("action") or "") for one in page.page.iter("form"))


def _letter_form(page: Visitor) -> Form:
    return next(one for one in _forms(page) if "step" in one.names())


def pairs(story: Story, key: str, writer: str) -> tuple[str, str]:
    """A text in the writer's language and in the other one."""
    first, second = (story.own, story.other) if writer == story.asking else (story.other, story.own)
    return story.say(key, first), story.say(key, second)


def acknowledge_and_ask(story: Story) -> str:
    """One letter does both."""
    page = story.caseworker.open(story.file_in)
    write(page, "/write/acknowledge_and_ask", translator="M. Fahmavelli")
    story.arrivals.append(_arrived(story, "/write/supplement", "their letter"))
    return "one letter, both languages"


def _arrived(story: Story, mark: str, what: str) -> float:
    """Until the asking State's file offers what follows from a letter."""
    return wait_for(
        story.prosecutor,
        story.file_out,
        lambda one: any(mark in address for address in one.links().values()),
        what,
    )


def supplement(story: Story) -> str:
    """The answer, with the date."""
    page = story.prosecutor.open(story.file_out)
    text, other = pairs(story, "supplement", story.asking)
    write(page, "/write/supplement", text=text, text_other=other, translator="M. Fahmavelli")
    seconds = wait_for(
        story.caseworker,
        story.file_in,
        lambda one: "/supplement/1/pdf" in _all(one),
        "the supplement",
    )
    return f"with them after {seconds:.1f} s"


def _all(page: Visitor) -> str:
    return " ".join(page.links().values())


def advance(story: Story, days: int) -> None:
    """Both nodes' clocks; each State moves its own."""
    for page in (story.prosecutor, story.caseworker):
        page.open("/training").form("/training/advance").send(days=str(days))


def choose_authority(story: Story) -> str:
    """Who executes, with the reason the node suggests."""
    page = story.caseworker.open(story.file_in).follow("/authority")
    form = page.form("/authority") if _has_form(page, "/authority") else _authority_form(page)
    chosen = form.options("authority")[0]
    form.send(authority=chosen, why=story.say("why_authority", story.other))
    need(page, "/authority" not in page.url, "no authority was chosen")
    advance(story, 12)
    return "sent for execution; 12 days later"


def _authority_form(page: Visitor) -> Form:
    return next(one for one in _forms(page) if "authority" in one.names())


def _result(story: Story, kind: str, text_key: str, name: str, content: bytes) -> None:
    page = story.caseworker.open(story.file_in)
    text, other = pairs(story, text_key, story.asked)
    remaining, remaining_other = pairs(story, "remaining", story.asked)
    review = story.today(page) + timedelta(days=730)
    write(
        page,
        f"/write/{kind}",
        files={"file1": (name, content, "text/csv")},
        text=text,
        text_other=other,
        remaining=remaining,
        remaining_other=remaining_other,
        translator="M. Fahmavelli",
        retention_until=review.isoformat(),
    )


def send_a_part(story: Story) -> str:
    """Records first; the rest is outstanding."""
    rows = "from,to,at\n" + "+999 10 555 0142,+999 10 555 0187,2027-01-20T10:00\n" * 212
    _result(story, "partial_result", "part", "records.csv", rows.encode())
    seconds = wait_for(
        story.prosecutor, story.file_out, lambda one: "/items/" in _all(one), "the part"
    )
    need(story.prosecutor, story.prosecutor.says("18(19)"), "no limits of use are shown")
    advance(story, 20)
    return f"with its limits of use after {seconds:.1f} s; 20 days later"


def send_the_result(story: Story) -> str:
    """The rest; nothing is outstanding."""
    rows = "at,amount,currency\n2027-01-20,3500,EUR\n2027-02-01,3500,EUR\n"
    _result(story, "result", "result", "account.csv", rows.encode())
    seconds = _arrived(story, "/write/close", "the result")
    return f"after {seconds:.1f} s"


def close(story: Story) -> str:
    """Closing is a message too."""
    page = story.prosecutor.open(story.file_out)
    text, other = pairs(story, "feedback", story.asking)
    write(page, "/write/close", text=text, text_other=other, used="yes", translator="M. Fahmavelli")
    wait_for(
        story.caseworker, story.file_in, lambda one: "/close/1/pdf" in _all(one), "the feedback"
    )
    return "used in the case; they know"


def export(story: Story) -> str:
    """Both sides' documents, receipts and proofs go into the folder."""
    number = 0
    for state, page, file in (
        (story.asking, story.prosecutor, story.file_out),
        (story.asked, story.caseworker, story.file_in),
    ):
        page.open(file)
        archive = zipfile.ZipFile(io.BytesIO(page.download("/file.zip")))
        archive.extractall(story.out / state)
        number += len(archive.namelist())
    return f"{number} files in {story.out}"


STEPS: tuple[tuple[str, Callable[[Story], str]], ...] = (
    ("The prosecutor reads the case", read_the_case),
    ("Ask abroad: what may be asked, on what basis", ask_abroad),
    ("The missing fact goes on record", add_the_missing_fact),
    ("Ask again and start the request", start_the_request),
    ("The builder, task by task", fill_in_the_builder),
    ("Translate; a passage changes and is mended", translate),
    ("The gate, question by question", answer_the_gate),
    ("A second person agrees", agree_as_second),
    ("Version, paper, signed scan", make_paper),
    ("Sign and send", send_it),
    ("The other State looks at each item", look_at_each_item),
    ("Acknowledge and ask for what is missing", acknowledge_and_ask),
    ("Answer with the date of payment", supplement),
    ("Send for execution", choose_authority),
    ("A part of the result", send_a_part),
    ("The result", send_the_result),
    ("Close, with feedback", close),
    ("Both files with their proofs", export),
)


def play(story: Story) -> int:
    """Every step in order; 0 when all held."""
    for number, (name, step) in enumerate(STEPS, start=1):
        began = time.monotonic()
        try:
            said = step(story)
        except NotProduced as fault:
            said = f"not produced by the data: {fault}"
        except (Stuck, StopIteration, KeyError, IndexError) as fault:
            print(f"{number:2}. {name}: FAILED: {fault!r}", flush=True)
            return 1
        print(f"{number:2}. {name}: {said} ({time.monotonic() - began:.1f} s)", flush=True)
    return 0


def main() -> int:
    """Read who plays, play, say how it went."""
    parser = argparse.ArgumentParser(description="Plays the story between two nodes.")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    given = json.load(sys.stdin)
    story = Story(given["asking"], given["asked"], given["sign_ins"], chosen.out)
    story.own, story.other = given["languages"]
    return play(story)


if __name__ == "__main__":
    sys.exit(main())
