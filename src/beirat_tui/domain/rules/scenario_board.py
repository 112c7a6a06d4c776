"""The board of a scenario file: its members, and who else may be named."""

import dataclasses
from collections import Counter
from typing import cast, get_args

from beirat_tui.domain.rules.fields import Fields
from beirat_tui.domain.tally.case import Role, Seat

MOST_MEMBERS = 1_000
_FEW = 6


class People:
    """Who may be named: members, and the deputies that the file names."""

    def __init__(self, top: Fields, known: set[str]) -> None:
        self.top = top
        self.known = known

    def checked(self, name: str, fields: Fields | None = None) -> tuple[str, ...]:
        """The names under NAME, each noted if nobody is called so or if it stands there twice."""
        fields = fields or self.top
        groups = fields.groups(name)
        names = tuple(person for group in groups for person in group)
        for group in groups:
            strangers = [person for person in group if person not in self.known]
            if strangers:
                first, last = strangers[0], strangers[-1]
                self.unknown(fields, name, first if first == last else f"{first} … {last}")
        for person, times in Counter(names).items():
            if times > 1:
                fields.error(name, "member-twice", value=person)
        return names

    def one(self, name: str, fields: Fields) -> str:
        """The one person under NAME."""
        person = fields.text(name)
        if person not in self.known:
            self.unknown(fields, name, person)
        return person

    def unknown(self, fields: Fields, name: str, person: str) -> None:
        """Note that PERSON is nobody of the board; where there is no board, that is said already."""
        some = sorted(self.known, key=lambda known: (len(known), known))
        allowed = ", ".join(some if len(some) <= _FEW else [*some[:2], "…", some[-1]])
        if some:
            fields.error(name, "unknown-member", value=person, allowed=allowed)


def board(top: Fields) -> Fields:
    """The table [board], empty if there is none."""
    return top.table("board") or Fields({}, "board", top.findings)


def seats(top: Fields) -> tuple[Seat, ...]:
    """The seats: so many alike, with chair and benches named, and those described one by one."""
    table = board(top)
    table.only(("members", "chair", "deputy_chair", "statutory_seats", "benches"))
    described = top.tables("member")
    names = [f"M{number:02d}" for number in range(1, _how_many(table, described) + 1)]
    found = {name: Seat(name) for name in names}
    for fields in described:
        seat = _seat(fields)
        if seat.member in found:
            fields.error("id", "member-twice", value=seat.member)
        found[seat.member] = seat
    people = People(top, set(found))
    _offices(table, people, found, described)
    _benches(table, people, found)
    return tuple(found.values())


def _how_many(table: Fields, described: list[Fields]) -> int:
    """How many members are only numbered."""
    number = table.data.get("members")
    if number is None:
        if not described:
            table.error("members", "missing-key", allowed=f"1 … {MOST_MEMBERS}")
        return 0
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= MOST_MEMBERS:
        table.wrong("members", f"1 … {MOST_MEMBERS}")
        return 0
    return number


def _offices(table: Fields, people: People, found: dict[str, Seat], described: list[Fields]) -> None:
    """Chair and deputy chair: as described, else as [board] names them, else M01 and M02."""
    offices: tuple[tuple[Role, str], ...] = (("deputy_chair", "M02"), ("chair", "M01"))
    for role, usual in offices:
        holders = [each for each in described if each.data.get("role") == role]
        for each in holders[1:] or (holders if role in table.data else []):
            each.error("role", "office-twice", value=role)
        name = table.text(role, "" if holders else usual)
        if role in table.data and name and name not in found:
            people.unknown(table, role, name)
        if name in found:
            found[name] = dataclasses.replace(found[name], role=role)


def _benches(table: Fields, people: People, found: dict[str, Seat]) -> None:
    """Give the members the benches that [board.benches] lists them under, each one bench."""
    groups = table.table("benches")
    for bench in groups.data if groups else ():
        for name in people.checked(bench, groups):
            if name in found and found[name].bench and groups is not None:
                groups.error(bench, "member-twice", value=name)
            elif name in found:
                found[name] = dataclasses.replace(found[name], bench=bench)


def _seat(fields: Fields) -> Seat:
    """One member described by themselves."""
    fields.only(("id", "votes", "role", "bench", "entitled"))
    name = fields.text("id")
    if not name:
        fields.error("id", "missing-key", allowed='"…"')
    return Seat(
        name,
        fields.count("votes", 1),
        cast("Role", fields.word("role", get_args(Role), "member")),
        fields.flag("entitled", default=True),
        fields.text("bench"),
    )
