"""Writes ``docs/reference/law-data.md`` and ``rules.md`` from the data: how sure everything is.

A test compares: change the data, then run ``.venv/bin/python tools/docs_law.py``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from comity.base.source import Confidence, Source
from comity.law import LawData, load
from comity.law.coverage import coverage
from comity.law.harmonisation import load_obligations, matrix
from comity.law.reasons import TEXTS
from comity.law.rows import LIFE, UNKNOWN_MONTHS, Rule
from comity.law.rules import effect_of
from comity.law.statutes import load_statutes
from comity.law.statutes import not_held as texts_not_held
from comity.law.texts import load_texts, not_held

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "reference"
WORDS = (Confidence.VERIFIED, Confidence.KNOWN, Confidence.UNKNOWN)

HEAD = """# The law data: what is verified, known, unknown

Made from the data by `tools/docs_law.py`; a test compares. **No lawyer has reviewed any row.** Not legal advice. The newest row speaks of {newest}.

*verified*: read in a source (what of the row was not read stands in the last column). *known*: general knowledge, not read again. *unknown*: looked for, not found. Unknown is a value: it never means none, and never becomes no. What is not in the tables was not looked for.

Every answer, on a page and on the command line, carries the rows it rests on with these words. `comity law check DIR` reads anybody's copy as strictly as ours. How a row is changed: [CONTRIBUTING](../../CONTRIBUTING.md). What each file is: [SOURCES](../../src/comity/data/law/SOURCES.md).
"""  # noqa: E501
CONTESTABLE = """## What a lawyer could contest

Conventions of these data that no court is bound to share, and gaps that can turn an answer. The page of an answer says those that matter to it.
"""  # noqa: E501
DEPARTURES = """## Where a convention or a rule leaves the text of the treaty

Found in a second reading of the Convention and the Protocol; nothing was changed for them.

- UNTOC 18(9): `comity assess` exits with 1 when dual criminality is not met, for assistance too, although help only *may* be refused. No rule blocks.
- UNTOC 18(15)(e): identity is asked "where possible"; it counts as missing, and warns.
- UNTOC 13(3): a confiscation request needs the contents of 18(15) too; only the property and the facts relied on are asked for.
- UNTOC 16(1): the Convention stays listed for surrender when the law of the requested State says no; dual criminality then says so.
- UNTOC 16(4)-(5): a State that has notified that it does *not* take the Convention as basis would still be listed. No State in the data has.
- UNTOC 18(11)-(12): return, credit of custody and safe conduct of a transferred detained person have no rule of their own.
- UNTOC 18(26): consultation is asked for before a refusal on 18(9) too, which the paragraph does not ask.
- Protocol 5: the safeguard against prosecuting the smuggled also covers irregular entry and one's own false paper, which is more than the article says.
- Protocol 6(1)(b)(ii): procuring a document has no word of its own beside providing and possessing.
- Protocol 8(1), 8(7): the registry is asked about even where the asking State is the flag State; a vessel without nationality cannot be told.
- Protocol 8(5): measures that derive from other agreements are not named beside danger to life.

## Where a row says other than the statute text held

The row was written from general knowledge, the text was taken over later; the row is not changed until somebody who knows the law in force says which is right. Both stand on the page of the State.

- FR-450-1: the row has ten years at most. The text held (450-1, second paragraph) has fifteen where the offence prepared is punished for life or aggravated in an organised band.
- IT-416: the row's note has five to fifteen years for offences of article 12(3) and (3-bis). The text held (sixth paragraph) names paragraph 3-bis only, and four to nine years for who merely takes part.
"""  # noqa: E501
RULES_HEAD = """# The rules, and the right behind each

Made from `rules.toml` and `rights.toml` by `tools/docs_law.py`; a test compares. **No lawyer has reviewed any rule.** A rule of confidence *known* was not read again in its source: take it as advice.

*block* stops the act until its condition is met, never the work on the file. *dual* asks for two persons. *warn* goes on with a recorded reason. *inform* informs. Where the right behind a rule is stricter than the rule, the right wins.
"""  # noqa: E501
RIGHTS_HEAD = """## The safeguards HR-01 to HR-28

Our own promises on how software must treat people; no State has adopted them. The second column is the rule that fires, the third the code that holds the promise (a file that names it). Where both are empty, nothing of this version holds it.
"""  # noqa: E501
RIGHTS = {
    "HR-01": "Nobody is a suspect by being entered; that takes a record of conduct.",
    "HR-02": "Having been smuggled, irregular entry or one's own false paper opens nothing.",
    "HR-03": "The benefit cites evidence; family, humanity and rescue are looked at by two.",
    "HR-04": "Who steered a boat is asked five questions before being treated as a smuggler.",
    "HR-05": "Persecution, torture, fair trial: looked at before anybody is handed over.",
    "HR-06": "No surrender towards the death penalty without a recorded assurance.",
    "HR-07": "Nothing of a refugee or asylum seeker goes to the State that is feared.",
    "HR-08": "No notice on a smuggled migrant; on others only with warrant, need and check.",
    "HR-09": "The person is told of the consulate; the consulate is told only if asked.",
    "HR-10": "A child has a guardian and a best-interests view before any step.",
    "HR-11": "Signs of violence or exploitation lead to screening and referral first.",
    "HR-12": "A migrant testifies with consent and a plan of protection, or not.",
    "HR-13": "A detained person travels to testify freely, and comes back.",
    "HR-14": "What is received keeps its purpose, its limits and its day of review.",
    "HR-15": "What criminal justice learns does not flow to immigration enforcement.",
    "HR-16": "Personal data go to third States only on a legal basis.",
    "HR-17": "Matching is for suspects and organisers, and a human confirms.",
    "HR-18": "No score or forecast of a person, a nationality, a faith.",
    "HR-19": "Statistics have a least cell and no rows.",
    "HR-20": "At sea life comes first; saving it needs no authorisation.",
    "HR-21": "Boarding only as authorised, marked, humane.",
    "HR-22": "A refusal has reasons and a consultation, and may be for human rights.",
    "HR-23": "What may come from torture is set apart and not used.",
    "HR-24": "People are not called illegal.",
    "HR-25": "What is kept of migrants and witnesses is kept shortest.",
    "HR-26": "Every override can be read by somebody independent.",
    "HR-27": "A request that breaks these is returned with reasons and a way to mend it.",
    "HR-28": "What was asked and given about a person can be exported for the defence.",
}


def law_data(law: LawData) -> str:
    """The page on how sure the data are."""
    parts = [HEAD.format(newest=law.newest), *_counts(law), *_states(law), *_treaties(law)]
    parts += [*_bilateral(law), *_offences(law), *_fiches(law), *_statutes(law)]
    parts += [*_harmonisation(law), *_contestable(), DEPARTURES]
    return "\n".join(parts)


def rules(law: LawData) -> str:
    """The page of rules, and of the safeguards behind them."""
    rows = [_rule_row(law, rule) for rule in law.rules.values()]
    heads = ("rule", "kind", "effect", "right", "rests on", "what it says", "how sure")
    return "\n".join([RULES_HEAD, *_table(heads, rows), RIGHTS_HEAD, *_rights(law)])


def _table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    names = list(heads)
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        cells = (re.sub(r"\s+", " ", str(cell)).replace("|", "\\|").strip() for cell in row)
        yield f"| {' | '.join(cells)} |"
    yield ""


def _counts(law: LawData) -> Iterator[str]:
    yield "## How many rows, and how sure\n"
    heads = ("rows", "all", *(word.value for word in WORDS))
    rows = ([c.table, c.rows, c.verified, c.known, c.unknown] for c in coverage(law))
    yield from _table(heads, rows)


def _states(law: LawData) -> Iterator[str]:
    yield "## State by State\n"
    yield "Treaties: how many of those in the data have a status for the State (which may be of an old list). Practice: items known, of those looked for; a State without any has no page of practice.\n"  # noqa: E501
    rows = []
    for code, state in law.states.described.items():
        known = sum(
            (code, treaty) in law.status and law.status[code, treaty].status != "unknown"
            for treaty in law.treaties
        )
        offences = law.offences.get(code, ())
        fiche = law.fiches.get(code)
        items = fiche.item if fiche else ()
        told = [item for item in items if item.source.confidence is not Confidence.UNKNOWN]
        rows.append(
            [
                f"{code} {state.name_en}",
                f"{known} of {len(law.treaties)}",
                " · ".join(f"{n} {word}" for n, word in _by_word(row.source for row in offences)),
                f"{len(told)} of {len(items)}" if items else "none",
            ]
        )
    yield from _table(("State", "treaties", "offences", "practice"), rows)


def _by_word(sources: Iterable[Source]) -> list[tuple[int, str]]:
    words = Counter(source.confidence for source in sources)
    return [(words[word], word.value) for word in WORDS if words[word]] or [(0, "in the data")]


def _treaties(law: LawData) -> Iterator[str]:
    absent = {treaty.id for treaty in not_held(law)}
    parties = Counter(treaty for _, treaty in law.status)
    yield "## Treaties, and whether their text is held\n"
    rows = (
        [
            f"`{one.id}`",
            one.title,
            one.adopted,
            "not held" if one.id in absent else _held(one.id),
            parties[one.id],
            one.party_data_as_of or one.source.as_of,
            one.source.confidence.value,
        ]
        for one in law.treaties.values()
    )
    heads = ("id", "title", "adopted", "text", "status rows", "list of Parties of", "how sure")
    yield from _table(heads, rows)


def _held(treaty: str) -> str:
    texts = load_texts().by_treaty[treaty].values()
    return ", ".join(f"{text.head.language}, {text.head.source.confidence.value}" for text in texts)


def _bilateral(law: LawData) -> Iterator[str]:
    yield "## Bilateral texts\n"
    rows = (
        [
            f"`{one.id}`", f"{one.state_a}-{one.state_b}", one.name, one.status.value,
            one.in_force_on, one.source.as_of, one.source.confidence.value, one.unverified_parts,
        ]
        for one in law.bilateral_by_id.values()
    )  # fmt: skip
    heads = ("id", "States", "text", "status", "in force", "as of", "how sure", "not read")
    yield from _table(heads, rows)


def _offences(law: LawData) -> Iterator[str]:
    yield "## Offences\n"
    yield "Maximum of the base case in months; life, or not read.\n"
    rows = (
        [
            f"`{row.id}`", row.cite, row.role, row.in_force_from or "?",
            row.in_force_until or "", _months(row.base_max_months), row.source.as_of,
            row.source.confidence.value, row.unverified_parts,
        ]
        for offences in law.offences.values()
        for row in offences
    )  # fmt: skip
    heads = (
        "id", "law", "role", "from", "until", "maximum", "as of", "how sure", "not read",
    )  # fmt: skip
    yield from _table(heads, rows)


def _months(months: int) -> str:
    return {LIFE: "life", UNKNOWN_MONTHS: "not read"}.get(months, str(months))


def _fiches(law: LawData) -> Iterator[str]:
    yield "## What is unknown of national practice\n"
    rows = (
        [code, ", ".join(law.words["fiche_item"].get(item.key, item.key) for item in unknown)]
        for code, fiche in law.fiches.items()
        for unknown in [[one for one in fiche.item if one.source.confidence is Confidence.UNKNOWN]]
    )
    yield from _table(("State", "looked for and not found"), rows)


def _statutes(law: LawData) -> Iterator[str]:
    yield "## Statutes whose text is held, and offences whose text is not\n"
    rows = (
        [
            one.head.id,
            one.head.title,
            one.head.version,
            len(one.articles),
            _how_sure(one.head.source),
        ]
        for one in load_statutes().held
    )
    yield from _table(("id", "statute", "version of", "articles held", "how sure"), rows)
    rows_of = [row for offences in law.offences.values() for row in offences]
    absent = ", ".join(f"`{one.offence}`" for one in texts_not_held(rows_of))
    yield f"The text behind these offences is not held: {absent}.\n"


def _how_sure(source: Source) -> str:
    return f"{source.confidence.value}, {source.as_of}"


def _harmonisation(law: LawData) -> Iterator[str]:
    duties = load_obligations()
    ten = [code for code, state in law.states.described.items() if state.participant_2009]
    found = matrix(law, law.newest, ten, duties.all)
    share = found.count.share_not_checked
    yield "## The harmonisation matrix: how much nobody has checked\n"
    yield (
        f"{len(duties.all)} obligations by the ten States of Cairo, on {law.newest}: "
        f"**{share:.1%} of {found.count.total:,} cells are not checked.** Not checked is not no. "
        f"Of the Model Law the headings of {len(duties.model_law)} articles were found, no text.\n"
    )
    rows = (
        [code, one.yes, one.partly, one.no, one.unknown, one.not_checked]
        for code, one in found.by_state.items()
    )
    yield from _table(("State", "yes", "partly", "no", "unknown", "not checked"), rows)


def _contestable() -> Iterator[str]:
    yield CONTESTABLE
    for code, text in TEXTS.items():
        if code.startswith("contest_"):
            yield f"- {text}"
    yield ""


def _rule_row(law: LawData, rule: Rule) -> list[str]:
    right = law.rights.get(rule.id)
    return [
        f"`{rule.id}`",
        rule.kind.value,
        effect_of(rule, right).value,
        right.hr if right else "",
        rule.source_article,
        rule.message,
        f"{rule.source.confidence.value}, {rule.source.as_of}",
    ]


def _rights(law: LawData) -> Iterator[str]:
    by_right: dict[str, list[str]] = {}
    for right in law.rights.values():
        by_right.setdefault(right.hr, []).append(f"`{right.rule}`")
    rows = (
        [hr, said, ", ".join(by_right.get(hr, [])), _held_in(hr)] for hr, said in RIGHTS.items()
    )
    yield from _table(("right", "what it promises", "rules", "held in"), rows)


def _held_in(hr: str) -> str:
    """The files of the program that name the safeguard, the data of the rules apart."""
    found = [
        path.relative_to(ROOT / "src").as_posix()
        for path in sorted((ROOT / "src").rglob("*"))
        if path.suffix in (".py", ".toml")
        and path.name != "rights.toml"
        and re.search(rf"\b{hr}\b", path.read_text(encoding="utf-8"))
    ]
    return ", ".join(f"`{name}`" for name in found)


MADE = {"law-data.md": law_data, "rules.md": rules}


def main() -> None:
    """Write both pages."""
    for name, make in MADE.items():
        (PAGES / name).write_text(make(load()).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
