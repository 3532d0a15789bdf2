"""The strict reader of TOML and CSV data: the signature of a row's dataclass is its schema.

An unknown key, a missing key, a wrong type, a word outside its vocabulary, a date that is none,
a missing ``source``, ``as_of`` or ``confidence`` and a repeated id stop the load. Nothing is
skipped: half a law is worse than none. It does not judge whether a row is true.
"""

import csv
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import StringIO
from typing import Any, TypeVar

from comity.base.schema import Refused, Vocabularies, build_row
from comity.base.toml import NotToml, parse_toml

Row = TypeVar("Row")
Head = TypeVar("Head")
NO_WORDS: Vocabularies = {}


class DataError(ValueError):
    """Broken data. Names the file, the table, the row, the reason and what to do."""

    def __init__(self, file: str, table: str, row: str, reason: str, remedy: str) -> None:
        place = ", ".join(part for part in (table and f"[[{table}]]", row) if part)
        super().__init__(f"{file}: {place + ': ' if place else ''}{reason} {remedy}".strip())
        self.file, self.table, self.row = file, table, row
        self.reason, self.remedy = reason, remedy


def package_data() -> Traversable:
    """The data that come with the package; any folder laid out like it will do as well."""
    return files("comity.data")


def read_toml(
    file: Traversable,
    table: str,
    kind: type[Row],
    *,
    key: Callable[[Row], Hashable],
    words: Vocabularies = NO_WORDS,
) -> tuple[Row, ...]:
    """All rows of the one array of tables a file holds, in the order of the file.

    Args:
        file: the TOML file.
        table: name of its array of tables.
        kind: frozen dataclass of a row.
        key: what must be different in every row.
        words: vocabularies by name, for fields marked with ``Words``.

    Raises:
        DataError: at the first thing that is wrong.
    """
    rows = _array(file.name, _document(file, table), table)
    return _build(file.name, table, rows, kind, key, words)


def read_headed_toml(
    file: Traversable,
    head: tuple[str, type[Head]],
    table: str,
    kind: type[Row],
    *,
    key: Callable[[Row], Hashable],
    words: Vocabularies = NO_WORDS,
) -> tuple[Head, tuple[Row, ...]]:
    """One table that speaks for all rows, and the rows; arguments as above.

    Args:
        head: name of that table and the frozen dataclass of it.

    Raises:
        DataError: at the first thing that is wrong.
    """
    document = _document(file, head[0], table)
    return build_headed(file.name, document, head, table, kind, key=key, words=words)


def build_headed(
    name: str,
    document: Mapping[str, Any],
    head: tuple[str, type[Head]],
    table: str,
    kind: type[Row],
    *,
    key: Callable[[Row], Hashable],
    words: Vocabularies = NO_WORDS,
) -> tuple[Head, tuple[Row, ...]]:
    """The same from tables that were read already, or made.

    Args:
        name: what an error calls the document.

    Raises:
        DataError: at the first thing that is wrong.
    """
    _only(name, document, head[0], table)
    values = document.get(head[0])
    if not isinstance(values, dict):
        raise DataError(name, head[0], "", "no such table.", f"Begin the file with [{head[0]}].")
    try:
        built = build_row(head[1], values, words)
    except Refused as refusal:
        raise DataError(name, head[0], "", refusal.reason, refusal.remedy) from None
    return built, _build(name, table, _array(name, document, table), kind, key, words)


def read_csv(
    file: Traversable,
    kind: type[Row],
    *,
    key: Callable[[Row], Hashable],
    words: Vocabularies = NO_WORDS,
) -> tuple[Row, ...]:
    """All rows of a CSV file with a header, in the order of the file; arguments as above.

    Raises:
        DataError: at the first thing that is wrong.
    """
    return _build(file.name, "", _csv_rows(file), kind, key, words)


def _build(
    name: str,
    table: str,
    raw: Iterable[Mapping[str, Any]],
    kind: type[Row],
    key: Callable[[Row], Hashable],
    words: Vocabularies,
) -> tuple[Row, ...]:
    rows: dict[Hashable, Row] = {}
    for number, values in enumerate(raw, start=1):
        try:
            row = build_row(kind, values, words)
        except Refused as refusal:
            place = _place(number, values)
            raise DataError(name, table, place, refusal.reason, refusal.remedy) from None
        if key(row) in rows:
            reason, remedy = f"{key(row)} stands in the file already.", "Keep one of the two rows."
            raise DataError(name, table, _place(number, values), reason, remedy)
        rows[key(row)] = row
    return tuple(rows.values())


_NAMING = ("id", "code", "state", "name", "article")


def _place(number: int, values: Mapping[str, Any]) -> str:
    name = next((values[key] for key in _NAMING if values.get(key)), "")
    return f"row {number}" + (f" ({name})" if name else "")


def _text(file: Traversable) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise DataError(file.name, "", "", "the file is missing.", "Put it back.") from None
    except UnicodeDecodeError:
        raise DataError(file.name, "", "", "the file is not UTF-8.", "Save it as UTF-8.") from None


def _document(file: Traversable, *tables: str) -> Mapping[str, Any]:
    try:
        document = parse_toml(_text(file))
    except NotToml as fault:
        raise DataError(file.name, "", "", str(fault), "") from None
    _only(file.name, document, *tables)
    return document


def _only(name: str, document: Mapping[str, Any], *tables: str) -> None:
    for other in document.keys() - set(tables):
        remedy = f"Only {' and '.join(f'[[{table}]]' for table in tables)} is read."
        raise DataError(name, other, "", "unknown table.", remedy)


def _array(name: str, document: Mapping[str, Any], table: str) -> list[Mapping[str, Any]]:
    rows = document.get(table)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DataError(name, table, "", "no such rows.", f"Begin each row with [[{table}]].")
    return rows


def _csv_rows(file: Traversable) -> Iterator[dict[str, str]]:
    lines = csv.reader(StringIO(_text(file), newline=""), strict=True)
    try:
        header = next(lines, [])
        if len(set(header)) < len(header):
            reason, remedy = "a heading stands twice.", "Keep one of the two."
            raise DataError(file.name, "", "row 0", reason, remedy)
        for number, cells in enumerate(lines, start=1):
            if len(cells) != len(header):
                reason = f"{len(cells)} cells under {len(header)} headings."
                raise DataError(file.name, "", f"row {number}", reason, "Quote cells with commas.")
            yield dict(zip(header, cells, strict=True))
    except csv.Error as fault:
        reason = f"not CSV: {fault}."
        raise DataError(file.name, "", f"line {lines.line_num}", reason, "Correct it.") from None
