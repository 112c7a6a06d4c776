"""What changed between two versions of a sketch: the old words and the new ones, section by section."""

import re
from difflib import SequenceMatcher

from beirat_tui.services.reading_views import Change
from beirat_tui.tui.widgets.cells import wrapped
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.tui.widgets.spans import Span
from beirat_tui.wording import _

MOST_WORDS = 4000
"""Longer sections are shown whole, old and new: comparing them word by word would take too long."""

_WORD = re.compile(r"\s+")


def difference_sheet(changes: list[Change], width: int) -> Sheet:
    """Return CHANGES for lines of WIDTH cells: − before what is gone, + before what is new."""
    sheet = Sheet(width)
    if not changes:
        sheet.paragraph(_("The two versions say the same."), "dim")
    for change in changes:
        sheet.heading(change.title)
        old, new = _WORD.split(change.old.strip()), _WORD.split(change.new.strip())
        if not change.old.strip():
            _block(sheet, "+", [(word, "good") for word in new], "good")
        elif not change.new.strip():
            _block(sheet, "−", [(word, "bad") for word in old], "bad")
        else:
            gone, come = _marked(old, new)
            _block(sheet, "−", gone, "bad")
            _block(sheet, "+", come, "good")
    return sheet


def _marked(old: list[str], new: list[str]) -> tuple[list[Span], list[Span]]:
    if len(old) + len(new) > MOST_WORDS:
        return [(word, "") for word in old], [(word, "") for word in new]
    gone: list[Span] = []
    come: list[Span] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = kind == "equal"
        gone += [(word, "" if same else "bad") for word in old[a:b]]
        come += [(word, "" if same else "good") for word in new[c:d]]
    return gone, come


def _block(sheet: Sheet, mark: str, words: list[Span], tone: str) -> None:
    # Wrapped as plain words; each keeps its tone, and changed ones stand between brackets as well.
    shown: list[Span] = []
    for number, (word, style) in enumerate(words):
        starts = style and (number == 0 or words[number - 1][1] != style)
        ends = style and (number + 1 == len(words) or words[number + 1][1] != style)
        shown.append((f"{'[' if starts else ''}{word}{']' if ends else ''}", style))
    at = 0
    for line in wrapped(" ".join(word for word, _style in shown), max(8, sheet.width - 2)):
        count = len(line.split(" "))
        spans: list[Span] = [(f"{mark} ", tone)]
        for word, style in shown[at : at + count]:
            spans += [(word, style), (" ", "")]
        sheet.lines.append(tuple(spans))
        at += count
