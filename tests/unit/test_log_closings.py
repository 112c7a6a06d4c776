"""Closings: rule 13, each part on the smallest board that shows it."""

import datetime as dt

import pytest

from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.board import AttendanceNoted, RulesAdopted
from beirat_tui.log.bodies.rounds import (
    BallotCast,
    BallotReceived,
    RecusalDeclared,
    RoundClosed,
    RoundConfirmed,
    VoteFacts,
)
from beirat_tui.log.closing import (
    RoundState,
    conclude,
    counted_ballots,
    judge_closing,
    moment,
)
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import gather
from beirat_tui.log.view import View
from boards import (
    SIMPLE_RULES,
    Board,
    ballot_for,
    call_meeting,
    closing_of,
    issue,
    open_round,
    sketch_facts,
)
from seen import close, concluded, result, settled, vote


def test_an_open_round_has_no_outcome(board: Board, round_: Record) -> None:
    conclusion = concluded(board, round_)
    assert (conclusion.state, conclusion.closings, conclusion.settled) == (RoundState.OPEN, (), None)


def test_rule_13_a_closing_that_lists_what_its_frontier_implies_is_regular(
    board: Board, round_: Record
) -> None:
    ballots = vote(board, round_, M01="yes", M02="yes", M03="no")
    closing = close(board.office, round_)
    conclusion = concluded(board, round_)
    judged = settled(conclusion)
    assert conclusion.state == RoundState.CLOSED
    assert judged.record == closing
    assert (judged.regular, judged.agrees, judged.surplus, judged.omitted) == (True, True, (), ())
    assert set(judged.body.ballots) == {ballot.id for ballot in ballots.values()}
    assert judged.outcome is not None
    assert (judged.outcome.result, judged.outcome.counts.yes, judged.outcome.counts.no) == ("adopted", 2, 1)


def test_rule_13_leaving_out_a_ballot_that_the_frontier_covers_is_irregular(
    board: Board, round_: Record
) -> None:
    ballots = vote(board, round_, M01="yes", M02="yes", M03="no")
    close(board.office, round_, ballots=[ballots["M03"].id])
    conclusion = concluded(board, round_)
    (judged,) = conclusion.closings
    assert conclusion.state == RoundState.IRREGULAR
    assert conclusion.settled is None
    assert not judged.regular
    assert set(judged.omitted) == {ballots["M01"].id, ballots["M02"].id}
    assert result(judged) == "rejected"
    assert not judged.agrees


def test_rule_13_an_irregular_closing_has_an_outcome_once_the_chair_confirms_it(
    board: Board, round_: Record
) -> None:
    """A hand-recorded vote taken instead of an own one."""
    own = vote(board, round_, M01="no", M02="yes", M03="no")
    hand = board.office.write(BallotCast(round_.id, "M01", "yes", "hand"))
    closing = close(board.office, round_, ballots=[hand.id, own["M02"].id, own["M03"].id])
    (judged,) = concluded(board, round_).closings
    assert (judged.surplus, judged.omitted) == ((hand.id,), (own["M01"].id,))
    board.share()
    board.chair.write(RoundConfirmed(round_.id, closing.id))
    conclusion = concluded(board, round_)
    assert conclusion.state == RoundState.CONFIRMED
    assert result(settled(conclusion)) == "adopted"


def test_rule_13_listed_ballots_count_although_their_author_was_cut_within_the_frontier(
    board: Board, round_: Record
) -> None:
    ballots = vote(board, round_, M01="yes", M02="no", M03="no")
    board.office.cut(board.members["M03"].certificates["member"], [])
    close(board.office, round_, ballots=[ballot.id for ballot in ballots.values()])
    (judged,) = concluded(board, round_).closings
    assert judged.surplus == (ballots["M03"].id,)
    assert result(judged) == "rejected"


def test_rule_13_cuts_and_recusals_after_the_frontier_do_not_reach_a_closing(
    board: Board, round_: Record
) -> None:
    vote(board, round_, M01="yes", M02="yes", M03="no")
    closing = close(board.office, round_)
    board.share()
    board.chair.cut(board.members["M02"].certificates["member"], [])
    board.members["M01"].write(RecusalDeclared(round_.id, "M01", recused=True))
    conclusion = concluded(board, round_)
    assert conclusion.state == RoundState.CLOSED
    assert settled(conclusion).record == closing
    assert settled(conclusion).regular
    assert result(settled(conclusion)) == "adopted"


def test_rule_13_what_arrives_later_is_shown_as_late(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    late = board.members["M03"].write(ballot_for(round_, "M03", "no"))
    close(board.office, round_)
    conclusion = concluded(board, round_)
    assert conclusion.state == RoundState.CLOSED
    assert conclusion.late == (late.id,)
    assert settled(conclusion).omitted == ()
    assert late.id not in settled(conclusion).body.ballots


def test_rule_13_a_listed_ballot_outside_the_frontier_does_not_count(board: Board, round_: Record) -> None:
    tips = board.office.ledger.tips()
    ballots = vote(board, round_, M01="yes", M02="no")
    close(board.office, round_, frontier=tips, ballots=[ballot.id for ballot in ballots.values()])
    (judged,) = concluded(board, round_).closings
    assert judged.outcome is not None
    assert judged.outcome.counts.yes == judged.outcome.counts.no == 0
    assert len(judged.surplus) == 2


def test_rule_13_a_listed_ballot_of_somebody_outside_the_electorate_does_not_count(
    board: Board, round_: Record
) -> None:
    stranger = board.add("M09")
    issue(board.office, stranger, "M09", "member")
    board.share()
    foreign = stranger.write(ballot_for(round_, "M09", "yes"))
    ballots = vote(board, round_, M01="no")
    close(board.office, round_, ballots=[foreign.id, ballots["M01"].id])
    (judged,) = concluded(board, round_).closings
    assert judged.surplus == (foreign.id,)
    assert judged.outcome is not None
    assert judged.outcome.counts.yes == 0


def test_rule_13_a_closing_is_pending_until_all_that_it_names_is_here(board: Board, round_: Record) -> None:
    ballot = vote(board, round_, M02="yes")["M02"]
    close(board.office, round_)
    everything = board.records()
    copy = MemoryLedger(each for each in everything if each.id != ballot.id)
    conclusion = conclude(View(copy), round_, rules_in(copy))
    assert conclusion.state == RoundState.PENDING
    assert conclusion.closings[0].missing == (ballot.id,)
    assert conclusion.closings[0].outcome is None
    assert not conclusion.closings[0].regular
    copy.add(ballot)
    assert conclude(View(copy), round_, rules_in(copy)).state == RoundState.CLOSED


def test_rule_13_a_closing_that_lists_what_is_no_ballot_counts_no_such_thing(
    board: Board, round_: Record
) -> None:
    ballots = vote(board, round_, M01="yes")
    taken_back = board.members["M01"].write(ballot_for(round_, "M01", None))
    board.share()
    close(board.office, round_, ballots=[round_.id, taken_back.id], attendance=[round_.id])
    (judged,) = concluded(board, round_).closings
    assert set(judged.surplus) == {round_.id, taken_back.id}
    assert judged.outcome is not None
    assert (judged.outcome.counts.yes, judged.outcome.counts.invalid) == (0, 0)
    assert ballots["M01"].id not in judged.omitted


def test_rule_13_two_listed_ballots_of_one_place_that_differ_count_for_nothing(
    board: Board, round_: Record
) -> None:
    m2 = board.members["M02"]
    first = m2.write(ballot_for(round_, "M02", "yes"))
    second = m2.write(ballot_for(round_, "M02", "no"))
    board.share()
    close(board.office, round_, ballots=[first.id, second.id])
    for order in (board.records(), board.records()[::-1]):
        ledger = MemoryLedger(order)
        (judged,) = conclude(View(ledger), round_, rules_in(ledger)).closings
        assert not judged.regular
        assert judged.outcome is not None
        assert judged.outcome.counts.yes == judged.outcome.counts.no == 0


def test_rule_13_two_listed_ballots_of_one_place_that_agree_count_once(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    first, second = (m2.write(ballot_for(round_, "M02", "yes"), replaces=[]) for _ in range(2))
    board.share()
    close(board.office, round_, ballots=[first.id, second.id])
    (judged,) = concluded(board, round_).closings
    assert judged.outcome is not None
    assert judged.outcome.counts.yes == 1


def test_rule_13_the_office_may_settle_two_own_ballots_by_listing_one_but_only_irregularly(
    board: Board, round_: Record
) -> None:
    phone = board.add("M02 phone")
    issue(board.office, phone, "M02", "member")
    board.share()
    chosen = phone.write(ballot_for(round_, "M02", "yes"))
    other = board.members["M02"].write(ballot_for(round_, "M02", "no"))
    hand = BallotCast(round_.id, "M03", "yes", "hand")
    board.office.write(hand)
    board.office.write(BallotCast(round_.id, "M03", "no", "hand"), replaces=[])
    listed = board.office.ledger.slot(f"ballot/{round_.id}/M03/hand")[0]
    board.share()
    close(board.office, round_, ballots=[chosen.id, listed.id])
    (judged,) = concluded(board, round_).closings
    assert not judged.regular
    assert judged.omitted == ()
    assert other.id not in judged.body.ballots
    assert judged.outcome is not None
    assert judged.outcome.counts.yes == 2


def test_rule_13_attendance_is_part_of_the_list(board: Board) -> None:
    meeting = call_meeting(board.office)
    noted = [
        board.office.write(AttendanceNoted(meeting.id, member, [("10:00", None)]))
        for member in ("M01", "M02", "M03")
    ]
    round_ = open_round(
        board.office,
        board.office.write(sketch_facts()),
        procedure="meeting",
        meeting=meeting.id,
        deadline=None,
    )
    board.share()
    vote(board, round_, M01="yes", M02="yes", M03="no")
    regular = close(board.office, round_)
    assert settled(concluded(board, round_)).record == regular
    assert result(settled(concluded(board, round_))) == "adopted"
    shorter = close(board.chair, round_, attendance=[noted[0].id])
    judged = {each.record.id: each for each in concluded(board, round_).closings}[shorter.id]
    assert not judged.regular
    assert result(judged) == "no_quorum"


def test_rule_13_the_first_closing_of_one_chain_counts(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    first = close(board.office, round_)
    vote(board, round_, M03="no", M04="no")
    close(board.office, round_)
    conclusion = concluded(board, round_)
    assert conclusion.state == RoundState.CLOSED
    assert [closing.record for closing in conclusion.closings] == [first]
    assert len(conclusion.late) == 2


def test_rule_13_closings_of_two_devices_are_contested(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    one = close(board.office, round_)
    other = close(board.chair, round_)
    conclusion = concluded(board, round_)
    assert conclusion.state == RoundState.CONTESTED
    assert {closing.record for closing in conclusion.closings} == {one, other}
    assert conclusion.settled is None


def test_rule_13_of_a_forked_key_each_branch_may_have_a_first_closing(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    twin = board.office.copy()
    board.others.append(twin)
    one = close(board.office, round_)
    close(board.office, round_)
    other = close(twin, round_, outcome={"result": "rejected"})
    conclusion = concluded(board, round_)
    assert conclusion.state == RoundState.CONTESTED
    assert {closing.record for closing in conclusion.closings} == {one, other}


def test_rule_13_the_stated_outcome_is_compared_with_the_computed_one(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    honest = close(board.office, round_)
    assert isinstance(honest.body, RoundClosed)
    stated = honest.body.outcome
    for change in ({"result": "rejected"}, {"counts": stated["counts"] | {"yes": 3}}, {"elected": "M02"}):
        lying = close(board.chair, round_, outcome=stated | change)
        judged = judge_closing(board.chair.view(), round_, lying, rules_in(board.chair.ledger))
        assert not judged.agrees
        assert judged.regular
        assert result(judged) == "adopted"


def test_rule_13_without_rules_that_can_be_read_a_closing_stays_pending(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes")
    close(board.office, round_)
    ledger = MemoryLedger(board.records())
    conclusion = conclude(View(ledger), round_, lambda _: None)
    assert conclusion.state == RoundState.PENDING
    assert conclusion.closings[0].missing == (round_.data()["rules"],)


def test_an_unknown_kind_within_the_frontier_keeps_a_closing_pending(board: Board, round_: Record) -> None:
    """Only a newer program closes such a round; this one cannot judge what it cannot read."""
    slot = f"ballot/{round_.id}/M02/own"
    unknown = board.members["M02"].write_unknown("ballot.cast", slot, {}, v=2)
    board.share()
    close(board.office, round_, ballots=[unknown.id])
    conclusion = concluded(board, round_)
    assert conclusion.state == RoundState.PENDING
    assert conclusion.closings[0].missing == (unknown.id,)


@pytest.mark.parametrize("member", ["M01", "M03"])
def test_an_unknown_kind_outside_the_frontier_does_not_reach_a_closing(
    board: Board, round_: Record, member: str
) -> None:
    vote(board, round_, M01="yes", M02="yes")
    close(board.office, round_)
    board.members[member].write_unknown("future.kind", f"ballot/{round_.id}/{member}/own", {})
    conclusion = concluded(board, round_)
    assert conclusion.state == RoundState.CLOSED
    assert len(conclusion.facts.unknown) == 1


def test_what_the_office_noted_of_the_vote_decides_which_ballots_count(board: Board) -> None:
    """Holidays that the closing notes move the end of a period in working days: the ballot came in time."""
    board.office.write(RulesAdopted("Working days", SIMPLE_RULES + 'days = 5\ncounted_in = "working days"'))
    monday, easter = dt.date(2026, 3, 30), [dt.date(2026, 4, 3), dt.date(2026, 4, 6)]
    sketch = board.office.write(sketch_facts())
    round_ = open_round(board.office, sketch, begun=monday, deadline=dt.date(2026, 4, 6))
    board.share()
    ballot = vote(board, round_, M01="yes")["M01"]
    board.office.write(BallotReceived(round_.id, ballot.id, dt.date(2026, 4, 8), late=False))
    facts = gather(board.office.view(), round_)
    rules = rules_in(board.office.ledger)(facts.opening.rules)
    assert rules is not None
    for holidays, counted in ((easter, (ballot.id,)), (None, ())):
        body = closing_of(board.office, round_, facts=VoteFacts(holidays=holidays))
        assert counted_ballots(facts, rules, moment(body), body) == counted


def test_a_closing_is_a_closing(board: Board, round_: Record) -> None:
    with pytest.raises(TypeError, match=r"round\.opened"):
        judge_closing(board.office.view(), round_, round_, rules_in(board.office.ledger))


def test_the_moment_of_a_vote_is_local_time() -> None:
    body = RoundClosed("ab" * 32, [], [], [], dt.date(2026, 3, 16), "14:05", {})
    assert moment(body).isoformat() == "2026-03-16T14:05:00"
