"""What other programs did to the board file, told calmly: nothing is lost."""

from collections.abc import Sequence
from pathlib import Path

from beirat_tui.domain.text import clean_line
from beirat_tui.wording.catalogue import _, ngettext


def happened(what: str, records: int, path: Path | None = None) -> str:
    """Say WHAT happened (see `store.replaced`); so many RECORDS came over, or the old file is at PATH."""
    if what == "set-aside":
        return _(
            "Another program put something else in place of the board file. Your board lies in {path} now, "
            "with all that was saved: please open that file from now on."
        ).format(path=clean_line(str(path)))
    if what == "restored":
        return _(
            "The board file was gone from its place, moved or deleted by another program. It was put back; "
            "nothing is lost."
        )
    if what == "unreadable":
        return _(
            "Another program put another copy in place of the board file, and the old one cannot be read any "
            "more. What you signed yourself came back from your own folder."
        )
    text = _(
        "Another program put another copy in place of the board file. Both were merged; nothing is lost."
    )
    if not records:
        return text
    more = ngettext("{number} entry came over.", "{number} entries came over.", records)
    return f"{text} {more.format(number=records)}"


def beside(names: Sequence[str]) -> str:
    """Say that copies called NAMES lie beside the board file and hold more."""
    text = ngettext(
        "Beside the board file lies another copy with something new in it: {names}.",
        "Beside the board file lie other copies with something new in them: {names}.",
        len(names),
    )
    return text.format(names=", ".join(names))
