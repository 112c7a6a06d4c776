"""Rounds, closings and outcomes on random histories, against a second count from raw records (rule 18)."""

import datetime as dt
from collections.abc import Sequence

from hypothesis import given

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.tally.data import outcome_data
from beirat_tui.domain.tally.engine import tally
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.board import AttendanceNoted, DeputyNamed, MeetingChanged, ProxyGiven
from beirat_tui.log.bodies.rounds import (
    BallotReceived,
    PaperConfirmed,
    RoundClosed,
    RoundConfirmed,
    RoundOpened,
    VoteFacts,
)
from beirat_tui.log.cases import build_case
from beirat_tui.log.closing import Closing, conclude, counted_ballots, moment
from beirat_tui.log.electorate import electorate
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import gather
from beirat_tui.log.view import View
from beirat_tui.presets import read_rules
from boards import Device, ballot_for, call_meeting, closing_of, open_round
from histories import History, Move, Play, moves, of_kind, pick, play
from oracle.naive import Naive
from oracle.rounds import Judged
from oracle.rounds import conclude as conclude_again
from oracle.rounds import electorate as electorate_again

SPANS: Sequence[Sequence[tuple[str, str | None]]] = (
    [("10:00", None)],
    [("10:00", "12:00")],
    [],
    [("10:00", "11:00"), ("11:30", None)],
)
MOTIONS = ("recommend", "recommend_with_conditions", "do_not_recommend", "postpone")


def _call(_played: History, actor: Device, b: int, c: int) -> Record:
    earlier = of_kind(actor, "meeting.called")
    second = pick(earlier, b).id if earlier and c & 1 else None
    return call_meeting(actor, second_of=second, notice=bool(c & 2), invited_all=c % 8 != 7)


def _change(_played: History, actor: Device, b: int, c: int) -> Record | None:
    meetings = of_kind(actor, "meeting.called")
    if not meetings:
        return None
    day = dt.date(2026, 3, 1 + c % 28)
    body = MeetingChanged("1", day, "10:00", "Halle", meeting=pick(meetings, b).id, notice=bool(c & 1))
    return actor.write(body)


def _attend(_played: History, actor: Device, b: int, c: int) -> Record | None:
    meetings = of_kind(actor, "meeting.called")
    if not meetings:
        return None
    return actor.write(AttendanceNoted(pick(meetings, c // 8).id, f"M{b % 4:02}", list(SPANS[c % 4])))


def _hold(played: History, _actor: Device, b: int, c: int) -> None:
    """A meeting with some of the members in the room, a round in it, and everybody told."""
    office = played.board.office
    called = _call(played, office, b, c)
    written = [called]
    for member in range(1, 4):
        if b >> member & 1 or c >> member & 1:
            spans = SPANS[(0, 0, 1, 3)[(b + member) % 4]]
            written.append(office.write(AttendanceNoted(called.id, f"M{member:02}", list(spans))))
    sketch = pick(of_kind(office, "sketch.submitted"), 0)
    fields = {"procedure": "meeting", "meeting": called.id, "motion": MOTIONS[c % 4], "deadline": None}
    seats = electorate(office.view(), called.id)
    written.append(open_round(office, sketch, electorate=seats, **fields))
    played.written += written
    _tell_all(played, office, b, c)


def _tell_all(played: History, _actor: Device, _b: int, _c: int) -> None:
    for device in played.devices:
        played.board.office.learn(device)
    for device in played.devices:
        device.learn(played.board.office)


def _vote_all(played: History, _actor: Device, b: int, c: int) -> None:
    """Each member votes or not, changes the vote or not; then everybody is told, or only the office."""
    rounds = of_kind(played.board.office, "round.opened")
    for number, device in enumerate(played.board.members.values(), 1):
        choice = (b >> number | c << number) % 5
        round_ = pick(rounds, c // 16)
        if choice < 4 and device.ledger.get(round_.id) is not None:
            said = ("yes", "yes", "no", "abstain")[choice]
            played.written.append(device.write(ballot_for(round_, f"M{number:02}", said)))
        if c % 4:
            played.board.office.learn(device)
    if c % 2:
        _tell_all(played, played.board.office, b, c)


def _open_in_writing(_played: History, actor: Device, b: int, c: int) -> Record:
    deadline = dt.date(2026, 3, 31) if b % 2 else None
    sketch = pick(of_kind(actor, "sketch.submitted"), 0)
    return open_round(actor, sketch, motion=MOTIONS[c % 4], deadline=deadline)


def _receive(_played: History, actor: Device, b: int, c: int) -> Record | None:
    ballots = of_kind(actor, "ballot.cast")
    if not ballots:
        return None
    ballot = pick(ballots, b)
    round_ = ballot.slot.split("/")[1]
    return actor.write(BallotReceived(round_, ballot.id, dt.date(2026, 3, 20 + c % 12), late=c % 5 == 4))


def _represent(_played: History, actor: Device, b: int, c: int) -> Record | None:
    meetings = of_kind(actor, "meeting.called")
    if not meetings or c % 2:
        return actor.write(DeputyNamed(f"M{b % 4:02}", [f"M{c % 4:02}", f"M{c // 4 % 4:02}"]))
    return actor.write(ProxyGiven(pick(meetings, 0).id, f"M{b % 4:02}", f"M{c % 4:02}"))


def _close_regularly(played: History, actor: Device, b: int, c: int) -> Record | None:
    """Close as the program would; sometimes with one ballot or one attendance left out, or too early."""
    actor = played.board.office if b % 4 else actor
    round_ = pick(of_kind(actor, "round.opened"), b // 8)
    facts = gather(actor.view(), round_)
    rules = rules_in(actor.ledger)(facts.opening.rules)
    if rules is None:
        return None
    presiding = None if c % 3 else f"M{c % 4:02}"
    vote = VoteFacts(presiding=presiding, casting_vote="yes" if c & 4 else None)
    day = dt.date(2026, 3, 16) if c % 5 == 4 else dt.date(2026, 4, 1)
    body = closing_of(actor, round_, facts=vote, day=day, time="11:15" if c & 1 else "12:00")
    counted = list(counted_ballots(facts, rules, moment(body), body))
    outcome = outcome_data(tally(build_case(facts, at=moment(body), vote=vote), rules))
    try:
        return actor.write(
            closing_of(
                actor,
                round_,
                facts=vote,
                day=day,
                time=body.time,
                ballots=counted[c % 7 == 6 :],
                attendance=body.attendance[c % 11 == 10 :],
                outcome=outcome,
            )
        )
    except InputError:
        return None


def _confirm_or_file(played: History, actor: Device, b: int, c: int) -> Record | None:
    actor = (played.board.office, played.board.chair, actor, played.board.chair)[b % 4]
    closings = of_kind(actor, "round.closed")
    if not closings:
        return None
    closing = pick(closings, c // 4)
    assert isinstance(closing.body, RoundClosed)
    if b % 4:
        return actor.write(RoundConfirmed(closing.body.round, closing.id))
    return actor.write(PaperConfirmed(closing.body.round, closing.id, dt.date(2026, 4, 2), "Akte"))


MORE: Sequence[Play] = (
    *(_call, _change, _attend, _receive, _represent, _open_in_writing),
    *(_hold, _tell_all, _vote_all, _close_regularly, _confirm_or_file) * 4,
)


def same(ours: Closing | None, theirs: Judged | None) -> bool:
    """Whether two judgements of a closing say the same."""
    if ours is None or theirs is None or ours.outcome is None or theirs.tally is None:
        return ours is None and theirs is None
    counts, tallied = ours.outcome.counts, theirs.tally
    return (
        ours.record.id == theirs.closing
        and ours.regular == theirs.regular
        and ours.outcome.result == tallied.result
        and (counts.yes, counts.no, counts.abstain, counts.invalid, counts.silent, counts.late)
        == (tallied.yes, tallied.no, tallied.abstain, tallied.invalid, tallied.silent, 0)
    )


@given(moves(more=len(MORE)))
def test_rounds_come_to_what_a_second_count_says(history: list[Move]) -> None:
    played = play(history, MORE, rules=read_rules("vwvfg"))
    ledger = MemoryLedger(played.written)
    view, again = View(ledger), Naive(each.raw for each in played.written)
    for opening in view.effective("round/*"):
        conclusion = conclude(view, opening, rules_in(ledger))
        state, settled = conclude_again(again, again.granted[opening.id])
        assert conclusion.state.value == state
        assert same(conclusion.settled, settled)


@given(moves(more=len(MORE)))
def test_the_electorate_is_what_a_second_reading_of_the_roster_says(history: list[Move]) -> None:
    """Rule 12: from what any device knew."""
    played = play(history, MORE)
    again = Naive(each.raw for each in played.written)
    for device in played.devices:
        meetings = [each.id for each in device.ledger if each.kind == "meeting.called"]
        for meeting in [None, *meetings[-1:]]:
            seats = [
                {name: getattr(seat, name) for name in seat.__struct_fields__}
                for seat in electorate(device.view(), meeting)
            ]
            assert seats == electorate_again(again.limited(device.ledger.tips()), meeting)


@given(moves(more=len(MORE)))
def test_what_a_round_comes_to_is_a_function_of_the_set(history: list[Move]) -> None:
    played = play(history, MORE, rules=read_rules("vwvfg"))
    states = []
    for order in (played.written, played.written[::-1]):
        ledger = MemoryLedger(order)
        view = View(ledger)
        rounds = [each for each in view.effective("round/*") if isinstance(each.body, RoundOpened)]
        concluded = [conclude(view, each, rules_in(ledger)) for each in rounds]
        states.append(
            [
                (each.state, each.facts, each.late, [(one.record.id, one.outcome) for one in each.closings])
                for each in concluded
            ]
        )
    assert states[0] == states[1]
