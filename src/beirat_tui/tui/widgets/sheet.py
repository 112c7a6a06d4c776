"""Builds the lines of a page: headings, wrapped paragraphs, pairs of label and value, bars.

Pure values: knows the width, not the widget. Anchors mark the headings that a table of contents names.
"""

from fractions import Fraction

from rich.cells import cell_len

from beirat_tui.tui.widgets.cells import fitted, wrapped
from beirat_tui.tui.widgets.spans import Line, Span


class Sheet:
    """A page in the making; ``lines`` is what is drawn, ``anchors`` are (line, title) of its headings."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[Line] = []
        self.anchors: list[tuple[int, str]] = []

    def blank(self) -> "Sheet":
        """Add an empty line, unless there is one already or nothing above it."""
        if self.lines and self.lines[-1]:
            self.lines.append(())
        return self

    def line(self, *spans: Span) -> "Sheet":
        """Add one line as it is; what is wider than the page is wrapped."""
        if sum(cell_len(text) for text, _style in spans) <= self.width:
            self.lines.append(spans)
        else:
            self._flow(spans)
        return self

    def parts(self, *spans: Span) -> "Sheet":
        """Add SPANS with dots between them, broken between two of them where one line is too short."""
        row: list[Span] = []
        used = 0
        for text, style in spans:
            size = cell_len(text)
            if row and used + 3 + size > self.width:
                self.line(*row)
                row, used = [], 0
            if row:
                row.append((" · ", "dim"))
                used += 3
            row.append((text, style))
            used += size
        return self.line(*row) if row else self

    def heading(self, text: str, *, anchor: bool = True) -> "Sheet":
        """Add a heading with air above it; ANCHOR lists it in the table of contents."""
        self.blank()
        if anchor:
            self.anchors.append((len(self.lines), text))
        return self.paragraph(text, "head")

    def paragraph(self, text: str, style: str = "", indent: int = 0) -> "Sheet":
        """Add TEXT, wrapped; line breaks in it stay."""
        margin = " " * indent
        for part in text.split("\n"):
            part = part.rstrip()  # noqa: PLW2901  (the same paragraph without its tail)
            if not part:
                self.blank()
                continue
            for piece in wrapped(part, max(8, self.width - indent)):
                self.lines.append(((margin + piece, style),))
        return self

    def item(self, mark: Span, text: str, style: str = "") -> "Sheet":
        """Add TEXT wrapped behind a MARK in front of its first line."""
        size = cell_len(mark[0]) + 1
        for number, piece in enumerate(wrapped(" ".join(text.split()), max(8, self.width - size))):
            self.lines.append(((mark if number == 0 else (" " * (size - 1), "")), (f" {piece}", style)))
        return self

    def pair(self, label: str, value: str, style: str = "", label_width: int = 18) -> "Sheet":
        """Add LABEL dimmed and VALUE beside it, wrapped in its own column."""
        label_width = min(label_width, self.width // 2)
        for number, piece in enumerate(wrapped(value, max(8, self.width - label_width - 1))):
            left = fitted(label if number == 0 else "", label_width)
            self.lines.append(((f"{left} ", "dim"), (piece, style)))
        return self

    def join(self, other: "Sheet") -> "Sheet":
        """Add the lines and anchors of OTHER, made for the same width."""
        start = len(self.lines)
        self.lines.extend(other.lines)
        self.anchors.extend((start + line, title) for line, title in other.anchors)
        return self

    def _flow(self, spans: Line) -> None:
        # Break between words, never inside one that fits a line, keeping each word's style.
        words = [(word, style) for text, style in spans for word in text.split(" ") if word]
        row: list[Span] = []
        used = 0
        for word, style in words:
            size = cell_len(word)
            if used and used + 1 + size > self.width:
                self.lines.append(tuple(row))
                row, used = [], 0
            if used:
                row.append((" ", style))
                used += 1
            row.append((fitted(word, min(size, self.width)), style))
            used += size
        if row:
            self.lines.append(tuple(row))


def bar(share: Fraction, width: int) -> tuple[Span, Span]:
    """Return a bar of WIDTH cells of which SHARE is full; a share above one is a full bar."""
    full = min(width, max(0, round(share * width)))
    return ("█" * full, "good"), ("░" * (width - full), "line")
