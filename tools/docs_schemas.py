"""Writes ``docs/reference/schemas``: the shapes of the machine interface as JSON Schema.

The vocabularies of a case question come from the data. A test compares the files with this
program, and holds every answer against them.
"""

import json
from pathlib import Path
from typing import Any

from comity.law import LawData, load
from comity.law.question import MOST_WORKING_DAYS, CaseDateKind

FOLDER = Path(__file__).parents[1] / "docs" / "reference" / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
TEXTS: Schema = {"type": "array", "items": TEXT}
DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
DAY_OR_NONE: Schema = {"type": "string", "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|unknown)?$"}
TRIT: Schema = {"enum": ["yes", "no", "unknown"]}
CONFIDENCE: Schema = {"enum": ["verified", "known", "unknown"]}
MONTHS: Schema = {
    "type": "integer",
    "description": "months; 9999 life, 0 not punishable, -1 unknown",
}
PROVENANCE: Schema = {"source": TEXT, "as_of": DAY_OR_NONE, "confidence": CONFIDENCE}
EFFECT: Schema = {"enum": ["block", "dual", "warn", "inform"]}


def ref(name: str) -> Schema:
    """A shape of the answer by its name."""
    return {"$ref": f"#/$defs/{name}"}


def thing(description: str, keys: Schema, optional: Schema | None = None) -> Schema:
    """An object whose keys must all be there; more may stand beside them."""
    return {
        "type": "object",
        "description": description,
        "properties": keys | (optional or {}),
        "required": list(keys),
    }


def many(one: Schema) -> Schema:
    """A list of such things."""
    return {"type": "array", "items": one}


REASON_KEYS: Schema = {
    "code": TEXT,
    "text": TEXT,
    "params": {"type": "object", "additionalProperties": TEXT},
}
DUE_KEYS: Schema = {
    "rule": TEXT,
    "date": DAY,
    "start": DAY_OR_NONE,
    "kind": {"enum": ["legal_limit", *(one.value for one in CaseDateKind)]},
    "days": NUMBER,
    "working_days_of": TEXT,
}
ELEMENT: Schema = thing(
    "one element held against the facts",
    {
        "element": TEXT,
        "state": {"enum": ["met", "not_met", "unknown"]},
        "code": TEXT,
        "asked": FLAG,
    },
)
OFFENCE: Schema = thing(
    "one offence tried",
    {
        "id": TEXT,
        "role": TEXT,
        "cite": TEXT,
        "result": TRIT,
        "max_months": MONTHS,
        "elements": many(ELEMENT),
        "exceptions_note": TEXT,
        "unverified_parts": TEXT,
        **PROVENANCE,
    },
)
DEFS: dict[str, Schema] = {
    "reason": thing("a sentence with its code and parameters", REASON_KEYS),
    "finding": thing(
        "a sentence, the articles it rests on, the rows it read",
        {"about": TEXT, **REASON_KEYS, "articles": TEXTS, "rows": TEXTS, **PROVENANCE},
    ),
    "base": thing(
        "a text looked at as basis",
        {
            "id": TEXT,
            "rank": NUMBER,
            "status": {"enum": ["available", "unknown", "not_available", "not_asked"]},
            "title": TEXT,
            "articles": TEXTS,
            "in_force_on": {"type": "object", "additionalProperties": DAY_OR_NONE},
            "threshold_max_months": MONTHS,
            "reasons": many(ref("reason")),
            "rows": TEXTS,
            **PROVENANCE,
        },
    ),
    "basis": thing(
        "on which texts the request can rest, in order",
        {
            "bases": many(ref("base")),
            "unknown_bases": many(ref("base")),
            "untoc_route": {"enum": ["", "protocol_offence", "serious_crime", "undecided"]},
            "closed_by": TEXT,
        },
        {"not_listed": many(ref("base"))},
    ),
    "state": thing(
        "what one State's offences say",
        {
            "result": TRIT,
            "failures": TEXTS,
            "doubts": TEXTS,
            "matched": TEXTS,
            "max_months": MONTHS,
            "serious": TRIT,
            "offences": many(OFFENCE),
        },
    ),
    "dual_criminality": thing(
        "whether the facts are an offence in both States",
        {
            "result": {
                "enum": [
                    "met",
                    "not_met",
                    "risk",
                    "unknown",
                    "not_checked_list_offence",
                    "not_applicable",
                ]
            },
            "fails": TEXTS,
            "max_months_rs": MONTHS,
            "max_months_rd": MONTHS,
            "serious_rs": TRIT,
            "serious_rd": TRIT,
            "uncovered_conduct_rs": TEXTS,
            "uncovered_conduct_rd": TEXTS,
            "states": {"type": "object", "additionalProperties": ref("state")},
        },
    ),
    "completeness": thing(
        "what the file lacks under the first basis",
        {
            "missing": TEXTS,
            "tested": FLAG,
            "items": many(
                thing(
                    "one item",
                    {
                        "id": TEXT,
                        "rule": TEXT,
                        "item": TEXT,
                        "severity": EFFECT,
                        "message": TEXT,
                        "source_article": TEXT,
                        **PROVENANCE,
                    },
                )
            ),
        },
    ),
    "rules": thing(
        "the rules that fire",
        {
            "triggered": many(
                thing(
                    "one rule",
                    {
                        "id": TEXT,
                        "effect": EFFECT,
                        "message": TEXT,
                        "kind": {"enum": ["condition", "process", "safeguard"]},
                        "severity": EFFECT,
                        "hr": TEXT,
                        "until": TEXT,
                        "flags": TEXTS,
                        "applies_when": TEXT,
                        "requires_text": TEXT,
                        "source_article": TEXT,
                        **PROVENANCE,
                    },
                )
            ),
            "flags": TEXTS,
        },
    ),
    "clocks": thing(
        "dates, each with its kind",
        {
            "due": many(
                thing(
                    "one date; of a limit of the law with its rule, in working days with whose",
                    DUE_KEYS,
                    {
                        "clock_from": TEXT,
                        "severity": EFFECT,
                        "message": TEXT,
                        "requires_text": TEXT,
                        "rows": TEXTS,
                        "source_article": TEXT,
                        **PROVENANCE,
                        "holidays": many(thing("a day skipped", {"date": DAY, "name": TEXT})),
                        "estimated": FLAG,
                        "known": FLAG,
                    },
                )
            )
        },
    ),
    "way": thing(
        "something else that can be done",
        {
            "id": TEXT,
            "open": TRIT,
            **REASON_KEYS,
            "doubts": many(ref("reason")),
            "articles": TEXTS,
            "bases": TEXTS,
        },
    ),
}
OBJECTS = ("basis", "dual_criminality", "completeness", "rules", "clocks")
EXPLANATIONS: Schema = {
    "findings": many(ref("finding")),
    "why_not": many(ref("finding")),
    "instead": many(ref("way")),
    "contestable": many(ref("finding")),
}
FAULT: Schema = thing(
    "a line of a batch that is no case question",
    {"error": thing("where and why", {"line": NUMBER, "place": TEXT, "reason": TEXT})},
)


def case_question(law: LawData) -> Schema:
    """The case question, with the vocabularies of these data."""
    return _headed("case-question", _question(law))


def _question(law: LawData) -> Schema:
    flags = {"type": "array", "items": _one_of(law, "any_flag")}
    file = {"type": "array", "items": _one_of(law, "file_item")}
    optional = {
        "measure": {"enum": ["", *law.words["measure"]]},
        "claimed_basis": TEXT,
        "flags": flags,
        "file": file,
        "clock": {"type": "array", "items": {"anyOf": _clocks(law)}},
        **dict.fromkeys(("id", "title", "note"), TEXT),
    }
    keys = {
        "requesting": _state(),
        "requested": _state(),
        "date": DAY,
        "act": _one_of(law, "act"),
        "facts": _facts(law),
    }
    return _closed(thing("who asks whom for what, on which day and facts", keys, optional))


def _facts(law: LawData) -> Schema:
    def listed(vocabulary: str) -> Schema:
        return many(_one_of(law, vocabulary))

    keys = {
        "conduct": listed("conduct"),
        "object_rs": listed("object"),
        "object_rd": listed("object"),
        "benefit": _one_of(law, "benefit"),
        "ocg": _one_of(law, "ocg"),
    }
    optional = {
        "circumstances": listed("circumstance"),
        "exceptions": listed("exception"),
        "facts_date": {"anyOf": [DAY, {"const": ""}]},
    }
    return _closed(thing("what is alleged", keys, optional))


def _clocks(law: LawData) -> list[Schema]:
    rules = [rule.id for rule in law.rules.values() if rule.clock_amount]
    kind = {"enum": [one.value for one in CaseDateKind]}
    count = {"type": "integer", "minimum": 1, "maximum": MOST_WORKING_DAYS}
    return [
        _closed(thing("a limit of the law that runs", {"rule": {"enum": rules}, "start": DAY})),
        _closed(thing("a date of the case", {"kind": kind, "date": DAY})),
        _closed(thing("working days", {"kind": kind, "start": DAY, "working_days": count})),
    ]


def _one_of(law: LawData, vocabulary: str) -> Schema:
    return {"enum": list(law.words[vocabulary])}


def _state() -> Schema:
    return {"type": "string", "pattern": "^[A-Z]{2}$", "description": "ISO 3166-1 alpha-2"}


def _closed(schema: Schema) -> Schema:
    return schema | {"additionalProperties": False}


def _headed(name: str, schema: Schema) -> Schema:
    return {"$schema": DIALECT, "$id": f"{name}.schema.json", "title": name} | schema


def schemas(law: LawData) -> dict[str, Schema]:
    """Every schema by the name of its file."""
    defs = {"$defs": DEFS}
    whole = {name: ref(name) for name in OBJECTS}
    found = {
        "case-question": case_question(law),
        "assess": _headed("assess", thing("the whole answer", whole, EXPLANATIONS) | defs),
        "assess-batch": _headed(
            "assess-batch",
            {"anyOf": [thing("one line of the answer", whole, EXPLANATIONS), FAULT]} | defs,
        ),
        "status": _headed("status", _status() | defs),
    }
    parts = {name.replace("_", "-"): _headed(name, ref(name) | defs) for name in OBJECTS}
    return found | parts


def _status() -> Schema:
    return thing(
        "whether a State is bound by a treaty on a day",
        {
            "state": TEXT,
            "treaty": TEXT,
            "date": DAY,
            "bound": TRIT,
            "status": TEXT,
            "kind": TEXT,
            "signed_on": DAY_OR_NONE,
            "deposited_on": DAY_OR_NONE,
            "in_force_on": DAY_OR_NONE,
            "withdrawn_on": DAY_OR_NONE,
            "note": TEXT,
            "reasons": many(ref("reason")),
            "rows": TEXTS,
            **PROVENANCE,
        },
    )


def main() -> None:
    """Write every schema."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas(load()).items():
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        (FOLDER / f"{name}.schema.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
