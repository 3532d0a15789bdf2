"""Letters as Word: a table of two columns whose cells know their direction.

For the last corrections before signing. Arabic paragraphs carry ``w:bidi``, their runs ``w:rtl``
and complex-script fonts; identifiers stand in runs of their own between isolates. Numbers are
text: Word's automatic lists go on counting where they should not. The same letter and the same
moment give the same bytes.
"""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from comity.assistance.letter import Letter, compose_pair
from comity.assistance.sheet import LRI, PDI
from comity.assistance.terms import Terms
from comity.entities.identifiers import runs

_FACE = "Times New Roman"  # on every machine, with Arabic
_LATIN_SIZE, _ARABIC_SIZE = 12, 14  # points
_MARGIN, _SEAL = Mm(15), Mm(45)
_SIDE = Mm(90)
_LOCALES = {"en": "en-GB", "ar": "ar-EG", "it": "it-IT", "fr": "fr-FR"}
_PROPERTY = 255  # characters Word allows in a property
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def render_request_docx(terms: Terms, *, at: datetime, draft: bool = False) -> bytes:
    """The request as Word file.

    Args:
        at: the moment written into the file, with a time zone.
        draft: untranslated texts are marked instead of stopping the letter.

    Raises:
        LetterError: the letter cannot be composed.
    """
    return render_letter_docx(compose_pair(terms, draft=draft), at=at)


def render_letter_docx(letters: Sequence[Letter], *, at: datetime) -> bytes:
    """One letter in one or two languages, the writer's own first, as Word file."""
    document = Document()
    _page(document, letters)
    _styles(document)
    _properties(document, letters[0], at)
    _header(document, letters)
    _footer(document, letters)
    _body(document, letters)
    _signatures(document, letters)
    out = BytesIO()
    document.save(out)
    return _same_bytes(out.getvalue())


def _page(document: Any, letters: Sequence[Letter]) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin, section.bottom_margin = Mm(25), Mm(25)
    section.header_distance = section.footer_distance = Mm(10)
    if letters[0].direction == "rtl":
        grid = section._sectPr.find(qn("w:docGrid"))
        grid.addprevious(OxmlElement("w:bidi"))


def _styles(document: Any) -> None:
    for name, right in (("Letter LTR", False), ("Letter RTL", True)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.space_after = Pt(6)
        style.font.name, style.font.size = _FACE, Pt(_LATIN_SIZE)
        _fonts(style.element.get_or_add_rPr())
        if right:
            style.element.get_or_add_pPr().insert(0, OxmlElement("w:bidi"))
            style.element.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _fonts(properties: Any) -> None:
    """Faces and sizes for Latin and for complex scripts (``w:cs``, ``w:szCs``)."""
    faces = properties.find(qn("w:rFonts"))
    if faces is None:
        faces = OxmlElement("w:rFonts")
        properties.insert(0, faces)
    for script in ("ascii", "hAnsi", "cs"):
        faces.set(qn(f"w:{script}"), _FACE)
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(_ARABIC_SIZE * 2))
    properties.append(size)


def _properties(document: Any, letter: Letter, at: datetime) -> None:
    core = document.core_properties
    core.title = f"{letter.reference} · {letter.title}"[:_PROPERTY]
    core.author, core.last_modified_by, core.comments = "", "", ""
    core.language = _LOCALES.get(letter.language, letter.language)
    core.created = core.modified = at.astimezone(UTC).replace(tzinfo=None)
    core.revision = letter.version if letter.version > 0 else 1


def _header(document: Any, letters: Sequence[Letter]) -> None:
    header = document.sections[0].header
    table = _table(header, letters, 1)
    for cell, letter in zip(table.rows[0].cells, letters, strict=True):
        line = " · ".join(part for part in (letter.handling_line, letter.use_line) if part)
        lines = (letter.version_line, letter.authoritative_line, line)
        _lines(cell, letter, (one for one in lines if one), 9)
    if letters[0].training:
        mark = header.add_paragraph()
        mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = mark.add_run(" · ".join(letter.watermark for letter in letters))
        run.font.size, run.font.bold = Pt(16), True
        run.font.color.rgb = RGBColor(0x99, 0x99, 0x99)


def _footer(document: Any, letters: Sequence[Letter]) -> None:
    footer = document.sections[0].footer
    table = _table(footer, letters, 1)
    for cell, letter in zip(table.rows[0].cells, letters, strict=True):
        lines = (letter.hash_line, letter.sheet_line, letter.basis_line)
        _lines(cell, letter, (one for one in lines if one), 8.5)
        _page_line(_paragraph(cell, letter), letter)


def _body(document: Any, letters: Sequence[Letter]) -> None:
    rows = list(_rows(letters))
    table = _table(document, letters, len(rows))
    for row, texts in zip(table.rows, rows, strict=True):
        _unsplit(row)
        for cell, letter, (number, text, bold) in zip(row.cells, letters, texts, strict=True):
            for index, line in enumerate(text.split("\n")):
                paragraph = _first_or_new(cell, letter, index)
                if index == 0 and number:
                    _run(paragraph, letter, f"{number}  ", bold=True)
                _write(paragraph, letter, line, bold=bold)
    _repeat(table.rows[0])


def _rows(letters: Sequence[Letter]) -> Iterator[list[tuple[str, str, bool]]]:
    """Title, sender and addressee, numbered paragraphs, annexes, closing: one cell a language."""
    yield [("", letter.title, True) for letter in letters]
    yield [("", _parties(letter), False) for letter in letters]
    for index in range(len(letters[0].paragraphs)):
        same_row = [letter.paragraphs[index] for letter in letters]
        yield [(str(one.number), one.text, False) for one in same_row]
    if letters[0].exhibits:
        yield [("", f"{letter.exhibits_label} {letter.exhibits}", False) for letter in letters]
    yield [("", letter.closing, False) for letter in letters]


def _parties(letter: Letter) -> str:
    lines = (letter.sender, letter.addressee, letter.number_line)
    return "\n".join(line for line in lines if line)


def _signatures(document: Any, letters: Sequence[Letter]) -> None:
    document.add_paragraph()
    table = document.add_table(rows=1, cols=3)
    _mirror(table, letters[0])
    row = table.rows[0]
    _unsplit(row)
    row.height = _SEAL
    sides = (row.cells[0], row.cells[2])
    for cell, letter in zip(sides, letters, strict=False):
        _lines(
            cell, letter, (letter.place_and_day, "", "____________________", letter.signature), 10
        )
    seal = row.cells[1]
    seal.width = _SEAL
    _bordered(seal)
    paragraph = seal.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(" · ".join(letter.seal for letter in letters) + "\nØ 45 mm").font.size = Pt(9)


def _table(parent: Any, letters: Sequence[Letter], rows: int) -> Any:
    columns = len(letters)
    width = _SIDE * 2
    sized = hasattr(parent, "is_linked_to_previous")
    table = parent.add_table(rows, columns, width) if sized else parent.add_table(rows, columns)
    table.autofit = False
    _mirror(table, letters[0])
    for row in table.rows:
        for cell, letter in zip(row.cells, letters, strict=True):
            cell.width = width // columns
            _direct(cell.paragraphs[0], letter)
    return table


def _mirror(table: Any, own: Letter) -> None:
    """``w:bidiVisual``: the first column stands on the right."""
    if own.direction == "rtl":
        properties = table._tbl.tblPr
        mark = OxmlElement("w:bidiVisual")
        style = properties.find(qn("w:tblStyle"))
        properties.insert(0 if style is None else 1, mark)


def _direct(paragraph: Any, letter: Letter) -> None:
    right = letter.direction == "rtl"
    paragraph.style = "Letter RTL" if right else "Letter LTR"
    properties = paragraph._p.get_or_add_pPr()
    if right and properties.find(qn("w:bidi")) is None:
        properties.insert(1, OxmlElement("w:bidi"))  # the schema wants it before the spacing


def _paragraph(cell: Any, letter: Letter) -> Any:
    paragraph = cell.add_paragraph()
    _direct(paragraph, letter)
    return paragraph


def _first_or_new(cell: Any, letter: Letter, index: int) -> Any:
    return cell.paragraphs[0] if index == 0 else _paragraph(cell, letter)


def _lines(cell: Any, letter: Letter, lines: Any, size: float) -> None:
    for index, line in enumerate(lines):
        paragraph = _first_or_new(cell, letter, index)
        _direct(paragraph, letter)
        paragraph.paragraph_format.space_after = Pt(0)
        _write(paragraph, letter, line, size=size)


def _write(
    paragraph: Any, letter: Letter, text: str, *, bold: bool = False, size: float = 0
) -> None:
    """A text as runs; identifiers in runs of their own, unbroken and between isolates."""
    for run in runs(text):
        if not run.isolated:
            _run(paragraph, letter, run.text, bold=bold, size=size)
            continue
        whole = run.text.replace(" ", "\u00a0")
        if letter.direction == "rtl":
            _run(paragraph, letter, LRI + whole + PDI, bold=bold, size=size, latin=True)
        else:
            _run(paragraph, letter, whole, bold=bold, size=size)


def _run(
    paragraph: Any,
    letter: Letter,
    text: str,
    *,
    bold: bool = False,
    size: float = 0,
    latin: bool = False,
) -> None:
    run = paragraph.add_run(text)
    properties = run._r.get_or_add_rPr()
    right = letter.direction == "rtl"
    if bold:
        run.font.bold = True
        run.font.cs_bold = True
    if size:
        run.font.size = Pt(size)
        _child(properties, "w:szCs", str(int(size * (2.3 if right else 2))))
    if right and not latin:
        run.font.rtl = True
    language = "en-GB" if latin else _LOCALES.get(letter.language, letter.language)
    _child(properties, "w:lang", language, "w:bidi" if right and not latin else "w:val")


def _child(properties: Any, name: str, value: str, attribute: str = "w:val") -> None:
    child = OxmlElement(name)
    child.set(qn(attribute), value)
    properties.append(child)


def _page_line(paragraph: Any, letter: Letter) -> None:
    """``page x of y`` with Word's own fields."""
    paragraph.paragraph_format.space_after = Pt(0)
    before, rest = letter.page.split("{page}")
    between, after = rest.split("{pages}")
    for part, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        if part:
            _run(paragraph, letter, part, size=8.5)
        if field:
            run = paragraph.add_run()
            run.font.size = Pt(8.5)
            for kind in ("begin", field, "end"):
                run._r.append(_field(kind))


def _field(kind: str) -> Any:
    if kind in ("begin", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        return mark
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = kind
    return text


def _unsplit(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _bordered(cell: Any) -> None:
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:val"), "dashed")
        edge.set(qn("w:sz"), "6")
        borders.append(edge)
    cell._tc.get_or_add_tcPr().append(borders)


def _same_bytes(archive: bytes) -> bytes:
    """The same parts under one fixed day, so that the same letter gives the same bytes."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(archive)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(
                zipfile.ZipInfo(name, _ZIP_DAY), source.read(name), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()
