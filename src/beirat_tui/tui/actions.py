"""Every action that a key can start: bindings, footer, help and command palette all read one table.

A key is named once (`action_table`), with an id by which settings can give it another. Labels are message
ids and are translated when they are shown. Knows no screen.
"""

from enum import IntEnum
from functools import cache
from typing import NamedTuple

from textual.binding import Binding

from beirat_tui.wording import N_, _

OFFICE = frozenset({"office"})
CHAIR = frozenset({"chair"})
LEADING = OFFICE | CHAIR
"""Who runs meetings and votes."""


class Area(IntEnum):
    """The part of the program a key belongs to, in the order of the help screen."""

    MOVE = 0
    READ = 1
    VOTE = 2
    OFFICE = 3
    VIEWS = 4
    DIALOG = 5
    PROGRAM = 6


AREAS = {
    Area.MOVE: N_("Moving about"),
    Area.READ: N_("Reading"),
    Area.VOTE: N_("Voting"),
    Area.OFFICE: N_("Office and chair"),
    Area.VIEWS: N_("Views"),
    Area.DIALOG: N_("In a dialog"),
    Area.PROGRAM: N_("Program"),
}


class Action(NamedTuple):
    """One thing that a key does.

    Attributes:
        id: dotted name by which the key can be remapped.
        keys: Textual's names of the keys, separated by commas.
        method: the action method, without ``action_``.
        label: one or two words for the footer.
        tip: one sentence for help and palette.
        rank: place in the footer, small first; 0 keeps it out of the footer.
        shown: what the footer calls the keys where their names would be too long.
        roles: who has this key; empty for everybody.
    """

    id: str
    keys: str
    method: str
    label: str
    tip: str
    area: Area
    rank: int = 0
    shown: str = ""
    roles: frozenset[str] = frozenset()


@cache
def actions() -> dict[str, Action]:
    """Return every action by its id."""
    from beirat_tui.tui import (  # noqa: PLC0415  (made of this module's values)
        action_table,
        office_table,
        procedure_table,
        view_table,
    )

    tables = (action_table.TABLE, office_table.TABLE, view_table.TABLE, procedure_table.TABLE)
    return {action.id: action for table in tables for action in table}


@cache
def roles_needed() -> dict[str, frozenset[str]]:
    """Return, for the methods that not everybody has, the roles of which one is needed."""
    return {action.method.partition("(")[0]: action.roles for action in actions().values() if action.roles}


def bindings(*ids: str) -> list[Binding]:
    """Return Textual's bindings of the actions named, for a ``BINDINGS`` list."""
    table = actions()
    return [
        Binding(
            found.keys,
            found.method,
            found.label,
            show=found.rank > 0,
            key_display=found.shown or None,
            id=found.id,
        )
        for found in (table[name] for name in ids)
    ]


_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}


def key_letter(key: str) -> str | None:
    """Return the character that KEY types; None for keys that type none."""
    if len(key) == 1:
        return key
    named = _NAMES.get(key)
    return named if named is not None and named.isascii() else None


def key_name(key: str) -> str:
    """Return what users call KEY, Textual's name of it."""
    named = {
        "enter": _("Enter"),
        "escape": _("Esc"),
        "space": _("Space"),
        "tab": _("Tab"),
        "pageup": _("PgUp"),
        "pagedown": _("PgDn"),
        "home": _("Home"),
        "end": _("End"),
        "backspace": _("Backspace"),
        "delete": _("Del"),
    }
    parts = key.split("+")
    if len(parts) > 1:
        modifiers = {"ctrl": _("Ctrl"), "shift": _("Shift"), "alt": "Alt"}
        return "+".join(
            [*(modifiers.get(part, part) for part in parts[:-1]), key_name(parts[-1]).capitalize()]
        )
    return named.get(key) or _NAMES.get(key) or (key.upper() if len(key) > 1 else key)
