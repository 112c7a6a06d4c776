"""Quorum: at least two cases for each value of each dimension, each with the text it comes from."""

import pytest

from beirat_tui.domain.tally import Ballot, Case, Representation, Seat, tally
from rounds import board, case, name, names, numbers, recused, rules, sitting, votes

TWO_BENCHES = board(18, benches=("Bundestag", "Bundesrat"))
MIXED = (*board(12), *(Seat(name(n), bench="Sachverständige") for n in range(13, 19)))
ODD, EVEN = tuple(name(n) for n in range(1, 18, 2)), tuple(name(n) for n in range(2, 19, 2))
STAND_INS = tuple(Representation(name(n), f"D{n:02d}") for n in (9, 10))
PROXIES = tuple(Representation(name(n), name(1), "proxy") for n in (9, 10))


def yes(*members: str) -> tuple[Ballot, ...]:
    """A yes of each of MEMBERS."""
    return tuple(Ballot(member, "yes") for member in members)


REPRESENTED = """
[quorum]
need = "more than 1/2"
counting = "present or represented"
[deputies]
allowed = "personal"
"""

CASES = [
    # how many
    ("StIKoV § 12: six", "[quorum]\nneed = 6\n", case(sitting(6), ballots=votes(4, 2)), "adopted"),
    ("StIKoV § 12: six", "[quorum]\nneed = 6\n", case(sitting(5), ballots=votes(4, 1)), "no_quorum"),
    (
        "ZKBSV § 11: ten",
        '[quorum]\nneed = "at least 10"\n',
        case(sitting(10), ballots=votes(6, 4)),
        "adopted",
    ),
    (
        "ZKBSV § 11: ten",
        '[quorum]\nneed = "at least 10"\n',
        case(sitting(9), ballots=votes(6, 3)),
        "no_quorum",
    ),
    (
        "§ 90 VwVfG: more than half",
        '[quorum]\nneed = "more than 1/2"\n',
        case(sitting(9), ballots=votes(9)),
        "no_quorum",
    ),
    (
        "§ 90 VwVfG: more than half",
        '[quorum]\nneed = "more than 1/2"\n',
        case(sitting(10), ballots=votes(10)),
        "adopted",
    ),
    (
        "Vorarlberg § 3: half",
        '[quorum]\nneed = "at least 1/2"\n',
        case(sitting(9), ballots=votes(9)),
        "adopted",
    ),
    (
        "Vorarlberg § 3: half",
        '[quorum]\nneed = "at least 1/2"\n',
        case(sitting(8), ballots=votes(8)),
        "no_quorum",
    ),
    (
        "Art. 79 GG in spirit: two thirds",
        '[quorum]\nneed = "at least 2/3"\n',
        case(sitting(11), ballots=votes(9)),
        "no_quorum",
    ),
    (
        "Art. 79 GG in spirit: two thirds",
        '[quorum]\nneed = "66 %"\n',
        case(sitting(12), ballots=votes(9)),
        "adopted",
    ),
    ("everybody", '[quorum]\nneed = "all"\n', case(sitting(17), ballots=votes(17)), "no_quorum"),
    ("everybody", '[quorum]\nneed = "all"\n', case(sitting(18), ballots=votes(10)), "adopted"),
    (
        "§ 90 VwVfG: at least three of four",
        '[quorum]\nneed = "more than 1/2"\nminimum = 4\n',
        case(sitting(3), seats=board(4), ballots=votes(3)),
        "no_quorum",
    ),
    (
        "§ 90 VwVfG: at least three of four",
        '[quorum]\nneed = "more than 1/2"\nminimum = 3\n',
        case(sitting(3), seats=board(4), ballots=votes(3)),
        "adopted",
    ),
    # of whom
    (
        "§ 90 VwVfG: of the voting members, vacant seats left out",
        '[quorum]\nneed = "more than 1/2"\nof = "voting members"\n',
        case(sitting(10), statutory_seats=24, ballots=votes(10)),
        "adopted",
    ),
    (
        "§ 90 VwVfG: advisers are no voting members",
        '[quorum]\nneed = "more than 1/2"\nof = "voting members"\n',
        case(
            sitting(names(4)),
            seats=(*board(6), *(Seat(f"A{n}", role="adviser") for n in range(6))),
            ballots=votes(4),
        ),
        "adopted",
    ),
    (
        "§ 53 HGO: half of the seats by law",
        '[quorum]\nneed = "more than 1/2"\nof = "statutory seats"\n',
        case(sitting(12), statutory_seats=24, ballots=votes(12)),
        "no_quorum",
    ),
    (
        "§ 108 AktG: half of the seats by law, at least three",
        '[quorum]\nneed = "at least 1/2"\nof = "statutory seats"\nminimum = 3\n',
        case(sitting(12), statutory_seats=24, ballots=votes(12)),
        "adopted",
    ),
    (
        "§ 53 HGO: nobody noted the seats by law",
        '[quorum]\nneed = "more than 1/2"\nof = "statutory seats"\n',
        case(sitting(18), ballots=votes(18)),
        "undecided",
    ),
    (
        "Menschenrechtsbeirat § 10: chair and five others",
        '[quorum]\nneed = 5\nof = "members other than the chair"\nchair = "chair"\n',
        case(sitting(5), ballots=votes(5)),
        "no_quorum",
    ),
    (
        "Menschenrechtsbeirat § 10: chair and five others",
        '[quorum]\nneed = 5\nof = "members other than the chair"\nchair = "chair"\n',
        case(sitting(6), ballots=votes(6)),
        "adopted",
    ),
    (
        "half of the other members: 9 of 17",
        '[quorum]\nneed = "at least 1/2"\nof = "members other than the chair"\n',
        case(sitting(names(8, 2)), ballots=votes(8, first=2)),
        "no_quorum",
    ),
    (
        "§ 64 SGB IV read narrowly: of those entitled in this item",
        '[quorum]\nneed = "more than 1/2"\nof = "entitled members"\n',
        case(sitting(9), recused=recused(*names(2, 17)), ballots=votes(9)),
        "adopted",
    ),
    (
        "§ 64 SGB IV read narrowly: 8 of 16",
        '[quorum]\nneed = "more than 1/2"\nof = "entitled members"\n',
        case(sitting(8), recused=recused(*names(2, 17)), ballots=votes(8)),
        "no_quorum",
    ),
    (
        "BEGTPG § 6: each bench",
        '[quorum]\nneed = "none"\nin_each_bench = "more than 1/2"\n',
        case(sitting((*ODD[:5], *EVEN[:5])), seats=TWO_BENCHES, ballots=yes(*ODD[:5], *EVEN[:5])),
        "adopted",
    ),
    (
        "BEGTPG § 6: fourteen there, one bench short",
        '[quorum]\nneed = "none"\nin_each_bench = "more than 1/2"\n',
        case(sitting((*ODD, *EVEN[:4])), seats=TWO_BENCHES, ballots=yes(*ODD, *EVEN[:4])),
        "no_quorum",
    ),
    (
        "ZKBSV § 11: ten, among them six experts",
        '[quorum]\nneed = 10\n[quorum.in_bench]\n"Sachverständige" = 6\n',
        case(sitting(names(10, 9)), seats=MIXED, ballots=votes(10, first=9)),
        "adopted",
    ),
    (
        "ZKBSV § 11: thirteen there, five experts",
        '[quorum]\nneed = 10\n[quorum.in_bench]\n"Sachverständige" = 6\n',
        case(sitting(names(17)), seats=MIXED, ballots=votes(17)),
        "no_quorum",
    ),
    # who counts
    (
        "GO-BT § 45: present, whoever may vote",
        '[quorum]\nneed = "more than 1/2"\ncounting = "present"\n[recusal]\nquorum = "counts"\n',
        case(sitting(10), recused=recused("M10"), ballots=votes(9)),
        "adopted",
    ),
    (
        "the same, the recused left out",
        '[quorum]\nneed = "more than 1/2"\ncounting = "present"\n[recusal]\nquorum = "does not count"\n',
        case(sitting(10), recused=recused("M10"), ballots=votes(9)),
        "no_quorum",
    ),
    (
        "BayVwV § 10: present or represented",
        REPRESENTED,
        case(sitting((*names(8), "D09", "D10")), representations=STAND_INS, ballots=votes(8)),
        "adopted",
    ),
    (
        "BayVwV § 10: a deputy who stayed away represents nobody",
        REPRESENTED,
        case(sitting((*names(8), "D09")), representations=STAND_INS, ballots=votes(8)),
        "no_quorum",
    ),
    (
        "present alone: the represented do not count",
        '[quorum]\nneed = "more than 1/2"\n[deputies]\nallowed = "personal"\n',
        case(sitting((*names(8), "D09", "D10")), representations=STAND_INS, ballots=votes(8)),
        "no_quorum",
    ),
    (
        "present or represented by proxy",
        '[quorum]\nneed = "more than 1/2"\ncounting = "present or represented"\n[deputies]\nproxies = true\n',
        case(sitting(8), representations=PROXIES, ballots=votes(8)),
        "adopted",
    ),
    (
        "§ 64 SGB IV: present and entitled",
        '[quorum]\nneed = "more than 1/2"\ncounting = "present and entitled"\n',
        case(sitting(10), seats=(*board(9), Seat("M10", entitled=False), *board(18)[10:]), ballots=votes(9)),
        "no_quorum",
    ),
    (
        "§ 64 SGB IV: present and entitled",
        '[quorum]\nneed = "more than 1/2"\ncounting = "present and entitled"\n',
        case(sitting(11), recused=recused("M11"), ballots=votes(10)),
        "adopted",
    ),
    (
        "§ 33 BetrVG: half must take part in the vote",
        '[quorum]\nneed = "at least 1/2"\ncounting = "votes cast"\n',
        case(sitting(18), ballots=votes(8)),
        "no_quorum",
    ),
    (
        "§ 33 BetrVG: abstaining is taking part",
        '[quorum]\nneed = "at least 1/2"\ncounting = "votes cast"\n',
        case(sitting(18), ballots=votes(5, 2, 2)),
        "adopted",
    ),
    (
        "§ 33 BetrVG by papers",
        '[quorum]\nneed = "at least 1/2"\ncounting = "votes cast"\n',
        case(sitting(18), secret=True, counted=numbers(5, 2, 1, 1)),
        "adopted",
    ),
    # the chair
    (
        "MRB § 10: the chair",
        '[quorum]\nneed = "none"\nchair = "chair"\n',
        case(sitting(names(9, 2)), ballots=votes(9, first=2)),
        "no_quorum",
    ),
    (
        "MRB § 10: the chair",
        '[quorum]\nneed = "none"\nchair = "chair"\n',
        case(sitting(9), ballots=votes(9)),
        "adopted",
    ),
    (
        "Abfallwirtschaftsbeirat § 3: chair or deputy",
        '[quorum]\nneed = 5\nchair = "chair or deputy chair"\n',
        case(sitting(names(9, 2)), ballots=votes(9, first=2)),
        "adopted",
    ),
    (
        "Abfallwirtschaftsbeirat § 3: neither there",
        '[quorum]\nneed = 5\nchair = "chair or deputy chair"\n',
        case(sitting(names(9, 3)), ballots=votes(9, first=3)),
        "no_quorum",
    ),
    (
        "a chair without a vote is there all the same",
        '[quorum]\nneed = 5\nchair = "chair"\n',
        case(sitting(6), seats=board(chair_votes=0), ballots=votes(5, first=2)),
        "adopted",
    ),
]


@pytest.mark.parametrize(
    ("source", "text", "facts", "result"), CASES, ids=[f"{c[0]} → {c[3]}" for c in CASES]
)
def test_quorum(source: str, text: str, facts: Case, result: str) -> None:
    outcome = tally(facts, rules(text))
    assert outcome.result == result, (source, outcome.steps)
