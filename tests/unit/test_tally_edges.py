"""What only a careful look shows: order of reasons, ballots by others, awaited counts, presence, weights.

Each of these holds one comparison of the tally in place that no table of cases does.
"""

import datetime as dt
from math import comb
from unittest.mock import patch

import pytest

from beirat_tui.domain.tally import (
    Ballot,
    Counted,
    Election,
    Lot,
    Meeting,
    Recusal,
    Representation,
    Seat,
    tally,
)
from beirat_tui.domain.tally import foresight as ahead
from beirat_tui.domain.tally.forecast import Item, forecast
from beirat_tui.domain.tally.foresight import Way, foresight
from beirat_tui.domain.tally.sheet import present_at
from beirat_tui.domain.tally.whatif import hinges
from rounds import MONDAY, board, case, name, names, numbers, preset, recused, rules, sitting, votes, written

ORDER = '[deputies]\nallowed = "any order"\n'
REPRESENTED = '[quorum]\nneed = 5\ncounting = "present or represented"\n' + ORDER
LATE = '[circulation]\nlate = "abstention"\n[deputies]\nallowed = "personal"\n'
LATE_DAY = MONDAY + dt.timedelta(days=15)
HEAVY = (Seat("M01", votes=3, role="chair"), *board(6)[1:])


def by(person: str, member: str, choice: str = "yes", received: dt.date | None = None) -> Ballot:
    """The vote of a deputy."""
    return Ballot(member, choice, "deputy", person, received)


# --- ballots -------------------------------------------------------------------------------------------


def test_one_differing_ballot_among_several_makes_all_of_them_void() -> None:
    more = (Ballot("M01", "yes"), Ballot("M01", "no"))
    outcome = tally(case(ballots=(*votes(1), *more)), rules())
    assert (outcome.counts.yes, outcome.counts.no, outcome.counts.silent) == (0, 0, 18)


def test_of_two_deputies_who_agree_the_first_by_name_is_said_to_have_voted() -> None:
    links = (Representation("M04", "D4"), Representation("M04", "D5"))
    facts = case(
        sitting((*names(3), "D4", "D5")), representations=links, ballots=(by("D5", "M04"), by("D4", "M04"))
    )
    steps = tally(facts, rules('[deputies]\nallowed = "personal"\n')).steps
    assert [step.facts["by"] for step in steps if step.rule == "deputy.voted"] == ["D4"]


@pytest.mark.parametrize(("person", "late"), [("D4", 1), ("D9", 0)])
def test_a_late_answer_is_an_abstention_only_if_its_deputy_was_named(person: str, late: int) -> None:
    facts = case(
        written(),
        representations=(Representation("M04", "D4"),),
        ballots=(*votes(2), by(person, "M04", received=LATE_DAY)),
    )
    assert tally(facts, rules(LATE)).counts.late == late


def test_a_deputy_in_any_order_stands_in_for_one_member_only() -> None:
    links = (Representation("M05", "D1"), Representation("M06", "D1"))
    facts = case(sitting((*names(4), "D1")), representations=links, ballots=votes(4))
    assert tally(facts, rules(REPRESENTED)).result == "adopted"
    assert tally(facts, rules(REPRESENTED.replace("5", "6", 1))).result == "no_quorum"


def test_two_deputies_may_vote_for_one_member_each() -> None:
    links = (Representation("M05", "D1"), Representation("M06", "D2"))
    facts = case(
        sitting((*names(4), "D1", "D2")), representations=links, ballots=(by("D1", "M05"), by("D2", "M06"))
    )
    assert tally(facts, rules(ORDER)).counts.yes == 2


def test_silence_is_counted_where_votes_came_in_advance() -> None:
    facts = case(sitting(3), ballots=(*votes(2), *votes(1, first=9)))
    assert tally(facts, rules("[ballots]\nin_advance = true\n")).counts.silent == 1


def test_late_votes_weigh_as_much_as_others() -> None:
    late = Ballot("M01", "yes", received=LATE_DAY)
    facts = case(written(), seats=HEAVY, ballots=(*votes(2, first=2), late))
    counts = tally(facts, rules('[circulation]\nlate = "abstention"\n')).counts
    assert (counts.late, counts.invalid, counts.silent) == (3, 0, 3)


def test_a_forbidden_abstention_is_as_many_invalid_votes_as_the_member_has() -> None:
    ballots = (Ballot("M01", "abstain"), Ballot("M02", "perhaps"), *votes(2, first=3))
    forbidden = tally(case(seats=HEAVY, ballots=ballots), rules('[abstention]\ncounts_as = "forbidden"\n'))
    assert (forbidden.counts.abstain, forbidden.counts.invalid) == (0, 4)
    allowed = tally(case(seats=HEAVY, ballots=ballots), rules())
    assert (allowed.counts.abstain, allowed.counts.invalid) == (3, 1)


# --- the first reason is the one named -----------------------------------------------------------------


def test_too_few_answers_come_before_a_missing_chair() -> None:
    text = '[circulation]\nparticipation = "at least 1/2"\nchair = "chair"\n'
    outcome = tally(case(written(), ballots=votes(3, first=5)), rules(text))
    assert outcome.reason == "circulation.participation"


def test_too_few_present_come_before_a_missing_chair() -> None:
    text = '[quorum]\nneed = 10\nchair = "chair"\n'
    there = names(5, 5)
    assert tally(case(sitting(there), ballots=votes(5, first=5)), rules(text)).reason == "quorum.members"
    again = text + '[second_try]\nneed = 9\nchair = "chair"\ninvitation = "not needed"\nafter_minutes = 30\n'
    outcome = tally(case(sitting(there, vote_at=960), ballots=votes(5, first=5)), rules(again))
    assert outcome.result == "no_quorum"
    assert outcome.reason == "quorum.second"


def test_a_limit_comes_before_the_benches() -> None:
    seats = board(4, benches=("Länder", "Kommunen"))
    text = '[majority]\nminimum_yes = 3\nneed = "at least 1/2"\nin_each_bench = "more than 1/2"\n'
    ballots = (Ballot("M01", "yes"), Ballot("M03", "yes"), Ballot("M02", "no"), Ballot("M04", "no"))
    assert tally(case(sitting(4), seats=seats, ballots=ballots), rules(text)).reason == "majority.minimum-yes"


# --- quorum and presence -------------------------------------------------------------------------------


def test_who_is_recused_later_counted_at_the_opening() -> None:
    text = '[quorum]\nneed = 10\nchecked = "at opening"\ncounting = "present and entitled"\n'
    facts = case(sitting(10), recused=recused("M10"), ballots=votes(5))
    assert tally(facts, rules(text)).result == "adopted"
    assert tally(case(sitting(9), ballots=votes(5)), rules(text)).result == "no_quorum"


def test_papers_of_one_bench_are_no_quorum_of_the_other() -> None:
    text = (
        '[quorum]\nneed = "none"\ncounting = "votes cast"\n[quorum.in_bench]\n"Länder" = 6\n"Kommunen" = 4\n'
    )
    seats = board(18, benches=("Länder", "Kommunen"))
    enough = (Counted(6, 0, bench="Länder"), Counted(4, 0, bench="Kommunen"))
    swapped = (Counted(4, 0, bench="Länder"), Counted(6, 0, bench="Kommunen"))
    results = [
        tally(case(seats=seats, secret=True, counted=rows), rules(text)).result for rows in (enough, swapped)
    ]
    assert results == ["adopted", "no_quorum"]


def test_without_a_time_those_count_who_have_not_left() -> None:
    spans = {"M01": ((600, 660), (690, None)), "M02": ((600, 660),), "M03": ((600, None),)}
    assert present_at(spans, None) == {"M01", "M03"}


def test_nobody_is_there_after_they_left_nor_before_they_came() -> None:
    spans = {"M01": ((600, 660),)}
    assert [present_at(spans, minute) for minute in (599, 600, 659, 660)] == [set(), {"M01"}, {"M01"}, set()]


# --- ties ----------------------------------------------------------------------------------------------


def test_of_two_deputy_chairs_the_first_by_name_decides_a_tie() -> None:
    seats = tuple(
        Seat(seat.member, role="deputy_chair" if seat.member == "M05" else seat.role) for seat in board(8)
    )
    facts = case(sitting(names(6, 2)), seats=seats, ballots=(*votes(3, first=2), *votes(0, 3, first=5)))
    assert tally(facts, rules('[tie]\nrule = "chair decides"\n')).result == "adopted"


def test_the_deputy_chair_who_presides_waits_for_a_tie() -> None:
    facts = case(sitting(names(9, 2)), ballots=(*votes(5, first=2), *votes(0, 4, first=7)))
    waiting = tally(facts, rules('[tie]\nrule = "chair votes only then"\n'))
    assert (waiting.result, waiting.reason) == ("adopted", "tie.chair")
    chair = tally(facts, rules('[tie]\nrule = "chair votes only then"\nvoice = "chair only"\n'))
    assert (chair.result, chair.reason) == ("adopted", "majority.threshold")


def test_figures_alone_are_papers_whether_or_not_the_vote_was_secret() -> None:
    text = '[tie]\nrule = "open: chair, papers: rejected"\n'
    assert tally(case(counted=numbers(5, 5)), rules(text)).reason == "tie.rejected"
    assert tally(case(secret=True, ballots=votes(5, 5)), rules(text)).reason == "tie.rejected"


@pytest.mark.parametrize(
    ("later", "ballot", "result"),
    [("", 1, "repeat"), ("", 2, "rejected"), ("3", 4, "repeat"), ("3", 5, "rejected")],
)
def test_a_tie_is_repeated_once(later: str, ballot: int, result: str) -> None:
    text = '[tie]\nrule = "repeat once"\n'
    if later:
        text += f'[later_ballots]\nafter_ballots = {later}\nneed = "more than 1/2"\n'
    assert tally(case(ballots=votes(5, 5), ballot_number=ballot), rules(text)).result == result


def test_the_lot_decides_and_an_empty_line_in_it_does_no_harm() -> None:
    lot = Lot(("17", ""))
    ballots = tuple(Ballot(name(n), "Amsel" if n % 2 else "Fink") for n in range(1, 11))
    outcome = tally(case(ballots=ballots, election=Election(("Amsel", "Fink"), lot=lot)), rules())
    assert outcome.result == "elected"
    assert [step.verdict for step in outcome.steps if step.rule == "election.lot"] == ["met"]


# --- counts that are awaited ---------------------------------------------------------------------------


def test_nothing_is_decided_before_the_papers_are_counted() -> None:
    outcome = tally(case(secret=True, secret_decided=True, count_awaited="one"), rules())
    assert (outcome.result, outcome.reason) == ("undecided", "votes.count")


def test_what_the_papers_cannot_change_is_decided_at_once() -> None:
    few = tally(case(sitting(9), secret=True, count_awaited="none"), preset("vwvfg"))
    assert few.reason == "quorum.members"
    stopped = case(written(objections=("M03",)), secret=True, count_awaited="none")
    assert tally(stopped, preset("vwvfg")).reason == "circulation.objections"


def test_a_quorum_of_votes_cast_waits_for_the_papers() -> None:
    text = '[quorum]\nneed = 10\ncounting = "votes cast"\nchair = "chair"\n'
    awaited = tally(case(secret=True, count_awaited="one"), rules(text))
    assert awaited.reason == "votes.count"
    assert [step.rule for step in awaited.steps if step.verdict == "failed"] == []
    assert [step.verdict for step in awaited.steps if step.rule == "quorum.chair"] == ["met"]
    present = text.replace("votes cast", "present")
    assert (
        tally(case(sitting(9), secret=True, count_awaited="one"), rules(present)).reason == "quorum.members"
    )


def test_the_participation_in_writing_waits_for_the_papers_and_what_is_met_stays() -> None:
    text = '[circulation]\nparticipation = "at least 1/2"\n'
    awaited = tally(case(written(), secret=True, count_awaited="differs"), rules(text))
    assert awaited.reason == "votes.count"
    assert [step.verdict for step in awaited.steps if step.rule == "circulation.allowed"] == ["met"]
    assert not any(step.rule == "circulation.participation" for step in awaited.steps)


# --- looking ahead -------------------------------------------------------------------------------------


def test_papers_leave_nothing_to_wait_for() -> None:
    for facts in (
        case(secret=True, counted=numbers(9, 4)),
        case(secret=True, count_awaited="one"),
        case(election=Election(("Amsel",))),
    ):
        seen = foresight(facts, rules())
        assert (seen.missing, seen.ways) == (0, (Way(seen.now.result, 0, 0, 0, 0),))


def test_as_many_ways_are_tried_as_promised() -> None:
    facts = case(sitting(3), ballots=votes(1))
    ways = 2 * comb(1 + 3, 3) * 2  # the deputy chair and another member, four ways each
    with patch.object(ahead, "MOST_WAYS", ways):
        assert foresight(facts, rules()).ways
    with patch.object(ahead, "MOST_WAYS", ways - 1):
        assert not foresight(facts, rules()).ways


def test_members_are_dealt_out_over_yes_no_and_abstention() -> None:
    shares = list(ahead._shares(4))  # noqa: SLF001  (what one would have to try thousands of rounds for)
    assert len(set(shares)) == len(shares) == comb(4 + 3, 3)
    assert max(map(sum, shares)) == 4


def test_a_second_invitation_is_forecast_by_its_own_quorum() -> None:
    first = forecast(board(), preset("vwvfg"), names(12, 7), [Item("1")])
    again = forecast(board(), preset("vwvfg"), names(12, 7), [Item("1")], second_invitation=True)
    assert (first[0].expected, first[0].needed) == (6, 10)
    assert again[0].needed is not None
    assert again[0].needed < 6


def test_a_result_hangs_on_a_flag() -> None:
    facts = case(sitting(3), ballots=(*votes(1, 2), *votes(3, first=9)))
    text = "[ballots]\nin_advance = false\n"
    paths = {hinge.key.path: hinge.other for hinge in hinges(facts, rules(text)) if hinge.key}
    assert paths["ballots.in_advance"] is True


def test_rules_that_contradict_themselves_are_no_alternative() -> None:
    facts = case(sitting(10), ballots=votes(5, 4, 1))
    text = '[abstention]\nmissing = "abstention"\ncounts_as = "no"\n'
    found = [hinge for hinge in hinges(facts, rules(text)) if hinge.key]
    others = {hinge.other for hinge in found if hinge.key and hinge.key.path == "abstention.counts_as"}
    assert "neutral" in others
    assert "forbidden" not in others


def test_only_a_recusal_that_matters_is_one_the_result_hangs_on() -> None:
    facts = case(sitting(10), recused=(Recusal("M10"), Recusal("M18")), ballots=votes(5, 4))
    lifted = [hinge.member for hinge in hinges(facts, preset("vwvfg")) if hinge.key is None]
    assert lifted == ["M10"]


def test_a_meeting_without_facts_gives_an_outcome_too() -> None:
    assert tally(case(Meeting(), ballots=votes(2)), preset("vwvfg")).result == "undecided"
