"""Private notes on sketches: kept in the private folder, never in the board file."""

from beirat_tui.domain.text import clean
from beirat_tui.services.session import Session

_NOTES = "notes"


def note(session: Session, sketch: str) -> str:
    """The person's own note on SKETCH; empty where there is none."""
    return str(session.home.private(session.id, _NOTES).get(sketch, ""))


def keep_note(session: Session, sketch: str, text: str) -> None:
    """Keep TEXT as the note on SKETCH; an empty text forgets it."""
    kept = session.home.private(session.id, _NOTES)
    cleaned = clean(text).strip()
    if cleaned:
        kept[sketch] = cleaned
    else:
        kept.pop(sketch, None)
    session.home.keep_private(session.id, _NOTES, kept)
