"""Equal votes: at least two cases for each way to break a tie, with the text it comes from."""

import pytest

from beirat_tui.domain.tally import Ballot, Case, tally
from rounds import board, case, name, names, numbers, recused, rules, sitting, votes, written

CHAIR = '[tie]\nrule = "chair decides"\n'
CHAIR_ONLY = '[tie]\nrule = "chair decides"\nvoice = "chair only"\n'
CHAIR_THEN = '[tie]\nrule = "chair votes only then"\n'
REPEAT = '[tie]\nrule = "repeat once"\n'
REPEAT_CHAIR = '[tie]\nrule = "repeat once"\nafter_repeat = "chair decides"\n'
OPEN_OR_PAPERS = '[tie]\nrule = "open: chair, papers: rejected"\n[secrecy]\non_demand_of = "at least 1/2"\n'
OF_PRESENT = '[majority]\nneed = "more than 1/2"\nof = "present"\n' + CHAIR
NO_FIRST = (*(Ballot(name(n), "no") for n in range(1, 6)), *(Ballot(name(n), "yes") for n in range(6, 11)))

CASES = [
    (
        "Art. 42 GG: rejected",
        '[tie]\nrule = "rejected"\n',
        case(ballots=votes(5, 5)),
        "rejected",
        "tie.rejected",
    ),
    (
        "StIKoV § 12: rejected",
        '[tie]\nrule = "rejected"\n',
        case(ballots=votes(9, 9)),
        "rejected",
        "tie.rejected",
    ),
    ("§ 91 VwVfG: the chair said yes", CHAIR, case(ballots=votes(5, 5)), "adopted", "tie.chair"),
    ("§ 91 VwVfG: the chair said no", CHAIR, case(ballots=NO_FIRST), "rejected", "tie.chair"),
    (
        "the deputy leads",
        CHAIR,
        case(sitting(names(10, 2)), ballots=votes(5, 5, first=2)),
        "adopted",
        "tie.chair",
    ),
    (
        "the chair is recused",
        CHAIR,
        case(recused=recused("M01"), ballots=votes(5, 5, first=2)),
        "adopted",
        "tie.chair",
    ),
    (
        "nobody leads",
        CHAIR,
        case(sitting(names(10, 3)), ballots=votes(5, 5, first=3)),
        "rejected",
        "tie.no-chair",
    ),
    ("somebody else leads", CHAIR, case(presiding="M10", ballots=votes(5, 5)), "rejected", "tie.chair"),
    (
        "who leads is recused",
        CHAIR,
        case(presiding="M11", recused=recused("M11"), ballots=votes(5, 5)),
        "rejected",
        "tie.no-chair",
    ),
    (
        "the deputy may not",
        CHAIR_ONLY,
        case(sitting(names(10, 2)), ballots=votes(5, 5, first=2)),
        "rejected",
        "tie.no-chair",
    ),
    ("the chair alone may", CHAIR_ONLY, case(presiding="M02", ballots=votes(5, 5)), "adopted", "tie.chair"),
    ("in writing", CHAIR + "[circulation]\n", case(written(), ballots=votes(5, 5)), "adopted", "tie.chair"),
    (
        "papers: what the chair said is not noted",
        CHAIR,
        case(secret=True, counted=numbers(5, 5)),
        "undecided",
        "tie.casting-vote",
    ),
    (
        "papers: what the chair said is noted",
        CHAIR,
        case(secret=True, counted=numbers(5, 5), casting_vote="yes"),
        "adopted",
        "tie.chair",
    ),
    (
        "papers: the chair abstained",
        CHAIR,
        case(secret=True, counted=numbers(5, 5, 1), casting_vote="abstain"),
        "rejected",
        "tie.chair-abstained",
    ),
    (
        "the chair votes only then: yes",
        CHAIR_THEN,
        case(ballots=(*votes(1), *votes(5, 5, first=2))),
        "adopted",
        "tie.chair",
    ),
    (
        "the chair votes only then: no need",
        CHAIR_THEN,
        case(ballots=(Ballot("M01", "no"), *votes(6, 5, first=2))),
        "adopted",
        "majority.threshold",
    ),
    (
        "the chair votes only then: gave no vote",
        CHAIR_THEN,
        case(ballots=votes(5, 5, first=2)),
        "rejected",
        "tie.chair-abstained",
    ),
    (
        "the chair votes only then, without a vote",
        CHAIR_THEN,
        case(seats=board(chair_votes=0), ballots=votes(5, 5, first=2)),
        "rejected",
        "tie.chair-without-vote",
    ),
    (
        "the chair's vote is the sixth yes",
        "[majority]\nminimum_yes = 6\n" + CHAIR_THEN,
        case(ballots=(*votes(1), *votes(5, 5, first=2))),
        "adopted",
        "tie.chair",
    ),
    (
        "the chair's vote is not the seventh",
        "[majority]\nminimum_yes = 7\n" + CHAIR_THEN,
        case(ballots=(*votes(1), *votes(5, 5, first=2))),
        "rejected",
        "majority.minimum-yes",
    ),
    ("§ 64 SGB IV: repeat", REPEAT, case(ballots=votes(5, 5)), "repeat", "tie.repeat"),
    ("§ 64 SGB IV: again", REPEAT, case(ballots=votes(5, 5), ballot_number=2), "rejected", "tie.rejected"),
    (
        "§ 29 MitbestG: then the chair",
        REPEAT_CHAIR,
        case(ballots=votes(5, 5), ballot_number=2),
        "adopted",
        "tie.chair",
    ),
    ("§ 29 MitbestG: first repeat", REPEAT_CHAIR, case(ballots=votes(5, 5)), "repeat", "tie.repeat"),
    (
        "a tie in the first simple ballot after two unanimous ones",
        '[majority]\nneed = "all"\n[later_ballots]\nafter_ballots = 2\n' + REPEAT,
        case(ballots=votes(5, 5), ballot_number=3),
        "repeat",
        "tie.repeat",
    ),
    ("Wiener Beirat § 10: open", OPEN_OR_PAPERS, case(ballots=votes(5, 5)), "adopted", "tie.chair"),
    (
        "Wiener Beirat § 10: papers",
        OPEN_OR_PAPERS,
        case(secret=True, secret_demanded_by=names(9), counted=numbers(5, 5)),
        "rejected",
        "tie.rejected",
    ),
    (
        "equal votes of those present",
        OF_PRESENT,
        case(sitting(12), ballots=votes(5, 5, 2)),
        "adopted",
        "tie.chair",
    ),
    (
        "equal votes that are not half",
        OF_PRESENT + "only_at_half = true\n",
        case(sitting(12), ballots=votes(5, 5, 2)),
        "rejected",
        "majority.threshold",
    ),
    (
        "equal votes that are half",
        OF_PRESENT + "only_at_half = true\n",
        case(sitting(10), ballots=votes(5, 5)),
        "adopted",
        "tie.chair",
    ),
    ("all abstain: nil to nil", CHAIR, case(ballots=votes(0, 0, 9)), "rejected", "tie.chair-abstained"),
    ("four to four, eight abstain", CHAIR, case(ballots=votes(4, 4, 8)), "adopted", "tie.chair"),
    ("nobody votes: no tie", REPEAT, case(), "rejected", "majority.threshold"),
    (
        "two thirds know no tie",
        '[majority]\nneed = "at least 2/3"\n' + CHAIR,
        case(ballots=votes(5, 5)),
        "rejected",
        "majority.threshold",
    ),
]


@pytest.mark.parametrize(
    ("source", "text", "facts", "result", "reason"), CASES, ids=[f"{c[0]} → {c[3]}" for c in CASES]
)
def test_tie(source: str, text: str, facts: Case, result: str, reason: str) -> None:
    outcome = tally(facts, rules(text))
    assert (outcome.result, outcome.reason) == (result, reason), (source, outcome.steps)


def test_a_chair_whose_vote_was_not_needed_is_named() -> None:
    outcome = tally(case(ballots=(Ballot("M01", "no"), *votes(6, 5, first=2))), rules(CHAIR_THEN))
    assert outcome.steps[-1].rule == "tie.chair-not-asked"
    assert (outcome.counts.yes, outcome.counts.no) == (6, 5)
