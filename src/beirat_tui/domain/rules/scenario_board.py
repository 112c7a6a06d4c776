"""The board of a scenario file: its members, and who else may be named."""

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
        names = fields.names(name)
        for person in dict.fromkeys(names):
            if person not in self.known:
                self.unknown(fields, name, person)
            if names.count(person) > 1:
                fields.error(name, "member-twice", value=person)
        return names

    def one(self, name: str, fields: Fields) -> str:
        """The one person under NAME."""
        person = fields.text(name)
        if person not in self.known:
            self.unknown(fields, name, person)
        return person

    def unknown(self, fields: Fields, name: str, person: str) -> None:
        """Note that PERSON is nobody of the board."""
        some = sorted(self.known)
        allowed = ", ".join(some if len(some) <= _FEW else [*some[:2], "…", some[-1]])
        fields.error(name, "unknown-member", value=person, allowed=allowed)


def board(top: Fields) -> Fields:
    """The table [board], empty if there is none."""
    return top.table("board") or Fields({}, "board", top.findings)


def seats(top: Fields) -> tuple[Seat, ...]:
    """The seats: so many alike, with chair and benches named, and those described one by one."""
    table = board(top)
    table.only(("members", "chair", "deputy_chair", "statutory_seats", "benches"))
    names = [f"M{number:02d}" for number in range(1, min(table.count("members"), MOST_MEMBERS) + 1)]
    benches: dict[str, str] = {}
    if groups := table.table("benches"):
        benches = {person: bench for bench in groups.data for person in groups.names(bench)}
    roles: dict[str, Role] = {table.text("deputy_chair", "M02"): "deputy_chair"}
    roles[table.text("chair", "M01")] = "chair"
    found = [Seat(name, role=roles.get(name, "member"), bench=benches.get(name, "")) for name in names]
    for fields in top.tables("member"):
        seat = _seat(fields)
        if any(seat.member == other.member for other in found):
            fields.error("id", "member-twice", value=seat.member)
        found.append(seat)
    if not found:
        table.error("members", "missing-key", allowed=f"1 … {MOST_MEMBERS}")
    return tuple(found)


def _seat(fields: Fields) -> Seat:
    """One member described by themselves."""
    fields.only(("id", "votes", "role", "bench", "entitled"))
    return Seat(
        fields.text("id"),
        fields.count("votes", 1),
        cast("Role", fields.word("role", get_args(Role), "member")),
        fields.flag("entitled", default=True),
        fields.text("bench"),
    )
