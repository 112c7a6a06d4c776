"""Sorting the blocks of a document under the headings of a programme.

A document with heading styles is divided by them alone. Without, a line that is bold or numbered, or ends
with a colon, counts as a heading if the programme knows it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from beirat_tui.documents.docx_blocks import Block, Grid, Paragraph
from beirat_tui.documents.labels import fact_for, labelled, may_stand_under
from beirat_tui.documents.understood import Account
from beirat_tui.domain.errors import InputError
from beirat_tui.domain.programme import Programme, Section, comparable

_STYLED_ENOUGH = 2
_LABEL_AND_VALUE = 2
BULLET = "• "
_HEADING_LIMIT = 120
_TITLE_LIMIT = 300
_NUMBERED = re.compile(r"\s*(?:\d+(?:\.\d+)*[.):]?|[IVX]+[.)]|[a-z]\))\s+\S")
_LEAD = re.compile(r"\s*(.{2,80}?)\s*[:.–]\s*")
_GENERIC = frozenset(
    map(comparable, ("Projektskizze", "Skizze", "Antrag", "Projektantrag", "Project sketch"))
)


@dataclass(slots=True)
class Sorted:
    """What stands under each section, and the facts found before or in them.

    `texts` and `items` map section keys to paragraphs and to those of them that are list items; `facts` are
    pairs of key and what was written; `rows` are the rows of tables that state a fact: its key, the header
    of the table and the row.
    """

    title: str = ""
    texts: dict[str, list[str]] = field(default_factory=dict)
    items: dict[str, list[str]] = field(default_factory=dict)
    facts: list[tuple[str, str]] = field(default_factory=list)
    rows: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)

    def text(self, key: str) -> str:
        """Return what stands under the section KEY: paragraphs apart by a blank line, list items not."""
        joined = ""
        for part in self.texts.get(key, []):
            follows = part.startswith(BULLET) and joined.rpartition("\n")[2].startswith(BULLET)
            joined += ("\n" if follows else "\n\n" if joined else "") + part
        return joined


def sort_blocks(blocks: Sequence[Block], programme: Programme, account: Account, name: str) -> Sorted:
    """Return BLOCKS of the file NAME sorted under the sections of PROGRAMME.

    Raises:
        InputError: ``docx.no-headings`` with ``file`` if no heading of the programme is found.
    """
    styled = [
        block
        for block in blocks
        if isinstance(block, Paragraph) and block.role == "heading" and programme.section_for(block.text)
    ]
    sorting = _Sorting(programme, account, by_style=len(styled) >= _STYLED_ENOUGH)
    for block in blocks:
        sorting.take(block)
    sorting.finish()
    if not sorting.found.texts:
        raise InputError("docx.no-headings", file=name)
    return sorting.found


class _Sorting:
    def __init__(self, programme: Programme, account: Account, *, by_style: bool) -> None:
        self.found = Sorted()
        self._programme = programme
        self._account = account
        self._by_style = by_style
        self._section: Section | None = None
        self._level = 0
        self._unknown = ""
        self._unknown_length = 0

    def take(self, block: Block) -> None:
        if isinstance(block, Grid):
            self._grid(block)
        elif block.text.strip():
            section, rest = self._heading(block)
            if section is not None:
                self._open(section, block.level)
                if rest:
                    self._line(Paragraph(rest))
            elif block.role == "title":
                self._title(block.text)
            elif block.role == "heading" and (self._section is None or block.level <= self._level):
                self._open_unknown(block)
            else:
                self._line(block)

    def finish(self) -> None:
        """Report what stood under the last heading if nobody knows it."""
        if self._unknown_length:
            code = "unknown-heading" if self._unknown else "before-headings"
            self._account.ignore(code, self._unknown, str(self._unknown_length))
        self._unknown, self._unknown_length = "", 0

    def _heading(self, block: Paragraph) -> tuple[Section | None, str]:
        """The section that BLOCK announces, and what follows the announcement in the same paragraph."""
        line = block.text.strip()
        if block.role == "heading":
            return self._programme.section_for(line), ""
        if self._by_style:
            return None, ""
        marked = _NUMBERED.match(line) or line.endswith(":")
        if len(line) <= _HEADING_LIMIT and (block.lead.strip() == line or (marked and block.role != "item")):
            return self._programme.section_for(line), ""
        lead = _LEAD.match(block.lead) if block.lead.strip() else None
        section = self._programme.section_for(lead[1]) if lead else None
        return (section, block.text[lead.end() :].strip()) if lead and section else (None, "")

    def _open(self, section: Section, level: int) -> None:
        self.finish()
        self._section, self._level = section, level
        self.found.texts.setdefault(section.key, [])

    def _open_unknown(self, block: Paragraph) -> None:
        self.finish()
        self._section, self._level = None, block.level
        self._unknown = block.text.strip()
        if not self.found.title and not self.found.texts:
            # The heading above everything else is the title of a document without a title style.
            self._title(block.text)
            self._unknown_length = 0
        else:
            self._unknown_length = len(self._unknown)

    def _title(self, text: str) -> None:
        if not self.found.title and comparable(text) not in _GENERIC:
            self.found.title = text

    def _line(self, block: Paragraph) -> None:
        text = block.text.strip()
        fact = labelled(text)
        if fact and self._counts(fact[0]):
            self.found.facts.append(fact)
        elif self._section is None and not self._is_title(block):
            self._unknown_length += len(text)
        if self._section is not None:
            if block.role == "item":
                self.found.items.setdefault(self._section.key, []).append(text)
                text = f"{BULLET}{text}"
            self.found.texts[self._section.key].append(text)

    def _is_title(self, block: Paragraph) -> bool:
        """Whether BLOCK is the bold line above everything else, which is then taken as the title."""
        text = block.text.strip()
        if self._unknown or self.found.texts or block.lead.strip() != text or len(text) > _TITLE_LIMIT:
            return False
        self._title(text)
        return self.found.title == text or comparable(text) in _GENERIC

    def _counts(self, fact: str) -> bool:
        """Whether a label means FACT where the reading stands; before all sections it always does."""
        return self._section is None or may_stand_under(fact, self._section.holds)

    def _grid(self, grid: Grid) -> None:
        header = grid.rows[0] if grid.rows else ()
        lines = []
        for row in grid.rows:
            cells = [cell.replace("\n", " ") for cell in row if cell.strip()]
            if not cells:
                continue
            fact = fact_for(row[0])
            if fact and self._counts(fact):
                self.found.rows.append((fact, header, row))
            elif self._section is None:
                self._form_row(row)
            lines.append((": " if len(cells) == _LABEL_AND_VALUE else " · ").join(cells))
        if lines and self._section is not None:
            self.found.texts[self._section.key].append("\n".join(lines))

    def _form_row(self, row: tuple[str, ...]) -> None:
        """A row outside all sections: of a form whose left column holds the headings, or unknown."""
        section = self._programme.section_for(row[0])
        if section:
            texts = [cell for cell in row[1:] if cell.strip()]
            self.found.texts.setdefault(section.key, []).extend(texts)
        else:
            self._account.ignore("unknown-row", row[0], " · ".join(cell for cell in row[1:] if cell.strip()))
