"""What follows a vote that decided nothing, as the rules say: the next ballot on the same motion.

The rules give the step (`Outcome.next_step`); this says where it can be done now, and opens the round that
carries the history on.
"""

import datetime as dt
from dataclasses import dataclass, replace

from beirat_tui.domain.errors import Refused
from beirat_tui.domain.tally.outcome import Outcome
from beirat_tui.services.elections import open_election
from beirat_tui.services.meeting_views import MeetingState, MeetingView
from beirat_tui.services.meetings import meetings, set_agenda
from beirat_tui.services.round_view import view_round
from beirat_tui.services.round_views import RoundState, RoundView
from beirat_tui.services.rounds import open_round, opening_of
from beirat_tui.services.session import Session
from beirat_tui.store.rounds import election_ids, round_ids

FOLLOWED = frozenset({"repeat_vote", "invite_again", "put_on_agenda"})
"""Steps after which the board votes again on the same motion."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the board should do next about a vote.

    Attributes:
        found: the vote.
        step: the step, a code of the tally.
        meeting: the meeting in which it can be done, the open one first; None where none is called.
        on_agenda: whether the sketch stands on that meeting's agenda.
        secret: whether the next ballot has to be secret, as this one or because it should have been.
        days: how long a written vote ran, for one that is repeated in writing; else 0.
    """

    found: RoundView
    step: str
    meeting: MeetingView | None
    on_agenda: bool
    secret: bool
    days: int = 0

    @property
    def ballot(self) -> int:
        """Which ballot on the motion the next one is."""
        outcome = self.found.outcome
        held = outcome is not None and outcome.result == "repeat"
        return self.found.ballot + held


def proposal(session: Session, round_id: str) -> Proposal | None:
    """What the rules propose after the vote; None where nothing follows, or something has followed already.

    Raises:
        InputError: ``round.unknown``.
    """
    with session.board.reading() as reading:
        opening = opening_of(reading, round_id)
        found = view_round(reading, session, opening)
        latest = _latest(session, found) == round_id
    outcome = found.outcome
    if not latest or outcome is None or outcome.derived.next_step not in FOLLOWED:
        return None
    step = outcome.derived.next_step
    meeting = _meeting(session, found, step)
    on_agenda = meeting is not None and any(item.sketch == found.sketch for item in meeting.agenda)
    days = 0
    if found.deadline is not None and step == "repeat_vote":
        days = max(1, (found.deadline - found.opened_at.date()).days)
    return Proposal(found, step, meeting, on_agenda, _secret(found, outcome.derived), days)


def _latest(session: Session, found: RoundView) -> str | None:
    """The last round on the same subject that was not broken off."""
    with session.board.reading() as reading:
        names = round_ids(reading, found.sketch) if found.sketch else election_ids(reading)
        views = [view_round(reading, session, opening_of(reading, name)) for name in names]
    same = [view for view in views if view.title == found.title or found.sketch]
    standing = [view.id for view in same if view.state != RoundState.ABORTED]
    return standing[-1] if standing else None


def _secret(found: RoundView, outcome: Outcome) -> bool:
    """The form of the next ballot: what was wrong with the form of this one is put right."""
    if outcome.reason in {"secrecy.due", "election.papers-due"}:
        return True
    return found.secrecy == "secret" and outcome.reason != "secrecy.forbidden"


def _meeting(session: Session, found: RoundView, step: str) -> MeetingView | None:
    """Where it can be done: after a missed quorum the meeting called for it, else the open or next one."""
    known = [each for each in meetings(session) if each.state in {MeetingState.OPEN, MeetingState.PLANNED}]
    if step == "invite_again":
        known = [each for each in known if each.id != found.meeting]
        known.sort(key=lambda each: each.second_of != found.meeting)
        second = [each for each in known if each.second_of == found.meeting]
        return second[0] if second else None
    if step == "repeat_vote" and found.procedure == "circulation":
        return None
    known.sort(
        key=lambda each: (each.state != MeetingState.OPEN, each.id != found.meeting, each.day, each.time)
    )
    return known[0] if known else None


def open_next(
    session: Session,
    proposed: Proposal,
    *,
    meeting: str | None = None,
    deadline: dt.date | None = None,
    begun: dt.date | None = None,
) -> str:
    """Open the next ballot on the same motion, in MEETING or in writing until DEADLINE; returns its id.

    Raises:
        RightsError: only office and chair may open rounds.
        Refused: ``next.same-meeting``: a missed quorum needs another invitation; ``next.in-meeting``: the
            item has to go to a meeting; as `rounds.open_round`.
    """
    found = proposed.found
    if proposed.step == "invite_again" and meeting is not None and meeting == found.meeting:
        raise Refused("next.same-meeting")
    if proposed.step == "put_on_agenda" and meeting is None:
        raise Refused("next.in-meeting")
    if found.candidates:
        return open_election(
            session,
            found.title,
            found.candidates,
            meeting=meeting,
            deadline=deadline,
            begun=begun,
            papers=proposed.secret,
            hidden=found.hidden_until_closed,
        )
    return open_round(
        session,
        found.sketch,
        motion=found.motion,
        meeting=meeting,
        deadline=deadline,
        begun=begun,
        secret=proposed.secret,
        hidden=found.hidden_until_closed,
        conditions=found.conditions,
    )


def put_on_agenda(session: Session, proposed: Proposal) -> Proposal:
    """Put the sketch at the end of the agenda of the meeting proposed.

    Raises:
        RightsError: only office and chair set the agenda.
        Refused: ``next.no-meeting``: none is called.
    """
    if proposed.meeting is None:
        raise Refused("next.no-meeting")
    standing = [item.sketch for item in proposed.meeting.agenda]
    if proposed.found.sketch and proposed.found.sketch not in standing:
        set_agenda(session, proposed.meeting.id, [*standing, proposed.found.sketch])
    return replace(proposed, on_agenda=True)
