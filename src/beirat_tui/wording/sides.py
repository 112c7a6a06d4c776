"""Two contradicting entries in words: only in what they differ."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from typing import Final

from beirat_tui.domain.text import clean_line
from beirat_tui.wording.catalogue import N_, _
from beirat_tui.wording.format import amount, date
from beirat_tui.wording.states import CHOICES, ROLES, sign, word

Told = str | int | bool | None | tuple[str, ...]
FIELDS: Final[Mapping[str, str]] = {
    "active": N_("sits on the board"),
    "amount_cents": N_("Amount"),
    "bench": N_("Group"),
    "cancelled": N_("cancelled"),
    "choice": N_("Choice"),
    "closed": N_("closed at"),
    "day": N_("Day"),
    "deputies": N_("Deputies"),
    "due": N_("due on"),
    "email": N_("Mail"),
    "end": N_("End"),
    "entitled": N_("may vote"),
    "excused": N_("excused"),
    "fields": N_("Fields of action"),
    "grant_cents": N_("Grant"),
    "granted": N_("Decision"),
    "holder": N_("holds the proxy"),
    "invited_all": N_("everybody was invited"),
    "label": N_("Label"),
    "met": N_("fulfilled"),
    "months": N_("Months"),
    "name": N_("Name"),
    "note": N_("Note"),
    "notice": N_("with the notice of a second meeting"),
    "number": N_("Number"),
    "opened": N_("opened at"),
    "organisation": N_("Organisation"),
    "own_share_cents": N_("Own share"),
    "partners": N_("Partners"),
    "place": N_("Place"),
    "reason": N_("Reason"),
    "reasons": N_("Reasons"),
    "received": N_("Received"),
    "remark": N_("Remark"),
    "role": N_("Role"),
    "sections": N_("Sections"),
    "self_supporting": N_("supports itself"),
    "short_description": N_("Short description"),
    "since": N_("since"),
    "sketches": N_("Agenda"),
    "spans": N_("was there"),
    "start": N_("Start"),
    "state": N_("State"),
    "text": N_("Text"),
    "third_party_cents": N_("Third-party funds"),
    "time": N_("Time"),
    "title": N_("Title"),
    "toml": N_("Text"),
    "total_cents": N_("Total"),
    "until": N_("until"),
    "votes": N_("Votes"),
}
WORDS: Final[Mapping[tuple[str, str], str]] = {
    ("granted", "yes"): N_("granted"),
    ("granted", "no"): N_("refused"),
    ("granted", "partly"): N_("granted in part"),
    ("state", "open"): N_("open"),
    ("state", "met"): N_("fulfilled"),
    ("state", "waived"): N_("waived"),
    ("self_supporting", "yes"): N_("yes"),
    ("self_supporting", "no"): N_("no"),
    ("self_supporting", "unknown"): N_("not known"),
}
MOST_LINES: Final = 12
_LONG: Final = 200


def differing(sides: Sequence[Mapping[str, Told]]) -> list[str]:
    """The fields in which SIDES differ, in the order of the first that has them."""
    names = list(dict.fromkeys(name for side in sides for name in side))
    return [name for name in names if len({repr(side.get(name)) for side in sides}) > 1]


def told_lines(side: Mapping[str, Told], others: Sequence[Mapping[str, Told]]) -> Iterator[tuple[str, str]]:
    """Label and value of every field in which SIDE differs from one of OTHERS."""
    for name in differing([side, *others]):
        value = side.get(name)
        other = next((each.get(name) for each in others if each.get(name) != value), None)
        label = _(FIELDS[name]) if name in FIELDS else clean_line(name)
        yield label, value_text(name, value, other)


def value_text(name: str, value: Told, other: Told = None) -> str:
    """VALUE of the field NAME in words; of a long text only what differs from OTHER."""
    if value is None or value in ("", ()):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return amount(value) if name.endswith("_cents") else str(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    if len(value) > _LONG and isinstance(other, str):
        return _difference(value, other)
    return _text(name, value)


def _text(name: str, value: str) -> str:
    if (name, value) in WORDS:
        return _(WORDS[name, value])
    if name == "choice" and value in CHOICES:
        return str(sign(CHOICES, value))
    if name == "role" and value in ROLES:
        return word(ROLES, value)
    try:
        return date(dt.date.fromisoformat(value))
    except ValueError:
        return value


def _difference(value: str, other: str) -> str:
    """The lines that only VALUE has, and not OTHER."""
    lines = unified_diff(other.splitlines(), value.splitlines(), n=0, lineterm="")
    added = [line[1:].strip() for line in lines if line.startswith("+") and not line.startswith("+++")]
    shown = [line for line in added if line]
    if not shown:
        return _("(lines of the other one are missing)")
    return "\n".join([*shown[:MOST_LINES], *(["…"] if len(shown) > MOST_LINES else [])])
