"""For whom a person may vote in a running round: as a named deputy, or as the holder of a proxy."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.rounds import BallotCast
from beirat_tui.log.closing import RoundState
from beirat_tui.services.people import places
from beirat_tui.services.rounds import conclusion_of

if TYPE_CHECKING:
    from beirat_tui.log.bodies.rounds import Seat
    from beirat_tui.log.rounds import RoundFacts
    from beirat_tui.services.session import Session


@dataclass(frozen=True, slots=True)
class Represented:
    """A member for whom the person may vote.

    Attributes:
        member: the member's id.
        choice: how the person voted for them so far; None if they did not.
        voted: the member has voted themselves, and that vote comes first.
    """

    member: str
    label: str
    name: str
    choice: str | None
    voted: bool


def represented(session: "Session", round_id: str) -> tuple[Represented, ...]:
    """The members for whom the person may vote in the round, as the rules pinned at its opening allow.

    Nobody, where the vote is closed or secret, or where the person has a conflict of interest.

    Raises:
        InputError: ``round.unknown``.
    """
    me = session.person.member
    if me is None or "member" not in session.person.roles:
        return ()
    with session.reading() as reading:
        conclusion = conclusion_of(reading, round_id)
        facts = conclusion.facts
        rules = rules_in(reading.ledger)(facts.opening.rules)
        if conclusion.state != RoundState.OPEN or facts.opening.secrecy == "secret":
            return ()
        if rules is None or me in facts.recused:
            return ()
        roster = places(reading)
        named = [
            seat
            for seat in facts.opening.electorate
            if (rules.deputies.allowed != "none" and me in seat.deputies)
            or (rules.deputies.proxies and seat.proxy == me)
        ]
        return tuple(
            Represented(
                seat.member,
                roster[seat.member].label if seat.member in roster else seat.member,
                roster[seat.member].name if seat.member in roster else "",
                _choice(facts, seat.member),
                (seat.member, "own") in facts.ballots,
            )
            for seat in named
            if _counts(facts, seat)
        )


def _counts(facts: "RoundFacts", seat: "Seat") -> bool:
    return seat.entitled and seat.votes > 0 and seat.member not in facts.recused


def _choice(facts: "RoundFacts", member: str) -> str | None:
    ballot = facts.ballots.get((member, "deputy"))
    return ballot.body.choice if ballot is not None and isinstance(ballot.body, BallotCast) else None
