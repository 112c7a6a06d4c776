"""When the quorum is counted, and what follows a failed one: cases with the text they come from."""

import datetime as dt

import pytest

from beirat_tui.domain.tally import Case, tally
from rounds import MONDAY, board, case, name, names, recused, rules, sitting, votes

TWO_BENCHES = board(18, benches=("Bundestag", "Bundesrat"))
PRESUMED = '[quorum]\nneed = "more than 1/2"\nchecked = "when challenged"\n'
LEAVING = {name(n): ((840, None if n < 9 else 890),) for n in range(1, 13)}


FIFTH = """
[quorum]
need = 10
[second_try]
invitation = "not needed"
after_days = 3
need = "at least 1/5"
"""
REDUCED_BENCHES = """
[quorum]
need = 10
minimum = 12
in_each_bench = "all"
[reduced_quorum]
if_excluded = 10
need = 3
"""

CASES = [
    # when
    (
        "§ 90 VwVfG: at the vote",
        '[quorum]\nneed = "more than 1/2"\nchecked = "at the vote"\n',
        case(sitting(presence=LEAVING), ballots=votes(8)),
        "no_quorum",
    ),
    (
        "§ 90 VwVfG: late comers are there at the vote",
        '[quorum]\nneed = "more than 1/2"\nchecked = "at the vote"\n',
        case(sitting(presence={name(n): ((850 + n, None),) for n in range(1, 11)}), ballots=votes(8)),
        "adopted",
    ),
    (
        "GO-BT § 45: presumed, however few there are",
        PRESUMED,
        case(sitting(3, opened=None), ballots=votes(2, 1)),
        "adopted",
    ),
    (
        "GO-BT § 45: challenged, and too few there",
        PRESUMED,
        case(sitting(3, challenged=True), ballots=votes(2, 1)),
        "no_quorum",
    ),
    (
        "GO-BT § 45: challenged, and enough there",
        PRESUMED,
        case(sitting(10, challenged=True), ballots=votes(6, 4)),
        "adopted",
    ),
    (
        "GO-BT § 45 (2): counted by the votes cast",
        PRESUMED + 'counting = "votes cast"\n',
        case(sitting(10, challenged=True), ballots=votes(6, 3)),
        "no_quorum",
    ),
    (
        "Art. 49 BayGO: all invited, though the number is presumed",
        PRESUMED + "all_invited = true\n",
        case(sitting(3, invited_all=False), ballots=votes(2, 1)),
        "no_quorum",
    ),
    (
        "HGO § 53: presumed until challenged",
        '[quorum]\nneed = "more than 1/2"\nchecked = "at opening"\n',
        case(sitting(presence=LEAVING), ballots=votes(5, 3)),
        "adopted",
    ),
    (
        "HGO § 53: challenged",
        '[quorum]\nneed = "more than 1/2"\nchecked = "at opening"\n',
        case(sitting(presence=LEAVING, challenged=True), ballots=votes(5, 3)),
        "no_quorum",
    ),
    (
        "§ 53 HGO: never there at opening",
        '[quorum]\nneed = "more than 1/2"\nchecked = "at opening"\n',
        case(sitting(presence={name(n): ((870, None),) for n in range(1, 11)}), ballots=votes(8)),
        "no_quorum",
    ),
    (
        "§ 53 HGO: nobody noted the opening",
        '[quorum]\nneed = "more than 1/2"\nchecked = "at opening"\n',
        case(sitting(opened=None), ballots=votes(8)),
        "undecided",
    ),
    # invitation
    (
        "§ 90 VwVfG: all invited",
        "[quorum]\nneed = 3\nall_invited = true\n",
        case(sitting(9, invited_all=False), ballots=votes(9)),
        "no_quorum",
    ),
    (
        "§ 90 VwVfG: all invited",
        "[quorum]\nneed = 3\nall_invited = true\n",
        case(sitting(9, invited_all=None), ballots=votes(9)),
        "undecided",
    ),
    (
        "not asked for",
        "[quorum]\nneed = 3\n",
        case(sitting(9, invited_all=None), ballots=votes(9)),
        "adopted",
    ),
    (
        "attendance not noted",
        "[quorum]\nneed = 3\n",
        case(sitting(presence=None), ballots=votes(9)),
        "undecided",
    ),
    # after failing
    (
        "nothing",
        "[quorum]\nneed = 10\n",
        case(sitting(9, second_invitation=True, notice=True), ballots=votes(9)),
        "no_quorum",
    ),
    (
        "the item lapses",
        '[quorum]\nneed = 10\nfailing = "lapsed"\n',
        case(sitting(9), ballots=votes(9)),
        "lapsed",
    ),
    (
        "the item lapses after the second attempt",
        '[quorum]\nneed = 10\nfailing = "lapsed"\n[second_try]\ninvitation = "needed"\nneed = 5\n',
        case(sitting(4, second_invitation=True), ballots=votes(4)),
        "lapsed",
    ),
    (
        "§ 90 Abs. 2 VwVfG: any number if announced",
        "[quorum]\nneed = 10\n[second_try]\n",
        case(sitting(1, second_invitation=True, notice=True), ballots=votes(1)),
        "adopted",
    ),
    (
        "§ 90 Abs. 2 VwVfG: nobody came at all",
        "[quorum]\nneed = 10\n[second_try]\n",
        case(sitting(0, second_invitation=True, notice=True)),
        "no_quorum",
    ),
    (
        "invited again, no notice asked for",
        '[quorum]\nneed = 10\n[second_try]\ninvitation = "needed"\n',
        case(sitting(2, second_invitation=True), ballots=votes(2)),
        "adopted",
    ),
    (
        "Burgenland: after 30 minutes",
        '[quorum]\nneed = 10\n[second_try]\ninvitation = "not needed"\nafter_minutes = 30\n',
        case(sitting(4, vote_at=870), ballots=votes(3, 1)),
        "adopted",
    ),
    (
        "Burgenland: after 29 minutes",
        '[quorum]\nneed = 10\n[second_try]\ninvitation = "not needed"\nafter_minutes = 30\n',
        case(sitting(4, vote_at=869), ballots=votes(3, 1)),
        "no_quorum",
    ),
    (
        "Burgenland: time of the meeting not noted",
        '[quorum]\nneed = 10\n[second_try]\ninvitation = "not needed"\nafter_minutes = 30\n',
        case(sitting(4, scheduled=None), ballots=votes(3, 1)),
        "undecided",
    ),
    (
        "a fifth, after three days",
        FIFTH,
        case(sitting(4, earlier_day=MONDAY - dt.timedelta(days=3)), ballots=votes(3, 1)),
        "adopted",
    ),
    (
        "a fifth, after three days: two",
        FIFTH,
        case(sitting(4, earlier_day=MONDAY - dt.timedelta(days=2)), ballots=votes(3, 1)),
        "no_quorum",
    ),
    (
        "a fifth, after three days: three members",
        FIFTH,
        case(sitting(3, earlier_day=MONDAY - dt.timedelta(days=9)), ballots=votes(3)),
        "no_quorum",
    ),
    (
        "a fifth, after three days: the day not noted",
        FIFTH,
        case(sitting(4), ballots=votes(3, 1)),
        "undecided",
    ),
    (
        "§ 37 GemO BW: three, in a second meeting led by the chair",
        '[quorum]\nneed = "at least 1/2"\n[second_try]\nneed = 3\nchair = "chair"\n',
        case(sitting(names(4, 2), second_invitation=True, notice=True), ballots=votes(4, first=2)),
        "no_quorum",
    ),
    (
        "§ 37 GemO BW: a minimum in the second meeting",
        '[quorum]\nneed = "at least 1/2"\n[second_try]\nminimum = 3\n',
        case(sitting(2, second_invitation=True, notice=True), ballots=votes(2)),
        "no_quorum",
    ),
    # reduced by recusals
    (
        "§ 44 KSVG: more than half conflicted, three suffice",
        '[quorum]\nneed = 10\n[reduced_quorum]\nif_excluded = "more than 1/2"\nneed = 3\n',
        case(sitting(3), recused=recused(*names(10, 9)), ballots=votes(2, 1)),
        "adopted",
    ),
    (
        "§ 44 KSVG: exactly half conflicted",
        '[quorum]\nneed = 10\n[reduced_quorum]\nif_excluded = "more than 1/2"\nneed = 3\n',
        case(sitting(3), recused=recused(*names(9, 10)), ballots=votes(2, 1)),
        "no_quorum",
    ),
    (
        "§ 44 KSVG: benches and minimum fall away too",
        REDUCED_BENCHES,
        case(sitting(3), seats=TWO_BENCHES, recused=recused(*names(10, 9)), ballots=votes(2, 1)),
        "adopted",
    ),
]


@pytest.mark.parametrize(
    ("source", "text", "facts", "result"), CASES, ids=[f"{c[0]} → {c[3]}" for c in CASES]
)
def test_quorum(source: str, text: str, facts: Case, result: str) -> None:
    outcome = tally(facts, rules(text))
    assert outcome.result == result, (source, outcome.steps)


OPENING = '[quorum]\nneed = "more than 1/2"\nchecked = "at opening"\n'


@pytest.mark.parametrize(("left", "verdict"), [(0, "note"), (1, "warning")])
def test_a_presumed_quorum_is_a_warning_only_if_somebody_left(left: int, verdict: str) -> None:
    there = {name(number): ((840, 890 if number <= left else None),) for number in range(1, 12)}
    steps = tally(case(sitting(presence=there), ballots=votes(8)), rules(OPENING)).steps
    presumed = next(step for step in steps if step.rule == "quorum.presumed")
    assert (presumed.verdict, presumed.facts["now"]) == (verdict, 11 - left)


@pytest.mark.parametrize(("excluded", "holds"), [(9, False), (10, True)])
def test_the_reduced_quorum_says_whether_it_holds(excluded: int, holds: bool) -> None:  # noqa: FBT001  (a table)
    facts = case(sitting(3), recused=recused(*names(excluded, 19 - excluded)), ballots=votes(3))
    text = '[quorum]\nneed = 3\n[reduced_quorum]\nif_excluded = "more than 1/2"\nneed = 2\n'
    reduced = next(step for step in tally(facts, rules(text)).steps if step.rule == "quorum.reduced")
    assert (reduced.facts["excluded"], reduced.facts["limit"], reduced.facts["holds"]) == (
        excluded,
        10,
        holds,
    )


NEXT = [
    ("[quorum]\nneed = 10\n", "put_on_agenda"),
    ("[quorum]\nneed = 10\n[second_try]\n", "invite_again"),
    ('[quorum]\nneed = 10\n[second_try]\ninvitation = "not needed"\nafter_minutes = 90\n', "put_on_agenda"),
]


@pytest.mark.parametrize(("text", "next_step"), NEXT)
def test_what_to_do_without_a_quorum_follows_from_the_rules(text: str, next_step: str) -> None:
    assert tally(case(sitting(9), ballots=votes(9)), rules(text)).next_step == next_step
