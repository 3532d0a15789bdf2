"""Questions of law on the command line: what goes in, what comes out, what is wrong with it."""

import csv
import json
import shutil
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest

from comity_node.cli import main
from comity_node.cli.case_question import MOST_BYTES
from tests.comity.law.questions import raw, raw_of, scenarios

COMMANDS = {
    ("assess",): {"basis", "dual_criminality", "completeness", "rules", "clocks"},
    ("law", "basis"): {"bases", "unknown_bases", "untoc_route"},
    ("law", "dual-criminality"): {"result", "fails", "states"},
    ("assistance", "check"): {"missing"},
    ("rules", "check"): {"triggered"},
    ("clocks",): {"due"},
}
TOML = """
requesting = "IT"
requested = "EG"
date = 2026-03-01
act = "mla"
[facts]
conduct = ["transport"]
object_rs = ["irregular_entrant"]
object_rd = ["irregular_entrant"]
benefit = "yes"
ocg = "yes"
"""


@pytest.fixture
def run(capsys):
    """Exit code, output and complaint of a command."""

    def command(*arguments: object) -> tuple[int, str, str]:
        code = main.run([str(one) for one in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def case(tmp_path: Path):
    """A file with a question, or with whatever is given as its text."""

    def written(what: object, name: str = "case.json") -> Path:
        path = tmp_path / name
        if isinstance(what, bytes):
            path.write_bytes(what)
        else:
            path.write_text(what if isinstance(what, str) else json.dumps(what), "utf-8")
        return path

    return written


# --- answers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("example", scenarios())
def test_a_worked_example_is_answered_exactly_by_the_command_too(example, run, case):
    code, out, _ = run("assess", case(raw_of(example)))
    found, expected = json.loads(out), scenarios()[example]["expected"]
    basis, dual = found["basis"], found["dual_criminality"]
    assert [base["id"] for base in basis["bases"]] == expected["bases"]
    assert [base["id"] for base in basis["unknown_bases"]] == expected["unknown_bases"]
    assert basis["untoc_route"] == expected["untoc_route"]
    assert dual["result"] == expected["dual_criminality"]
    assert dual["fails"] == expected["dual_criminality_fails"]
    for key in ("max_months", "serious", "uncovered_conduct"):
        for side in ("rs", "rd"):
            assert dual[f"{key}_{side}"] == expected[f"{key}_{side}"]
    assert found["completeness"]["missing"] == expected["missing"]
    assert [rule["id"] for rule in found["rules"]["triggered"]] == expected["triggered"]
    due = [f"{one['rule']}={one['date']}" for one in found["clocks"]["due"]]
    assert due == expected["clocks"]
    blocking = any(rule["effect"] == "block" for rule in found["rules"]["triggered"])
    stands = bool(expected["missing"]) or expected["dual_criminality"] == "not_met" or blocking
    assert code == int(stands)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_each_part_is_answered_alone_and_is_the_same_as_in_the_whole(words, run, case):
    path = case(raw_of("E09"))
    _, out, _ = run(*words, path)
    part = json.loads(out)
    assert COMMANDS[words] <= part.keys()
    whole = json.loads(run("assess", path)[1])
    assert part in (whole, *whole.values())


@pytest.mark.parametrize(
    ("words", "example", "changes", "code"),
    [
        (("law", "dual-criminality"), "E09", {}, 1),
        (("law", "dual-criminality"), "E04", {}, 0),  # a risk is no refusal
        (("law", "basis"), "E23", {}, 0),  # that nothing is known to bind is an answer
        (("assistance", "check"), "E01", {}, 1),
        (("assistance", "check"), "E16", {"file": None}, 0),
        (("rules", "check"), "E03", {}, 1),
        (("rules", "check"), "E02", {}, 0),
        (("clocks",), "E05", {}, 0),
    ],
)
def test_the_exit_code_says_whether_something_stands_in_the_way(
    words, example, changes, code, run, case
):
    asked = raw_of(example, **changes)
    asked = {key: value for key, value in asked.items() if value is not None}
    assert run(*words, case(asked))[0] == code


def test_a_question_may_be_toml_with_days_of_its_own(run, case):
    as_toml = run("assess", case(TOML, "case.toml"))
    as_text = run("assess", case(TOML, "case"))
    assert as_toml == as_text
    assert json.loads(as_toml[1])["basis"]["bases"]


def test_a_question_may_come_on_standard_input(run, monkeypatch, case):
    with case(raw_of("E02")).open("rb") as stream:
        monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": stream}))
        assert json.loads(run("assess", "-")[1])["basis"]["untoc_route"] == "protocol_offence"


def test_ten_working_days_are_two_dates_where_the_weeks_differ(run, case):
    counted = {"kind": "asked_for", "start": "2026-05-18", "working_days": 10}
    target = {"kind": "our_target", "date": "2026-07-01"}
    _, out, _ = run("clocks", case(raw("IT", "EG", clock=[counted, target])))
    italy, egypt, ours = json.loads(out)["due"]
    # Italy: 19-22, 25-29 May, then Republic Day on 2 June is skipped: 3 June would be the 11th.
    assert (italy["working_days_of"], italy["date"]) == ("IT", "2026-06-01")
    # Egypt: Friday and Saturday rest, Arafat day and the feast fall on 26 to 28 May.
    assert (egypt["working_days_of"], egypt["date"]) == ("EG", "2026-06-04")
    assert egypt["estimated"]
    assert not italy["estimated"]
    assert [one["date"] for one in egypt["holidays"]] == ["2026-05-26", "2026-05-27", "2026-05-28"]
    assert {italy["kind"], egypt["kind"]} == {"asked_for"}
    assert (ours["kind"], ours["date"]) == ("our_target", "2026-07-01")


def test_where_a_calendar_is_not_known_the_date_is_said_to_be_the_earliest(run, case):
    counted = {"kind": "our_target", "start": "2026-06-01", "working_days": 5}
    _, out, _ = run("clocks", case(raw("IT", "AQ", clock=[counted])))
    assert [one["known"] for one in json.loads(out)["due"]] == [True, False]


# --- text --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["LEGAL BASES", "Known, not re-read", "INSTEAD", "No lawyer has reviewed"]),
        ("it", ["BASI GIURIDICHE", "Nessun giurista"]),
        ("ar", ["تركيا", "ازدواجية التجريم"]),
    ],
)
def test_the_text_carries_sources_and_speaks_the_readers_language(language, words, case):
    command = [sys.executable, "-m", "comity_node.cli.main", "assess", str(case(raw_of("E04")))]
    out = subprocess.run(
        [*command, "--text", "--language", language], capture_output=True, text=True, check=False
    )
    assert not out.stderr
    for word in words:
        assert word in out.stdout


# --- status ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "bound"),
    [
        (("IT", "SOM_PROTOCOL", "2006-08-31"), "no"),
        (("IT", "SOM_PROTOCOL", "2006-09-01"), "yes"),
        (("MA", "SOM_PROTOCOL", "2014-07-10"), "no"),
        (("MA", "SOM_PROTOCOL", "2014-07-11"), "unknown"),
        (("KE", "EAW_FD", "2020-01-01"), "unknown"),
        (("EU", "UNTOC", "2020-01-01"), "yes"),
    ],
)
def test_status_says_yes_no_or_unknown_with_its_row(asked, bound, run):
    code, out, _ = run("law", "status", *asked)
    said = json.loads(out)
    assert (code, said["bound"]) == (0, bound)
    assert said["rows"] == [f"status:{asked[0]}:{asked[1]}"]
    assert said["reasons"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("UK", "UNTOC", "2020-01-01"), ["UK", "GB"]),
        (("IT", "PROTOCOL", "2020-01-01"), ["TREATY", "PROTOCOL", "SOM_PROTOCOL"]),
        (("IT", "UNTOC", "1950-01-01"), ["DATE", "1950-01-01", "1951-07-28"]),
        (("IT", "UNTOC", "2090-01-01"), ["DATE", "2090-01-01"]),
        (("IT", "UNTOC", "2026-W09-7"), ["DATE", "2026-W09-7", "YYYY-MM-DD"]),
    ],
)
def test_a_wrong_word_of_a_status_is_named(asked, words, run):
    code, out, err = run("law", "status", *asked)
    assert (code, out) == (2, "")
    for word in words:
        assert word in err


# --- bad input ---------------------------------------------------------------------------------

BAD = {
    "nothing": (b"", ["line 1"]),
    "half a question": (b'{"requesting": ', ["line 1, column", "not JSON"]),
    "a number": (b"5", ["not an object", "requesting"]),
    "null": (b"null", ["not an object"]),
    "a key that stands twice": (b'{"act": "mla", "act": "jit"}', ["act", "twice"]),
    "a hundred thousand brackets": (b"[" * 100_000, ["too deep"]),
    "ten thousand digits": (b'{"date": ' + b"9" * 10_000 + b"}", ["too many digits"]),
    "what is no number": (b'{"date": NaN}', ["NaN"]),
    "Latin letters of another age": ('{"note": "é"}'.encode("latin-1"), ["UTF-8", "byte 10"]),
    "fifty megabytes": (b'{"note": "' + b"x" * 50_000_000 + b'"}', [f"{MOST_BYTES:,}"]),
    "no such State": (raw("Italy", "EG"), ["requesting", "Italy", "IT"]),
    "an everyday code": (raw("IT", "UK"), ["requested", "UK", "GB"]),
    "the year 1950": (raw(date="1950-01-01"), ["date", "1950-01-01", "1951-07-28"]),
    "the year 2090": (raw(date="2090-01-01"), ["date", "2090-01-01"]),
    "facts of 1950": (raw(facts_date="1950-01-01"), ["facts.facts_date", "1950-01-01"]),
    "a misspelt act": (raw(conduct=["transprot"]), ["facts.conduct", "transprot", "transport"]),
    "half a character": (raw(conduct=["\ud800"]), ["facts.conduct", "\\ud800"]),
    "a word of a hundred thousand letters": (raw(act="x" * 100_000), ["act", "x…"]),
    "a State of a hundred thousand letters": (raw("x" * 100_000, "EG"), ["requesting", "x…"]),
    "a list where a word belongs": (raw(benefit=["yes"]), ["facts.benefit", '["yes"]']),
    "a word where a list belongs": (raw(conduct="transport"), ["facts.conduct", '"transport"']),
    "a clock at the end of time": (
        raw(clock=[{"rule": "K-EAW-60", "start": "9999-12-31"}]),
        ["clock.start", "9999-12-31"],
    ),
    "no working days": (
        raw(clock=[{"kind": "asked_for", "start": "2026-01-01", "working_days": 0}]),
        ["clock.working_days", "0"],
    ),
    "a date that is a limit of the law by its own word": (
        raw(clock=[{"kind": "legal_limit", "date": "2026-01-01"}]),
        ["clock.kind", "legal_limit", "asked_for"],
    ),
}
BAD_TOML = {
    "brackets": ("a = " + "[" * 100_000, ["too deep"]),
    "a key of two hundred thousand parts": (".".join("a" * 200_000) + " = 1", ["line 1", "dots"]),
    "a table that stands twice": ("[facts]\n[facts]\n", ["not TOML", "line 2"]),
    "a moment of time": (TOML.replace("2026-03-01", "2026-03-01T10:00:00Z"), ["date"]),
}


@pytest.mark.parametrize("bad", BAD)
def test_what_is_no_question_is_refused_with_its_place(bad, run, case):
    what, words = BAD[bad]
    path = case(what)
    code, out, err = run("assess", path)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1, "one sentence"
    for word in (str(path), *words):
        assert word in err


@pytest.mark.parametrize("bad", BAD_TOML)
def test_malicious_toml_is_refused_in_a_moment(bad, run, case):
    what, words = BAD_TOML[bad]
    began = time.monotonic()
    code, _, err = run("assess", case(what, "case.toml"))
    assert code == 2
    assert time.monotonic() - began < 10
    for word in words:
        assert word in err


def test_a_file_that_is_not_there_is_named(run, tmp_path):
    code, _, err = run("assess", tmp_path / "nowhere.json")
    assert code == 2
    assert "nowhere.json" in err


@pytest.mark.parametrize("arguments", [(), ("--batch", "a.jsonl", "b.json")])
def test_one_question_or_a_batch_but_not_both_or_neither(arguments, run):
    code, _, err = run("assess", *arguments)
    assert code == 2
    assert "--batch" in err


# What the rules answer although it does not fit together: answered, and said.
ODD = {
    "a State that is not described": (raw("IT", "KE"), "state_not_described", "requested"),
    "facts after the request": (
        raw(facts_date="2025-06-02"),
        "facts_after_request",
        "facts.facts_date",
    ),
    "a question long after the data": (raw(date="2027-05-01"), "data_older", "date"),
    "a measure of another act": (raw(act="jit", measure="search"), "measure_not_read", "measure"),
    "a basis that cannot carry the act": (
        raw(act="boarding", claimed_basis="ETS24"),
        "act_not_carried",
        "claimed_basis",
    ),
    "no benefit and for profit": (
        raw(benefit="no", circumstances=["profit"]),
        "profit_without_benefit",
        "facts.benefit",
    ),
    "paid out of humanity": (
        raw(exceptions=["humanitarian"]),
        "paid_and_humanitarian",
        "facts.exceptions",
    ),
    "an organised group and no group": (
        raw(ocg="no", circumstances=["organised_group"]),
        "group_and_no_group",
        "facts.ocg",
    ),
    "no conduct": (raw(conduct=[]), "no_conduct", "facts.conduct"),
    "nobody": (raw(object_rd=[]), "no_object", "facts.object_rd"),
}


@pytest.mark.parametrize("odd", ODD)
def test_what_does_not_fit_together_is_answered_and_said(odd, run, case):
    asked, code, place = ODD[odd]
    left, out, _ = run("assess", case(asked))
    assert left in (0, 1)
    found = json.loads(out)["findings"]
    assert (place, code) in {(one["about"], one["code"]) for one in found}


def test_a_plain_question_has_nothing_that_does_not_fit(run, case):
    found = json.loads(run("assess", case(raw()))[1])["findings"]
    assert not {one["code"] for one in found} & {code for _, code, _ in ODD.values()}


# --- batch -------------------------------------------------------------------------------------


def test_a_batch_gives_one_answer_a_line_in_order(run, case):
    asked = [raw_of(example) for example in scenarios()]
    path = case("".join(json.dumps(one) + "\n" for one in asked), "all.jsonl")
    code, out, err = run("assess", "--batch", path)
    assert (code, err) == (0, "")
    answers = [json.loads(line) for line in out.splitlines()]
    for one, example in zip(answers, scenarios().values(), strict=True):
        assert one["dual_criminality"]["result"] == example["expected"]["dual_criminality"]
        assert "findings" not in one


def test_a_batch_explains_when_it_is_asked_to(run, case):
    path = case(json.dumps(raw_of("E09")), "all.jsonl")  # without a last line end
    explained = json.loads(run("assess", "--batch", path, "--explain")[1])
    assert explained == json.loads(run("assess", case(raw_of("E09")))[1])


def test_a_line_that_is_no_question_has_its_fault_and_stops_nobody(run, case):
    good = json.dumps(raw_of("E02"))
    lines = [good, "", "{", json.dumps(raw("IT", "UK")), "x" * (MOST_BYTES + 10), good]
    code, out, err = run("assess", "--batch", case("\n".join(lines), "all.jsonl"))
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 2
    assert "4 of 6 lines" in err
    assert [one.get("error", {}).get("line") for one in answers] == [None, 2, 3, 4, 5, None]
    assert "GB" in answers[3]["error"]["reason"]
    assert answers[0] == answers[5]


def test_an_empty_batch_is_answered_with_nothing(run, case):
    assert run("assess", "--batch", case("", "none.jsonl")) == (0, "", "")


# --- somebody's copy of the data ---------------------------------------------------------------


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "copy"
    shutil.copytree(str(files("comity.data") / "law"), folder)
    return folder


def test_a_faithful_copy_is_read(copy, run):
    code, out, err = run("law", "check", copy)
    assert (code, err) == (0, "")
    assert "Nothing is wrong" in out
    assert "SOURCES.md" in out


def test_a_copy_of_one_file_is_checked_against_the_rest_of_ours(copy, run, tmp_path):
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(copy / "rules.toml", alone)
    assert run("law", "check", alone)[0] == 0


BROKEN = {
    "a confidence that is none": (
        "offences.toml",
        'confidence = "verified"',
        'confidence = "sure"',
    ),
    "no source": ("rules.toml", "source = ", "# source = "),
    "no day": ("bilateral.toml", 'as_of = "', 'as_of = "spring '),
    "a key that is unknown": ("treaties.toml", "depositary = ", "depositry = "),
    "a word outside its vocabulary": ("offences.toml", '"procure_entry"', '"procure_entrance"'),
    "a base that points nowhere": ("rules.toml", 'bases = ["UNTOC"]', 'bases = ["UNTOCC"]'),
    "a step that points nowhere": ("bases.toml", 'treaty = "EAW_FD"', 'treaty = "EAW"'),
    "an obligation of no article": ("obligations.toml", '"SOM_PROTOCOL:5"', '"SOM_PROTOCOL:55"'),
    "a declaration on no treaty": ("declarations.toml", "SOM_PROTOCOL:18", "SOM_PROTCOL:18"),
    "a treaty text without its articles": ("texts/UNTOC.en.toml", "[[provision]]", "[[provison]]"),
    "a statute of no State": ("statutes/IT-CP.unknown.it.toml", 'state = "IT"', 'state = "XX"'),
    "a State that is none": ("bilateral.toml", 'state_a = "EG"', 'state_a = "EGY"'),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_copy_is_refused_with_file_row_and_reason(fault, copy, run):
    name, right, wrong = BROKEN[fault]
    text = (copy / name).read_text("utf-8")
    assert right in text
    (copy / name).write_text(text.replace(right, wrong, 1), "utf-8")
    code, out, err = run("law", "check", copy)
    assert (code, out) == (2, "")
    assert name.rpartition("/")[2] in err
    assert err.count("\n") == 1


def test_a_status_row_twice_and_one_without_a_cell_are_refused(copy, run):
    path = copy / "status.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]), "utf-8")
    assert "stands in the file already" in run("law", "check", copy)[2]
    path.write_text("\n".join([*lines, "IT,Italy"]), "utf-8")
    assert "2 cells" in run("law", "check", copy)[2]
    path.write_bytes(b"a,b\n\0,1\n")
    assert run("law", "check", copy)[0] == 2
    assert len(next(csv.reader(lines[:1]))) > 10


def test_a_folder_without_law_data_is_refused(tmp_path, run):
    code, _, err = run("law", "check", tmp_path)
    assert code == 2
    assert "status.csv" in err
    assert run("law", "check", tmp_path / "nowhere")[0] == 2
