"""What one of several contradicting entries says, with names in place of ids."""

from collections.abc import Mapping

import msgspec

from beirat_tui.domain.text import clean
from beirat_tui.log.record import Record
from beirat_tui.services.conflict_views import Told
from beirat_tui.services.people import label_of
from beirat_tui.store.board_file import Reading
from beirat_tui.store.queue import titles

_MEMBERS = frozenset({"deputies", "holder", "member", "voter"})
_SKETCHES = frozenset({"sketch", "sketches"})
_CONTENT = frozenset({"outcome", "frontier", "ballots", "attendance"})
"""Of a closing; its outcome is shown in words of its own."""


def told(reading: Reading, record: Record) -> Mapping[str, Told]:
    """Field by field what RECORD says, body and texts; every text is clean."""
    body = {} if record.body is None else msgspec.to_builtins(record.body)
    both = {**body, **reading.texts(record)}
    return {name: _value(reading, name, each) for name, each in both.items() if name not in _CONTENT}


def _value(reading: Reading, name: str, value: object) -> Told:
    if isinstance(value, bool | int) or value is None:
        return value
    if isinstance(value, str):
        return _named(reading, name, value)
    if isinstance(value, list):
        return tuple(_line(reading, name, each) for each in value)
    if isinstance(value, dict):
        return tuple(f"{clean(str(key))}: {clean(str(each))}" for key, each in value.items())
    return clean(str(value))


def _line(reading: Reading, name: str, value: object) -> str:
    if isinstance(value, str):
        return _named(reading, name, value)
    if isinstance(value, list):
        # A span of time; the last one may be open.
        return "–".join("" if each is None else clean(str(each)) for each in value)
    return clean(str(value))


def _named(reading: Reading, name: str, value: str) -> str:
    if name in _MEMBERS:
        return label_of(reading.view, value)
    if name in _SKETCHES:
        number, title = titles(reading.connection, [value]).get(value, (value[:8], ""))
        return f"{number} {title}".strip()
    return clean(value)
