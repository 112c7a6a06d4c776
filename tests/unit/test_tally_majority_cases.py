"""Majority, limits, weights: at least two cases for each value of each dimension, with their source."""

import pytest

from beirat_tui.domain.tally import Ballot, Case, Counted, Seat, tally
from rounds import board, case, name, names, numbers, recused, rules, sitting, votes, written

BENCHES = board(18, benches=("Länder", "Kommunen"))
ODD, EVEN = tuple(name(n) for n in range(1, 18, 2)), tuple(name(n) for n in range(2, 19, 2))
TWICE_UNANIMOUS = """
[majority]
need = "all"
[later_ballots]
after_ballots = 2
need = "more than 1/2"
"""
WEIGHED = (Seat("M01", votes=7, role="chair"), Seat("M02", votes=2), Seat("M03", votes=1))
TWO_ALIKE = (Seat("M01", votes=3, role="chair"), Seat("M02", votes=2), Seat("M03", votes=2))
HEAVY = (Seat("M01", votes=3, role="chair"), *board(6)[1:])


def of(base: str, need: str = "more than 1/2") -> str:
    """A majority of NEED of BASE."""
    return f'[majority]\nneed = "{need}"\nof = "{base}"\n'


def by_bench(yes: int, no: int) -> tuple[Ballot, ...]:
    """All of the first bench vote yes; of the second YES vote yes and NO vote no."""
    second = ["yes"] * yes + ["no"] * no
    first = [Ballot(member, "yes") for member in ODD]
    return (*first, *(Ballot(member, word) for member, word in zip(EVEN, second, strict=False)))


CASES = [
    # more yes than no
    ("§ 91 VwVfG: yes > no", of("votes cast"), case(ballots=votes(6, 5, 7)), "adopted"),
    ("§ 91 VwVfG: yes > no", of("votes cast"), case(ballots=votes(5, 6, 7)), "rejected"),
    ("§ 47 GmbHG: one vote is enough", of("votes cast"), case(ballots=votes(1, 0, 17)), "adopted"),
    ("nobody voted", of("votes cast"), case(), "rejected"),
    # yes > no + abstentions
    ("yes > no + abstain", of("participating"), case(ballots=votes(5, 2, 3)), "rejected"),
    ("yes > no + abstain", of("participating"), case(ballots=votes(6, 2, 3)), "adopted"),
    # yes > half of those present
    (
        "Wiener Beirat § 10: of those present",
        of("present"),
        case(sitting(12), ballots=votes(6, 4)),
        "rejected",
    ),
    (
        "Wiener Beirat § 10: of those present",
        of("present"),
        case(sitting(12), ballots=votes(7, 4)),
        "adopted",
    ),
    (
        "of those present, the recused left out",
        of("present"),
        case(sitting(12), recused=recused("M12"), ballots=votes(6, 4)),
        "adopted",
    ),
    # yes > half of all members
    ("Art. 121 GG: of all members", of("voting members"), case(ballots=votes(9)), "rejected"),
    ("Art. 121 GG: of all members", of("voting members"), case(ballots=votes(10)), "adopted"),
    (
        "of all entitled in this item",
        of("entitled members"),
        case(recused=recused("M17", "M18"), ballots=votes(9)),
        "adopted",
    ),
    (
        "of all entitled in this item",
        of("entitled members"),
        case(recused=recused("M17", "M18"), ballots=votes(8)),
        "rejected",
    ),
    (
        "Art. 121 GG: of the seats by law",
        of("statutory seats"),
        case(statutory_seats=20, ballots=votes(10)),
        "rejected",
    ),
    (
        "Art. 121 GG: of the seats by law",
        of("statutory seats"),
        case(statutory_seats=20, ballots=votes(11)),
        "adopted",
    ),
    ("Art. 121 GG: seats not noted", of("statutory seats"), case(ballots=votes(18)), "undecided"),
    # qualified
    (
        "Art. 79 GG: two thirds of the members",
        of("voting members", "at least 2/3"),
        case(ballots=votes(12)),
        "adopted",
    ),
    (
        "Art. 79 GG: two thirds of the members",
        of("voting members", "at least 2/3"),
        case(ballots=votes(11)),
        "rejected",
    ),
    (
        "§ 33 BGB: three quarters of the votes cast",
        of("votes cast", "at least 3/4"),
        case(ballots=votes(9, 3, 6)),
        "adopted",
    ),
    (
        "§ 33 BGB: three quarters of the votes cast",
        of("votes cast", "at least 3/4"),
        case(ballots=votes(8, 3, 6)),
        "rejected",
    ),
    (
        "two thirds of those present",
        of("present", "at least 2/3"),
        case(sitting(9), ballots=votes(6)),
        "adopted",
    ),
    (
        "two thirds of those present",
        of("present", "at least 2/3"),
        case(sitting(10), ballots=votes(6)),
        "rejected",
    ),
    ("60 % of those taking part", of("participating", "60 %"), case(ballots=votes(6, 3, 1)), "adopted"),
    ("60 % of those taking part", of("participating", "60 %"), case(ballots=votes(5, 3, 1)), "rejected"),
    ("more than two thirds", of("votes cast", "more than 2/3"), case(ballots=votes(6, 3)), "rejected"),
    ("more than two thirds", of("votes cast", "more than 2/3"), case(ballots=votes(7, 3)), "adopted"),
    # unanimous
    (
        "Art. 238 AEUV: unanimous, abstentions do not hinder",
        of("votes cast", "all"),
        case(ballots=votes(3, 0, 15)),
        "adopted",
    ),
    ("Art. 238 AEUV: unanimous", of("votes cast", "all"), case(ballots=votes(17, 1)), "rejected"),
    (
        "§ 33 BGB: the purpose changes only with all members",
        of("voting members", "all"),
        case(ballots=votes(17)),
        "rejected",
    ),
    (
        "§ 33 BGB: the purpose changes only with all members",
        of("voting members", "all"),
        case(ballots=votes(18)),
        "adopted",
    ),
    ("unanimous, nobody votes", of("votes cast", "all"), case(ballots=votes(0, 0, 3)), "rejected"),
    # unanimous in two ballots, then simple
    ("twice unanimous: first", TWICE_UNANIMOUS, case(ballots=votes(9, 1)), "repeat"),
    ("twice unanimous: second", TWICE_UNANIMOUS, case(ballots=votes(9, 1), ballot_number=2), "repeat"),
    ("twice unanimous: then simple", TWICE_UNANIMOUS, case(ballots=votes(9, 1), ballot_number=3), "adopted"),
    ("twice unanimous: then simple", TWICE_UNANIMOUS, case(ballots=votes(1, 9), ballot_number=3), "rejected"),
    ("twice unanimous: at once", TWICE_UNANIMOUS, case(ballots=votes(10)), "adopted"),
    # extra limits
    ("at least 8 yes", "[majority]\nminimum_yes = 8\n", case(ballots=votes(7, 1)), "rejected"),
    ("at least 8 yes", "[majority]\nminimum_yes = 8\n", case(ballots=votes(8, 1)), "adopted"),
    (
        "a third of the members at least",
        '[majority]\nminimum_yes = "at least 1/3"\n',
        case(ballots=votes(5, 1)),
        "rejected",
    ),
    (
        "Art. 16 (4) TEU: 55 % of the states, by heads",
        '[majority]\nneed = "at least 65 %"\nof = "voting members"\nmembers_yes = "at least 55 %"\n',
        case(sitting(3), seats=WEIGHED, ballots=votes(1, 2)),
        "rejected",
    ),
    (
        "Art. 16 (4) TEU: 55 % of the states, by heads",
        '[majority]\nneed = "at least 65 %"\nof = "voting members"\nmembers_yes = "at least 55 %"\n',
        case(sitting(3), seats=WEIGHED, ballots=votes(2, 1)),
        "adopted",
    ),
    (
        "§ 25 WEG a. F.: papers do not tell heads",
        '[majority]\nmembers_yes = "more than 1/2"\n',
        case(sitting(3), seats=WEIGHED, counted=numbers(8, 2), secret=True),
        "undecided",
    ),
    (
        "where everybody has one vote, papers tell heads",
        '[majority]\nmembers_yes = "more than 1/2"\n',
        case(sitting(12), counted=numbers(10, 2), secret=True),
        "adopted",
    ),
    (
        "whoever votes in a tie only is a head once asked",
        '[majority]\nmembers_yes = 2\n[tie]\nrule = "chair votes only then"\n',
        case(sitting(3), seats=WEIGHED, ballots=votes(2, 1)),
        "rejected",
    ),
    (
        "whoever votes in a tie only is a head once asked",
        '[majority]\nmembers_yes = 2\n[tie]\nrule = "chair votes only then"\n',
        case(sitting(3), seats=TWO_ALIKE, ballots=votes(2, 1)),
        "adopted",
    ),
    (
        "silence that approves is a head too",
        '[majority]\nmembers_yes = 3\n[circulation]\nsilence = "approval"\n',
        case(written(), seats=WEIGHED, ballots=votes(1)),
        "adopted",
    ),
    (
        "silence of whoever objects is none",
        '[majority]\nmembers_yes = 3\n[circulation]\nsilence = "approval"\n',
        case(written(objections=("M03",)), seats=WEIGHED, ballots=votes(1)),
        "rejected",
    ),
    (
        "§ 53 HGO: the rules know the seats by law",
        'seats = 24\n[quorum]\nneed = "more than 1/2"\nof = "statutory seats"\n',
        case(sitting(12), ballots=votes(12)),
        "no_quorum",
    ),
    (
        "§ 53 HGO: what was noted of the seats comes first",
        'seats = 24\n[quorum]\nneed = "more than 1/2"\nof = "statutory seats"\n',
        case(sitting(12), statutory_seats=22, ballots=votes(12)),
        "adopted",
    ),
    ("fewer than three no", "[majority]\nfewer_no_than = 3\n", case(ballots=votes(14, 3)), "rejected"),
    ("fewer than three no", "[majority]\nfewer_no_than = 3\n", case(ballots=votes(14, 2)), "adopted"),
    (
        "the Länder and the Kommunen",
        '[majority]\nin_each_bench = "more than 1/2"\n',
        case(seats=BENCHES, ballots=by_bench(4, 5)),
        "rejected",
    ),
    (
        "the Länder and the Kommunen",
        '[majority]\nin_each_bench = "more than 1/2"\n',
        case(seats=BENCHES, ballots=by_bench(5, 4)),
        "adopted",
    ),
    (
        "only the Kommunen",
        '[majority.in_bench]\n"Kommunen" = "all"\n',
        case(seats=BENCHES, ballots=by_bench(8, 1)),
        "rejected",
    ),
    (
        "only the Kommunen",
        '[majority.in_bench]\n"Kommunen" = "all"\n',
        case(seats=BENCHES, ballots=by_bench(9, 0)),
        "adopted",
    ),
    (
        "benches and papers that do not tell them apart",
        '[majority]\nin_each_bench = "more than 1/2"\n',
        case(seats=BENCHES, secret=True, counted=numbers(14, 4)),
        "undecided",
    ),
    (
        "benches and papers of two colours",
        '[majority]\nin_each_bench = "more than 1/2"\n',
        case(
            seats=BENCHES,
            secret=True,
            counted=(Counted(5, 4, bench="Länder"), Counted(9, 0, bench="Kommunen")),
        ),
        "adopted",
    ),
    (
        "benches of all their members",
        '[majority]\nneed = "more than 1/2"\nof = "statutory seats"\nin_each_bench = "more than 1/2"\n',
        case(sitting(ODD), seats=BENCHES, statutory_seats=12, ballots=by_bench(0, 0)),
        "rejected",
    ),
    # weights and papers
    (
        "three votes for the chair",
        of("votes cast"),
        case(sitting(names(6)), seats=HEAVY, ballots=(*votes(1), *votes(0, 2, first=2))),
        "adopted",
    ),
    (
        "three votes for the chair, eight in all",
        of("voting members"),
        case(sitting(names(6)), seats=HEAVY, ballots=votes(3)),
        "adopted",
    ),
    ("papers", of("votes cast"), case(secret=True, counted=numbers(9, 8, 0, 1)), "adopted"),
    ("more papers than members", of("votes cast"), case(secret=True, counted=numbers(10, 9)), "undecided"),
    ("no papers at all", of("votes cast"), case(secret=True, counted=()), "rejected"),
    (
        "invalid votes",
        of("votes cast"),
        case(ballots=(Ballot("M01", "invalid"), *votes(2, 1, first=2))),
        "adopted",
    ),
]


@pytest.mark.parametrize(
    ("source", "text", "facts", "result"), CASES, ids=[f"{c[0]} → {c[3]}" for c in CASES]
)
def test_majority(source: str, text: str, facts: Case, result: str) -> None:
    outcome = tally(facts, rules(text))
    assert outcome.result == result, (source, outcome.steps)


MOTIONS = [
    ("recommend", "adopted"),
    ("recommend_with_conditions", "adopted_with_conditions"),
    ("do_not_recommend", "adopted"),
    ("postpone", "postponed"),
]


@pytest.mark.parametrize(("motion", "result"), MOTIONS)
def test_what_adopting_means_depends_on_the_motion(motion: str, result: str) -> None:
    assert tally(case(motion=motion, ballots=votes(10)), rules()).result == result
    assert tally(case(motion=motion, ballots=votes(0, 10)), rules()).result == "rejected"
