"""What was derived from one state of a board file, kept until the file changes.

Screens ask for counts, pages and places again and again while somebody scrolls or types; what takes more than
a few milliseconds is derived once.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from beirat_tui.services.session import Session
from beirat_tui.store.board_file import BoardFile, Reading

MOST: Final = 8
"""Things kept for one file."""
T = TypeVar("T")


@dataclass(slots=True)
class _State:
    revision: int = 0
    found: dict[Hashable, Any] = field(default_factory=dict)


_states: "WeakKeyDictionary[BoardFile, _State]" = WeakKeyDictionary()


def keep(session: Session, name: Hashable, derive: Callable[[Reading], T]) -> T:
    """What DERIVE gives for the file as it is now; NAME tells it from other things kept."""
    # Asked before reading: if the file changes in between, what is kept is newer than its mark, never older.
    revision = session.revision()
    state = _states.setdefault(session.board, _State())
    if state.revision != revision:
        state.revision, state.found = revision, {}
    found = state.found
    if name in found:
        # The longest unused goes first; a thread that finds it taken out just now derives it again.
        known: T | None = found.pop(name, None)
        if known is not None:
            found[name] = known
            return known
    with session.reading() as reading:
        derived = derive(reading)
    while len(found) >= MOST:
        found.pop(next(iter(found)), None)
    found[name] = derived
    return derived
