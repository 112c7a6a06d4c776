"""Recusal, biased votes, secrecy: at least two cases for each value, with the text it comes from."""

import pytest

from beirat_tui.domain.tally import Ballot, Case, Counted, Recusal, tally
from rounds import board, case, names, numbers, recused, rules, sitting, votes, written

VOID = '[recusal]\ndecisive_vote = "void"\n'
BY_PAPERS = '[secrecy]\nvote = "secret"\n'
NEVER_BY_PAPERS = "[secrecy]\nsecret_forbidden = true\n"
TWO_ONE = votes(2, 1)


def by(person: str, member: str, choice: str) -> Ballot:
    """The vote of a deputy or proxy."""
    return Ballot(member, choice, "deputy", person)


def hand(member: str, choice: str) -> Ballot:
    """A vote recorded by the office."""
    return Ballot(member, choice, "hand")


CASES = [
    # recusal
    (
        "§ 20 VwVfG: must leave, does not count",
        "[quorum]\nneed = 3\n",
        case(sitting(3), recused=recused("M03"), ballots=votes(3)),
        "no_quorum",
    ),
    (
        "Vorarlberg § 10 KFG: may stay and counts",
        '[quorum]\nneed = 3\n[recusal]\npresence = "may stay"\nquorum = "counts"\n',
        case(sitting(3), recused=recused("M03"), ballots=votes(3)),
        "adopted",
    ),
    (
        "the recused have no vote",
        "",
        case(sitting(3), recused=recused("M01", "M02"), ballots=votes(2, 1)),
        "rejected",
    ),
    (
        "a biased chair counts as there where the rules say so",
        '[quorum]\nneed = "none"\nchair = "chair"\n[recusal]\nquorum = "counts"\n',
        case(sitting(3), recused=recused("M01"), ballots=votes(3)),
        "adopted",
    ),
    (
        "a biased chair is not there",
        '[quorum]\nneed = "none"\nchair = "chair"\n',
        case(sitting(3), recused=recused("M01"), ballots=votes(3)),
        "no_quorum",
    ),
    # decisive biased votes
    (
        "found later, decisive, void",
        VOID,
        case(sitting(3), recused=recused("M01", vote_cast=True), ballots=TWO_ONE),
        "void",
    ),
    (
        "found later, harmless",
        VOID,
        case(sitting(5), recused=recused("M01", vote_cast=True), ballots=votes(4, 1)),
        "adopted",
    ),
    (
        "found later, counted again",
        "",
        case(sitting(3), recused=recused("M01", vote_cast=True), ballots=TWO_ONE),
        "rejected",
    ),
    (
        "found later, counted again",
        "",
        case(sitting(3), recused=recused("M03", vote_cast=True), ballots=TWO_ONE),
        "adopted",
    ),
    (
        "two that cancel out, each alone decisive",
        VOID,
        case(sitting(5), recused=recused("M01", "M05", vote_cast=True), ballots=votes(3, 2)),
        "void",
    ),
    (
        "one declared in time, one found later",
        VOID,
        case(sitting(4), recused=(Recusal("M04"), Recusal("M03", vote_cast=True)), ballots=votes(3, 1)),
        "adopted",
    ),
    (
        "found later in a secret vote",
        VOID,
        case(sitting(3), secret=True, recused=recused("M01", vote_cast=True), counted=numbers(2, 1)),
        "void",
    ),
    (
        "found later in a secret vote, harmless",
        VOID,
        case(sitting(5), secret=True, recused=recused("M01", vote_cast=True), counted=numbers(4)),
        "adopted",
    ),
    (
        "found later in a secret vote, no rule",
        "",
        case(sitting(3), secret=True, recused=recused("M01", vote_cast=True), counted=numbers(2, 1)),
        "undecided",
    ),
    (
        "found later in a secret vote, the only yes",
        VOID,
        case(sitting(3), secret=True, recused=recused("M01", vote_cast=True), counted=numbers(1, 0, 2)),
        "void",
    ),
    (
        "found later in a secret vote by benches",
        VOID + '[majority]\nin_each_bench = "more than 1/2"\n',
        case(
            sitting(4),
            seats=board(4, benches=("A", "B")),
            secret=True,
            recused=recused("M01", vote_cast=True),
            counted=(Counted(2, 0, bench="A"), Counted(2, 0, bench="B")),
        ),
        "adopted",
    ),
    (
        "found later in a secret vote in which all took part",
        VOID,
        case(sitting(4), secret=True, recused=recused("M01", vote_cast=True), counted=numbers(4)),
        "adopted",
    ),
    (
        "found later in a secret vote with a paper too many",
        "",
        case(sitting(4), secret=True, recused=recused("M01", vote_cast=True), counted=numbers(5)),
        "undecided",
    ),
    (
        "a stranger's bias in a secret vote",
        VOID,
        case(sitting(3), secret=True, recused=recused("X", vote_cast=True), counted=numbers(2, 1)),
        "adopted",
    ),
    # secrecy
    ("open", "", case(sitting(3), ballots=TWO_ONE), "adopted"),
    (
        "open, taken secretly without a ground",
        "",
        case(sitting(3), secret=True, counted=numbers(2, 1)),
        "adopted",
    ),
    ("secret, as due", BY_PAPERS, case(sitting(3), secret=True, counted=numbers(2, 1)), "adopted"),
    ("secret, taken openly", BY_PAPERS, case(sitting(3), ballots=TWO_ONE), "void"),
    (
        "one member demands it",
        "[secrecy]\non_demand_of = 1\n",
        case(sitting(3), secret_demanded_by=("M03",), ballots=TWO_ONE),
        "void",
    ),
    (
        "one member demanded it and got it",
        "[secrecy]\non_demand_of = 1\n",
        case(sitting(3), secret=True, secret_demanded_by=("M03",), counted=numbers(2, 1)),
        "adopted",
    ),
    (
        "a third of those present",
        '[secrecy]\non_demand_of = "at least 1/3"\n',
        case(sitting(7), secret_demanded_by=names(2), ballots=votes(4, 3)),
        "adopted",
    ),
    (
        "a third of those present",
        '[secrecy]\non_demand_of = "at least 1/3"\n',
        case(sitting(6), secret_demanded_by=names(2), ballots=votes(4, 2)),
        "void",
    ),
    (
        "Wiener Beirat § 10: half of those present",
        '[secrecy]\non_demand_of = "at least 1/2"\n',
        case(sitting(6), secret_demanded_by=names(3), ballots=votes(4, 2)),
        "void",
    ),
    (
        "Wiener Beirat § 10: less than half",
        '[secrecy]\non_demand_of = "at least 1/2"\n',
        case(sitting(7), secret_demanded_by=names(3), ballots=votes(4, 2)),
        "adopted",
    ),
    (
        "demanded in writing by half",
        '[secrecy]\non_demand_of = "at least 1/2"\n[circulation]\n',
        case(written(), secret_demanded_by=names(9), ballots=votes(10)),
        "void",
    ),
    (
        "demanded by strangers",
        "[secrecy]\non_demand_of = 1\n",
        case(sitting(3), secret_demanded_by=("X",), ballots=TWO_ONE),
        "adopted",
    ),
    (
        "demanded by a member who is not there",
        "[secrecy]\non_demand_of = 1\n",
        case(sitting(3), secret_demanded_by=("M09",), ballots=TWO_ONE),
        "adopted",
    ),
    (
        "demanded where the rules know no demand",
        "",
        case(sitting(3), secret_demanded_by=("M03",), ballots=TWO_ONE),
        "adopted",
    ),
    (
        "Tirol § 5: by decision",
        "[secrecy]\nby_decision = true\n",
        case(sitting(3), secret_decided=True, ballots=TWO_ONE),
        "void",
    ),
    (
        "Tirol § 5: by decision",
        "[secrecy]\nby_decision = true\n",
        case(sitting(3), secret=True, secret_decided=True, counted=numbers(2, 1)),
        "adopted",
    ),
    (
        "§ 54 HGO: no secret votes",
        NEVER_BY_PAPERS,
        case(sitting(3), secret=True, counted=numbers(2, 1)),
        "void",
    ),
    (
        "§ 54 HGO: no secret votes",
        NEVER_BY_PAPERS,
        case(sitting(3), secret_demanded_by=names(3), ballots=TWO_ONE),
        "adopted",
    ),
]


@pytest.mark.parametrize(
    ("source", "text", "facts", "result"), CASES, ids=[f"{c[0]} → {c[3]}" for c in CASES]
)
def test_recusal_and_secrecy(source: str, text: str, facts: Case, result: str) -> None:
    outcome = tally(facts, rules(text))
    assert outcome.result == result, (source, outcome.steps)


def test_somebody_who_must_leave_and_stayed_is_pointed_out() -> None:
    outcome = tally(case(sitting(3), recused=recused("M03")), rules())
    assert [step.rule for step in outcome.steps if step.verdict == "warning"] == ["recusal.in-the-room"]
    staying = tally(case(sitting(3), recused=recused("M03")), rules('[recusal]\npresence = "may stay"\n'))
    assert [step.rule for step in staying.steps if step.verdict == "warning"] == []


@pytest.mark.parametrize(("text", "void"), [(VOID, True), ("", False)])
def test_a_decisive_vote_is_named_with_the_result_it_made(text: str, void: bool) -> None:  # noqa: FBT001  (a table)
    facts = case(sitting(3), recused=recused("M01", vote_cast=True), ballots=TWO_ONE)
    bias = tally(facts, rules(text)).steps[-1]
    assert bias.rule == "bias.decisive"
    assert dict(bias.facts) == {"members": ("M01",), "with": "adopted", "void": void}
