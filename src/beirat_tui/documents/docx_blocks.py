"""The paragraphs and tables of a docx in reading order, with what tells a heading from text.

Knows Word's ways (styles, outline levels, content controls, tracked changes), and nothing of sketches.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

from beirat_tui.domain.errors import InputError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = frozenset(f"{_W}{tag}" for tag in ("sdt", "sdtContent", "ins", "customXml"))
_HEADING = re.compile(r"(?:heading|überschrift)\s*([1-9])", re.IGNORECASE)
_BODY_LEVEL = 9
_STYLES_IN_A_ROW = 30


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `level` is that of a heading (1 to 9), `lead` the bold words that it begins with."""

    text: str
    role: Literal["text", "heading", "title", "item"] = "text"
    level: int = 0
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, each cell's paragraphs joined by line ends."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class _Style:
    role: Literal["text", "heading", "title", "item"]
    level: int
    bold: bool


def read_blocks(data: bytes, name: str) -> list[Block]:
    """Return the blocks of DATA, the docx NAME, which `beirat_tui.documents.limits.check_docx` has passed.

    Inserted text counts, deleted text does not; headers, footers and notes are left out.

    Raises:
        InputError: ``docx.damaged`` or ``docx.not-a-docx`` with ``file``.
    """
    # python-docx and lxml cost more to import than the whole program without them.
    from docx import Document  # noqa: PLC0415 (see above)
    from docx.exceptions import PythonDocxError  # noqa: PLC0415 (see above)

    try:
        document = Document(BytesIO(data))
        styles = _styles(document.styles.element)
        return list(_blocks(document.element.body, styles))
    except ValueError as error:
        # python-docx: the main part has the content type of another program.
        raise InputError("docx.not-a-docx", file=name) from error
    except (
        PythonDocxError,
        zipfile.BadZipFile,
        AttributeError,
        IndexError,
        KeyError,
        TypeError,
        RecursionError,
        SyntaxError,  # what lxml raises for broken XML
    ) as error:
        raise InputError("docx.damaged", file=name) from error


def _value(element: Any, *path: str) -> str | None:  # noqa: ANN401 (lxml has no types)
    """The w:val of the element at PATH below ELEMENT; empty where it has none, None where it is not there."""
    for tag in path:
        element = None if element is None else element.find(_W + tag)
    return None if element is None else element.get(f"{_W}val", "")


def _on(value: str | None) -> bool:
    return value is not None and value not in {"0", "false", "off", "none"}


def _styles(element: Any) -> dict[str, _Style]:  # noqa: ANN401 (lxml has no types)
    raw = {style.get(f"{_W}styleId", ""): style for style in element.iter(f"{_W}style")}
    return {key: _style(key, raw) for key in raw}


def _style(key: str | None, raw: dict[str, Any]) -> _Style:
    """What the style KEY makes of a paragraph, or the styles it is based on."""
    bold = False
    for _ in range(_STYLES_IN_A_ROW):
        style = raw.get(key or "")
        if style is None:
            break
        bold = bold or _on(_value(style, "rPr", "b"))
        name = (_value(style, "name") or "").strip().casefold()
        if found := _HEADING.fullmatch(name):
            return _Style("heading", int(found[1]), bold)
        if name in {"title", "titel"}:
            return _Style("title", 0, bold)
        level = _value(style, "pPr", "outlineLvl")
        if level is not None and level.isdecimal() and int(level) < _BODY_LEVEL:
            return _Style("heading", int(level) + 1, bold)
        # "List Paragraph" only indents; where it is a list, the paragraph itself is numbered.
        if name.startswith(("list", "aufzählung")) and name not in {"list paragraph", "listenabsatz"}:
            return _Style("item", 0, bold)
        key = _value(style, "basedOn")
    return _Style("text", 0, bold)


def _blocks(parent: Any, styles: dict[str, _Style]) -> Iterator[Block]:  # noqa: ANN401 (lxml has no types)
    for child in parent:
        if child.tag == f"{_W}p":
            yield _paragraph(child, styles)
        elif child.tag == f"{_W}tbl":
            yield Grid(tuple(_cells(row, styles) for row in _inner(child, "tr")))
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, styles)


def _inner(parent: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401 (lxml has no types)
    """The children TAG of PARENT, content controls and tracked insertions opened."""
    for child in parent:
        if child.tag == _W + tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inner(child, tag)


def _cells(row: Any, styles: dict[str, _Style]) -> tuple[str, ...]:  # noqa: ANN401 (lxml has no types)
    cells = []
    for cell in _inner(row, "tc"):
        paragraphs = (_paragraph(part, styles).text.strip() for part in cell.iter(f"{_W}p"))
        cells.append("\n".join(text for text in paragraphs if text))
    return tuple(cells)


def _paragraph(element: Any, styles: dict[str, _Style]) -> Paragraph:  # noqa: ANN401 (lxml has no types)
    if not len(element):
        return Paragraph("")
    style = styles.get(_value(element, "pPr", "pStyle") or "", _Style("text", 0, bold=False))
    runs = [(_text(run), _bold(run, style)) for run in element.iter(f"{_W}r") if not _struck(run, element)]
    text = "".join(part for part, _ in runs)
    lead = ""
    for part, bold in runs:
        if not bold and part.strip():
            break
        lead += part
    level = _value(element, "pPr", "outlineLvl")
    if level is not None and level.isdecimal() and int(level) < _BODY_LEVEL:
        return Paragraph(text, "heading", int(level) + 1, lead)
    listed = style.role == "text" and _value(element, "pPr", "numPr", "numId") not in {None, "0"}
    return Paragraph(text, "item" if listed else style.role, style.level, lead)


def _bold(run: Any, style: _Style) -> bool:  # noqa: ANN401 (lxml has no types)
    own = _value(run, "rPr", "b")
    return style.bold if own is None else _on(own)


def _struck(run: Any, paragraph: Any) -> bool:  # noqa: ANN401 (lxml has no types)
    """Whether RUN was deleted or moved away by a tracked change, or is a second rendering of a drawing."""
    parent = run.getparent()
    while parent is not None and parent is not paragraph:
        if parent.tag in {f"{_W}del", f"{_W}moveFrom", _FALLBACK}:
            return True
        parent = parent.getparent()
    return False


def _text(run: Any) -> str:  # noqa: ANN401 (lxml has no types)
    parts = []
    for child in run:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag == f"{_W}tab":
            parts.append("\t")
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            parts.append("\n")
        elif child.tag == f"{_W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)
