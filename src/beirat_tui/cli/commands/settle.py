"""`beirat settle`: what copies that merged left contradicting, and which side holds."""

from beirat_tui.cli.answers.settle import ConflictPart, ConflictsAnswer, SidePart
from beirat_tui.cli.framework import argument, command
from beirat_tui.cli.output import answer, say
from beirat_tui.cli.place import Place
from beirat_tui.cli.table import COMMANDS
from beirat_tui.domain.errors import InputError
from beirat_tui.services import conflicts, settling
from beirat_tui.services.conflict_views import Conflict
from beirat_tui.wording import N_, _
from beirat_tui.wording.conflicts import conflict_text
from beirat_tui.wording.format import moment
from beirat_tui.wording.sides import told_lines
from beirat_tui.wording.states import ROLES, word


@command(
    "settle",
    COMMANDS["settle"].about,
    more=[
        N_(
            "Without numbers: list what contradicts itself, because it was entered on two copies without "
            "knowledge of each other. With the number of a matter and of a side: that side holds; it is "
            "entered once more and takes the place of both."
        )
    ],
    examples=["beirat settle", "beirat settle 1 2"],
    answer="conflicts-v1",
)
@argument("number", N_("number of the matter"), type=int, required=False, metavar=N_("MATTER"))
@argument("side", N_("number of the side that holds"), type=int, required=False, metavar=N_("SIDE"))
def settle(place: Place, *, number: int | None, side: int | None) -> None:
    """List, or settle."""
    with place.session() as session:
        found = conflicts.conflicts(session)
        if number is not None:
            if side is None:
                raise InputError("settle.no-such", number=number, side=0)
            settling.settle(session, *settling.pick(found, number, side))
            found = conflicts.conflicts(session)
    if place.json:
        answer(ConflictsAnswer(conflicts=tuple(_part(n, each) for n, each in enumerate(found, 1))))
        return
    if number is not None:
        say(_("Matter {number} is settled.").format(number=number))
        return
    for n, each in enumerate(found, 1):
        _say_conflict(n, each)
    if not found:
        say(_("Nothing contradicts itself."))


def _say_conflict(number: int, found: Conflict) -> None:
    text = conflict_text(found.code, found.about, mine=found.mine)
    say(f"{number}  {text.what}")
    for n, side in enumerate(found.sides, 1):
        say(f"   {n}  {side.author_label} {side.author_name}, {moment(side.at)}")
        others = [each.told for each in found.sides if each is not side]
        for label, value in told_lines(side.told, others):
            say(f"      {label}: {value}".replace("\n", "\n        "))
    say(f"   {text.do}")
    if not found.mine:
        roles = ", ".join(word(ROLES, role) for role in found.settled_by)
        say("   " + _("Settled by: {roles}").format(roles=roles))


def _part(number: int, found: Conflict) -> ConflictPart:
    sides = [
        SidePart(
            side=n,
            entry=side.record,
            label=side.author_label,
            name=side.author_name,
            at=side.at.isoformat(),
            says=dict(side.told),
        )
        for n, side in enumerate(found.sides, 1)
    ]
    return ConflictPart(
        number=number,
        code=found.code,
        about=found.about,
        settled_by=tuple(found.settled_by),
        mine=found.mine,
        sides=tuple(sides),
    )
