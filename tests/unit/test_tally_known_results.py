"""The cases with known results of a board of eighteen, whose chair is one of them unless said."""

import pytest

from beirat_tui.domain.tally import Ballot, Case, tally
from rounds import board, case, name, names, numbers, preset, recused, rules, sitting, votes, written

FIVE_ALL = votes(5, 5)
CHAIR_ABSTAINS = (Ballot("M01", "abstain"), *votes(5, 5, first=2))

KNOWN = [
    (
        "1 VwVfG: 5 to 4 of 10",
        "vwvfg",
        case(sitting(10), ballots=votes(5, 4, 1)),
        "adopted",
        "majority.threshold",
    ),
    (
        "1 Burgenland: abstention is a no",
        "burgenland-vo-438",
        case(sitting(10), ballots=votes(5, 4, 1)),
        "adopted",
        "tie.chair",
    ),
    (
        "1 StIKoV: 5 of the needed 10",
        "stikov",
        case(sitting(10), ballots=votes(5, 4, 1)),
        "rejected",
        "majority.threshold",
    ),
    ("2 VwVfG: 9 present", "vwvfg", case(sitting(9), ballots=votes(5, 4)), "no_quorum", "quorum.members"),
    (
        "2 invited again with the notice",
        "vwvfg",
        case(sitting(4, second_invitation=True, notice=True), ballots=votes(3, 1)),
        "adopted",
        "majority.threshold",
    ),
    (
        "2 invited again without the notice",
        "vwvfg",
        case(sitting(4, second_invitation=True), ballots=votes(3, 1)),
        "no_quorum",
        "quorum.members",
    ),
    ("3 tie, chair voted yes", "vwvfg", case(sitting(10), ballots=FIVE_ALL), "adopted", "tie.chair"),
    (
        "3 tie, chair has no vote",
        "vwvfg",
        case(sitting(11), seats=board(chair_votes=0), ballots=votes(5, 5, first=2)),
        "rejected",
        "tie.chair-without-vote",
    ),
    (
        "3 tie, chair abstained",
        "vwvfg",
        case(sitting(11), ballots=CHAIR_ABSTAINS),
        "rejected",
        "tie.chair-abstained",
    ),
    ("4 SGB IV: tie", "sgb-iv", case(sitting(10), ballots=FIVE_ALL), "repeat", "tie.repeat"),
    (
        "4 second tie",
        "sgb-iv",
        case(sitting(10), ballots=FIVE_ALL, ballot_number=2),
        "rejected",
        "tie.rejected",
    ),
    (
        "5 KSVG: 10 of 18 conflicted",
        "ksvg",
        case(sitting(names(3)), recused=recused(*names(10, 9)), ballots=votes(2, 1)),
        "adopted",
        "majority.threshold",
    ),
    (
        "6 Tierschutzbeirat: one objection",
        "tierschutzbeirat-rlp",
        case(written(objections=("M18",)), ballots=votes(17)),
        "lapsed",
        "circulation.objections",
    ),
    (
        "6 ZKBSV: two objections",
        "zkbsv",
        case(written(10, objections=names(2))),
        "adopted",
        "majority.threshold",
    ),
    (
        "6 ZKBSV: three objections",
        "zkbsv",
        case(written(10, objections=names(3))),
        "to_a_meeting",
        "circulation.objections",
    ),
    (
        "6 Vorarlberg: nobody answers",
        "vorarlberg-kulturbeirat",
        case(written(14)),
        "adopted",
        "majority.threshold",
    ),
    (
        "7 Bundestag: left before the vote",
        "bundestag",
        case(
            sitting(presence={name(n): ((840, None if n < 9 else 890),) for n in range(1, 13)}),
            ballots=votes(5, 3),
        ),
        "adopted",
        "majority.threshold",
    ),
    (
        "7 the same, challenged",
        "bundestag",
        case(
            sitting(
                presence={name(n): ((840, None if n < 9 else 890),) for n in range(1, 13)}, challenged=True
            ),
            ballots=votes(5, 3),
        ),
        "no_quorum",
        "quorum.members",
    ),
    (
        "VwVfG: ten there, one of them recused",
        "vwvfg",
        case(sitting(10), recused=recused("M10"), ballots=votes(5, 4)),
        "no_quorum",
        "quorum.members",
    ),
]


@pytest.mark.parametrize(
    ("title", "rule_set", "facts", "result", "reason"), KNOWN, ids=[known[0] for known in KNOWN]
)
def test_known_result(title: str, rule_set: str, facts: Case, result: str, reason: str) -> None:
    del title
    outcome = tally(facts, preset(rule_set))
    assert (outcome.result, outcome.reason) == (result, reason)


def test_an_abstaining_chair_leaves_a_warning() -> None:
    outcome = tally(case(sitting(11), ballots=CHAIR_ABSTAINS), preset("vwvfg"))
    assert [step.rule for step in outcome.steps if step.verdict == "warning"] == ["tie.chair-abstained"]


def test_a_presumed_quorum_leaves_a_note_with_both_figures() -> None:
    presence = {name(n): ((840, None if n < 9 else 890),) for n in range(1, 13)}
    opened = '[quorum]\nneed = "more than 1/2"\nchecked = "at opening"\n'
    outcome = tally(case(sitting(presence=presence), ballots=votes(5, 3)), rules(opened))
    presumed = next(step for step in outcome.steps if step.rule == "quorum.presumed")
    assert (presumed.facts["opened"], presumed.facts["now"]) == (12, 8)


def test_thresholds_at_eighteen() -> None:
    outcome = tally(case(sitting(9), counted=numbers(5, 4), secret=True), preset("vwvfg"))
    quorum = next(step for step in outcome.steps if step.rule == "quorum.members")
    assert (quorum.facts["present"], quorum.facts["needed"], quorum.facts["base"]) == (9, 10, 18)
