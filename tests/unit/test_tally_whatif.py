"""What would be different, what a result hangs on, what can still change, and what an agenda can decide."""

from beirat_tui.domain.tally import Ballot, Election, Recusal
from beirat_tui.domain.tally.forecast import Forecast, Item, forecast
from beirat_tui.domain.tally.foresight import Way, foresight
from beirat_tui.domain.tally.whatif import alternatives, hinges
from rounds import board, case, name, names, numbers, preset, recused, rules, sitting, votes, written


def test_the_same_ballots_under_other_rules() -> None:
    facts = case(sitting(10), ballots=votes(5, 4, 1))
    others = {title: preset(title) for title in ("stikov", "sgb-iv")}
    found = alternatives(facts, preset("vwvfg"), others)
    assert [(item.name, item.outcome.result, item.differs) for item in found] == [
        ("stikov", "rejected", True),
        ("sgb-iv", "adopted", False),
    ]


def test_a_result_hangs_on_the_reading_of_abstention() -> None:
    facts = case(sitting(10), ballots=votes(5, 4, 1))
    found = {
        (hinge.key.path, hinge.other): hinge.outcome.result for hinge in hinges(facts, rules()) if hinge.key
    }
    assert found["abstention.counts_as", "no"] == "rejected"
    assert found["majority.of", "voting members"] == "rejected"
    assert ("majority.of", "statutory seats") not in found


def test_a_result_hangs_on_the_tie_rule() -> None:
    found = hinges(case(ballots=votes(5, 5)), preset("vwvfg"))
    ties = {
        hinge.other: hinge.outcome.result for hinge in found if hinge.key and hinge.key.path == "tie.rule"
    }
    assert ties == {"rejected": "rejected", "repeat once": "repeat", "chair votes only then": "rejected"}


def test_a_result_hangs_on_a_recusal() -> None:
    facts = case(sitting(11), recused=recused("M10", "M11"), ballots=votes(5, 4))
    lifted = [hinge for hinge in hinges(facts, preset("vwvfg")) if hinge.key is None]
    assert [(hinge.member, hinge.outcome.result) for hinge in lifted] == [
        ("M10", "adopted"),
        ("M11", "adopted"),
    ]


def test_a_clear_result_hangs_on_nothing_of_that() -> None:
    facts = case(recused=(Recusal("M18"),), ballots=votes(17))
    paths = {hinge.key.path if hinge.key else "recusal" for hinge in hinges(facts, preset("vwvfg"))}
    assert paths == set()


def test_what_could_still_turn_the_result() -> None:
    view = foresight(case(sitting(12), ballots=votes(3, 2)), preset("vwvfg"))
    assert (view.now.result, view.missing, view.decided) == ("adopted", 7, False)
    assert view.ways == (Way("adopted", 0, 0, 0, 7), Way("rejected", 0, 2, 0, 5))


def test_decided_already() -> None:
    view = foresight(case(sitting(12), ballots=votes(8, 1)), preset("vwvfg"))
    assert view.decided
    assert view.missing == 3


def test_the_chair_is_tried_apart() -> None:
    """Four to four, the chair and one other missing: the chair's vote decides a tie."""
    facts = case(sitting(10), ballots=votes(4, 4, first=3))
    assert {way.result for way in foresight(facts, preset("vwvfg")).ways} == {"adopted", "rejected"}


def test_a_running_circulation_is_looked_at_as_if_it_had_ended() -> None:
    facts = case(written(closed=None), ballots=votes(10))
    view = foresight(facts, rules("[circulation]\ndays = 14\n"))
    assert (view.now.result, view.decided) == ("adopted", True)


def test_too_many_ways_are_not_tried() -> None:
    view = foresight(case(sitting(60), seats=board(60)), rules())
    assert (view.ways, view.missing, view.decided) == ((), 60, False)


def test_papers_and_elections_are_as_they_are() -> None:
    papers = foresight(case(secret=True, counted=numbers(9, 4)), rules())
    assert papers.decided
    chosen = Election(("Amsel",))
    assert foresight(case(ballots=(Ballot("M01", "Amsel"),), election=chosen), rules()).now.elected == "Amsel"


def test_votes_in_advance_may_still_come() -> None:
    facts = case(sitting(2), ballots=votes(2))
    assert foresight(facts, rules("[ballots]\nin_advance = true\n")).missing == 16
    assert foresight(facts, rules()).missing == 0


def test_an_agenda_is_forecast_from_absences_and_recusals() -> None:
    items = [Item("open day"), Item("logistics", ("M01", "M02"))]
    assert forecast(board(), preset("vwvfg"), names(7, 12), items) == (
        Forecast("open day", enough=True, expected=11, needed=10, reason=""),
        Forecast("logistics", enough=False, expected=9, needed=10, reason="quorum.members"),
    )
    again = forecast(board(), preset("vwvfg"), names(12, 7), items, second_invitation=True)
    assert [item.enough for item in again] == [True, True]


def test_a_forecast_without_the_fact_it_needs() -> None:
    of_law = rules('[quorum]\nneed = "more than 1/2"\nof = "statutory seats"\n')
    unknown = forecast(board(), of_law, (), [Item("1")])
    assert unknown == (
        Forecast("1", enough=False, expected=None, needed=None, reason="quorum.statutory-seats"),
    )
    assert forecast(board(), of_law, (), [Item("1")], statutory_seats=20)[0].needed == 11


def test_a_forecast_where_the_recused_may_stay() -> None:
    stay = rules('[quorum]\nneed = "all"\n[recusal]\npresence = "may stay"\nquorum = "counts"\n')
    assert forecast(board(), stay, (), [Item("1", (name(3),))])[0].enough
