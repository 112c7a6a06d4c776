"""`beirat round hand`, `received` and `count`: what the office enters of the votes of others."""

import datetime as dt

from beirat_tui.cli.arguments import member_argument, sketch_argument
from beirat_tui.cli.choosing import find_round
from beirat_tui.cli.commands.rounds import round_
from beirat_tui.cli.framework import argument, command, option
from beirat_tui.cli.output import told
from beirat_tui.cli.place import Place
from beirat_tui.cli.words import CHOICE, DAY
from beirat_tui.domain.errors import InputError
from beirat_tui.log.rounds import CountState
from beirat_tui.services import closing as closings
from beirat_tui.services import roster, rounds
from beirat_tui.wording import N_, _
from beirat_tui.wording.format import date
from beirat_tui.wording.states import COUNT_STATES, word

__all__ = ["count_told", "round_"]
_FIGURES = 4


@command(
    "hand",
    N_("Record a member's vote by hand; their own vote comes first."),
    examples=['beirat round hand 2026-07 M03 yes --reason "by telephone"'],
    group=round_,
    answer="done-v1",
)
@sketch_argument
@member_argument
@argument("choice", N_("the choice"), type=CHOICE)
@option("--reason", default="", metavar=N_("TEXT"), help=N_("how the vote reached the office"))
def hand(place: Place, *, sketch: str, member: str, choice: str, reason: str) -> None:
    """Record a vote by hand."""
    with place.session() as session:
        found = roster.find(session, member)
        closings.record_by_hand(session, find_round(session, sketch), found.member, choice, reason=reason)
    told(place, _("The vote of {label} {name} has been recorded.").format(label=found.label, name=found.name))


@command(
    "received",
    N_("Note on which day the vote of a member in a written vote reached the office."),
    more=[
        N_("A vote that nothing is noted of is in time. What a late one counts for the rules say."),
        N_("Another day replaces what was noted before, as long as the vote is open."),
    ],
    examples=[
        "beirat round received 2026-08 M03 --day 2026-04-16",
        'beirat round received 2026-08 M03 --late --reason "after 12:00"',
    ],
    group=round_,
    answer="done-v1",
)
@sketch_argument
@member_argument
@option("--day", type=DAY, metavar=N_("DAY"), help=N_("the day it arrived; otherwise today"))
@option("--late", is_flag=True, help=N_("it came too late whatever the day"))
@option("--reason", default="", metavar=N_("TEXT"), help=N_("how this is known"))
def received(place: Place, *, sketch: str, member: str, day: dt.date | None, late: bool, reason: str) -> None:
    """Note the arrival of a vote."""
    arrived = day or dt.datetime.now().astimezone().date()
    with place.session() as session:
        found, round_id = roster.find(session, member), find_round(session, sketch)
        closings.note_receipt(session, round_id, found.member, day=arrived, late=late, reason=reason)
        deadline = rounds.round_view(session, round_id).deadline
    text = (
        _("Noted: the vote of {label} {name} arrived on {day}, too late.")
        if late or (deadline is not None and arrived > deadline)
        else _("Noted: the vote of {label} {name} arrived on {day}.")
    )
    told(place, text.format(label=found.label, name=found.name, day=date(arrived)))


@command(
    "count",
    N_("Enter the numbers of a vote by papers or raised hands; two entries must agree."),
    more=[N_("Where they differ, count again: the entry that agrees with an earlier one settles it.")],
    examples=["beirat round count 2026-07 --yes 11 --no 4 --abstain 1"],
    group=round_,
    answer="done-v1",
)
@sketch_argument
@option("--yes", type=int, default=0, metavar=N_("NUMBER"), help=N_("votes for the motion"))
@option("--no", type=int, default=0, metavar=N_("NUMBER"), help=N_("votes against it"))
@option("--abstain", type=int, default=0, metavar=N_("NUMBER"), help=N_("abstentions"))
@option("--invalid", type=int, default=0, metavar=N_("NUMBER"), help=N_("invalid votes"))
@option(
    "--bench",
    multiple=True,
    metavar=N_("BENCH=YES,NO,ABSTAINED"),
    help=N_("the numbers of one bench, where the rules count benches apart"),
)
def count(
    place: Place, *, sketch: str, yes: int, no: int, abstain: int, invalid: int, bench: tuple[str, ...]
) -> None:
    """Enter a count."""
    with place.session() as session:
        round_id = find_round(session, sketch)
        benches = dict(_bench(each) for each in bench)
        if not benches and not yes + no + abstain + invalid:
            raise InputError("cli.no-numbers")
        state = closings.count_vote(
            session, round_id, yes=yes, no=no, abstain=abstain, invalid=invalid, benches=benches
        )
    count_told(place, state)


def _bench(typed: str) -> tuple[str, tuple[int, int, int, int]]:
    """A bench with yes, no, abstained and invalid votes."""
    name, _separator, figures = typed.rpartition("=")
    numbers = [each.strip() for each in figures.split(",")]
    if not name or not 1 < len(numbers) <= _FIGURES or not all(each.isdecimal() for each in numbers):
        raise InputError("cli.bench-numbers", typed=typed[:60])
    yes, no, abstain, invalid = (*map(int, numbers), 0, 0)[:_FIGURES]
    return name, (yes, no, abstain, invalid)


def count_told(place: Place, state: CountState) -> None:
    """Say how far a count is with the entry just made."""
    told(place, word(COUNT_STATES, state))
