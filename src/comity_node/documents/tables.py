"""Tables that leave as files: CSV that Excel opens in Arabic, xlsx, PDF on A3.

A cell that begins like a formula is kept from being one. Nothing is computed here.
"""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any, cast

import typst
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from comity.entities.identifiers import runs
from comity_node.documents.fonts import FOLDER, printable
from comity_node.documents.pdf import STANDARDS

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_A_TITLE = re.compile(r"[\\/*?:\[\]]")  # signs a sheet may not be called by
_WIDEST = 60
Cell = str | int | date


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its title, its heads, its rows; a row has as many cells as there are heads."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def as_csv(table: Table) -> bytes:
    """UTF-8 with a mark at the beginning: without it Excel garbles Arabic."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.heads)
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _plain(cell: Cell) -> str:
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_xlsx(tables: Sequence[Table], *, right_to_left: bool) -> bytes:
    """A workbook with a sheet for each table; its first row stays in view."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new book has one
    for table in tables:
        sheet = book.create_sheet(_NOT_A_TITLE.sub(" ", table.title)[:31])
        _fill(sheet, table)
        sheet.sheet_view.rightToLeft = right_to_left
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, table: Table) -> None:
    sheet.append(list(table.heads))
    for row in table.rows:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(zip(table.heads, *table.rows, strict=False), start=1):
        letter = get_column_letter(number)
        widest = max(len(str(cell)) for cell in column)
        sheet.column_dimensions[letter].width = min(widest + 2, _WIDEST)
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text, whatever it begins with


def as_pdf(
    table: Table, notes: Sequence[str], *, language: str, training: str, at: datetime
) -> bytes:
    """The table on A3 across, with notes under it.

    Args:
        training: words of the watermark; empty for a real node.
        at: the moment written into the file, with a time zone; it makes the bytes repeatable.
    """
    sheet = {
        "title": printable(table.title),
        "title_runs": _runs(table.title),
        "heads": [_runs(head) for head in table.heads],
        "rows": [[_runs(str(cell)) for cell in row] for row in table.rows],
        "notes": [_runs(note) for note in notes],
        "language": language,
        "training": printable(training),
    }
    made = typst.compile(
        files(__package__).joinpath("table.typ").read_bytes(),
        font_paths=cast("Any", [FOLDER]),
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(sheet, ensure_ascii=False)},
        pdf_standards=cast("Any", STANDARDS),  # the stub wants a list of every standard
        timestamp=int(at.timestamp()),
    )
    return bytes(made)


def _runs(text: str) -> list[tuple[str, int]]:
    """Plain text (0) and identifiers to isolate (1)."""
    return [(run.text, int(run.isolated)) for run in runs(printable(text))]
