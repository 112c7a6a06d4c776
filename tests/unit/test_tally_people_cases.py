"""Deputies, proxies, ballots: at least two cases for each value, with the text it comes from."""

import datetime as dt

import pytest

from beirat_tui.domain.tally import Ballot, Case, Representation, Seat, tally
from beirat_tui.domain.tally.admitted import admitted
from rounds import MONDAY, board, case, names, recused, rules, sitting, votes, written

PERSONAL = '[deputies]\nallowed = "personal"\n'
ABSENT = '[deputies]\nallowed = "personal"\nwhen = "only if the member is absent"\n'
ORDER = '[deputies]\nallowed = "any order"\n'
ORDER_QUORUM = '[quorum]\nneed = 4\ncounting = "present or represented"\n' + ORDER
PROXY = "[deputies]\nproxies = true\n"
ONE_PROXY = "[deputies]\nproxies = true\nproxies_at_most = 1\n"
DEPUTY = (Representation("M04", "D4"),)
POOL = (Representation("M01", "D1"), Representation("M02", "D2"))
TWO_PROXIES = (Representation("M04", "M01", "proxy"), Representation("M05", "M01", "proxy"))
TWO_ONE = votes(2, 1)


def by(person: str, member: str, choice: str) -> Ballot:
    """The vote of a deputy or proxy."""
    return Ballot(member, choice, "deputy", person)


def hand(member: str, choice: str) -> Ballot:
    """A vote recorded by the office."""
    return Ballot(member, choice, "hand")


THREE = (*names(3), "D1", "D2", "D4")
CASES = [
    # who is a deputy
    (
        "no deputies",
        "",
        case(sitting(THREE), representations=DEPUTY, ballots=(*votes(1, 1), by("D4", "M04", "yes"))),
        "rejected",
    ),
    (
        "Burgenland § 2: the personal deputy",
        PERSONAL,
        case(sitting(THREE), representations=DEPUTY, ballots=(*votes(1, 1), by("D4", "M04", "yes"))),
        "adopted",
    ),
    (
        "Burgenland § 2: nobody else's deputy",
        PERSONAL,
        case(sitting(THREE), representations=DEPUTY, ballots=(*votes(1, 1), by("D4", "M05", "yes"))),
        "rejected",
    ),
    (
        "Tierschutzbeirat § 2: any order",
        ORDER,
        case(sitting(THREE), representations=DEPUTY, ballots=(*votes(1, 1), by("D4", "M05", "yes"))),
        "adopted",
    ),
    (
        "any order: not from the list",
        ORDER,
        case(sitting(THREE), representations=DEPUTY, ballots=(*votes(1, 1), by("D9", "M05", "yes"))),
        "rejected",
    ),
    (
        "any order: a deputy who voted for two",
        ORDER,
        case(
            sitting(THREE),
            representations=DEPUTY,
            ballots=(*votes(1, 1), by("D4", "M05", "yes"), by("D4", "M06", "yes")),
        ),
        "rejected",
    ),
    (
        "any order counts for the quorum",
        ORDER_QUORUM,
        case(sitting(("M01", "M02", "D1", "D2")), representations=POOL, ballots=votes(2)),
        "adopted",
    ),
    (
        "any order: each deputy once",
        ORDER_QUORUM,
        case(sitting(("M01", "M02", "D1")), representations=POOL, ballots=(*votes(2), by("D1", "M09", "no"))),
        "no_quorum",
    ),
    # when a deputy votes
    (
        "R03: the member's own ballot comes first",
        PERSONAL,
        case(
            sitting(THREE),
            representations=(Representation("M03", "D4"),),
            ballots=(*TWO_ONE, by("D4", "M03", "yes")),
        ),
        "adopted",
    ),
    (
        "R03: the member is there and gave no vote",
        PERSONAL,
        case(
            sitting(THREE),
            representations=(Representation("M03", "D4"),),
            ballots=(*votes(1, 1), by("D4", "M03", "yes")),
        ),
        "adopted",
    ),
    (
        "Burgenland § 2: only if the member is absent",
        ABSENT,
        case(
            sitting(THREE),
            representations=(Representation("M03", "D4"),),
            ballots=(*votes(1, 1), by("D4", "M03", "yes")),
        ),
        "rejected",
    ),
    (
        "Burgenland § 2: absent indeed",
        ABSENT,
        case(
            sitting(("M01", "M02", "D4")),
            representations=(Representation("M03", "D4"),),
            ballots=(*votes(1, 1), by("D4", "M03", "yes")),
        ),
        "adopted",
    ),
    (
        "R03 in writing: the member answers in time",
        PERSONAL + "[circulation]\n",
        case(written(), representations=DEPUTY, ballots=(Ballot("M04", "no"), by("D4", "M04", "yes"))),
        "rejected",
    ),
    (
        "R03 in writing: the member does not answer",
        PERSONAL + "[circulation]\n",
        case(written(), representations=DEPUTY, ballots=(by("D4", "M04", "yes"),)),
        "adopted",
    ),
    (
        "the deputy has left",
        PERSONAL,
        case(sitting(3), representations=DEPUTY, ballots=(*votes(1, 1), by("D4", "M04", "yes"))),
        "rejected",
    ),
    (
        "the deputy is biased",
        PERSONAL,
        case(
            sitting(THREE),
            representations=DEPUTY,
            recused=recused("D4"),
            ballots=(*votes(1, 1), by("D4", "M04", "yes")),
        ),
        "rejected",
    ),
    (
        "two deputies contradict each other",
        PERSONAL,
        case(
            sitting(THREE),
            representations=(*DEPUTY, Representation("M04", "D1")),
            ballots=(*votes(1), by("D4", "M04", "no"), by("D1", "M04", "yes")),
        ),
        "adopted",
    ),
    # proxies
    (
        "no proxies",
        PERSONAL,
        case(sitting(3), representations=TWO_PROXIES, ballots=(*votes(1, 1), by("M01", "M04", "yes"))),
        "rejected",
    ),
    (
        "a proxy",
        PROXY,
        case(sitting(3), representations=TWO_PROXIES, ballots=(*votes(1, 1), by("M01", "M04", "yes"))),
        "adopted",
    ),
    (
        "at most one proxy each",
        ONE_PROXY,
        case(sitting(3), representations=TWO_PROXIES, ballots=(*votes(1, 1), by("M01", "M04", "yes"))),
        "rejected",
    ),
    (
        "at most one proxy each",
        ONE_PROXY,
        case(sitting(3), representations=TWO_PROXIES[:1], ballots=(*votes(1, 1), by("M01", "M04", "yes"))),
        "adopted",
    ),
    (
        "the proxy was absent",
        PROXY,
        case(
            sitting(names(2, 2)),
            representations=TWO_PROXIES,
            ballots=(*votes(1, 1, first=2), by("M01", "M04", "yes")),
        ),
        "rejected",
    ),
    # by hand
    ("recorded by the office", "", case(sitting(3), ballots=(*votes(1, 1), hand("M03", "yes"))), "adopted"),
    (
        "the own ballot comes before the recorded one",
        "",
        case(sitting(3), ballots=(*TWO_ONE, hand("M03", "yes"))),
        "adopted",
    ),
    (
        "the deputy comes before the recorded one",
        PERSONAL,
        case(
            sitting(("M01", "M03", "D4")),
            representations=(Representation("M03", "D4"),),
            ballots=(*votes(1), by("D4", "M03", "no"), hand("M03", "yes")),
        ),
        "rejected",
    ),
    (
        "recorded for somebody absent",
        "",
        case(sitting(2), ballots=(*votes(1, 1), hand("M03", "yes"))),
        "rejected",
    ),
    (
        "recorded twice, differently",
        "",
        case(sitting(3), ballots=(*votes(1), hand("M03", "no"), hand("M03", "yes"))),
        "adopted",
    ),
    (
        "recorded twice, the same",
        "",
        case(sitting(3), ballots=(*votes(1, 1), hand("M03", "yes"), hand("M03", "yes"))),
        "adopted",
    ),
    # contradictions and strangers
    (
        "two own ballots that contradict each other",
        "",
        case(sitting(2), ballots=(Ballot("M01", "yes"), Ballot("M02", "yes"), Ballot("M02", "no"))),
        "adopted",
    ),
    (
        "two own ballots: no recorded vote fills the gap",
        "",
        case(
            sitting(2),
            ballots=(Ballot("M01", "yes"), Ballot("M02", "yes"), Ballot("M02", "no"), hand("M02", "no")),
        ),
        "adopted",
    ),
    (
        "two own ballots that agree",
        "",
        case(sitting(2), ballots=(Ballot("M01", "yes"), Ballot("M02", "no"), Ballot("M02", "no"))),
        "rejected",
    ),
    (
        "named as contradicting",
        "",
        case(sitting(2), disputed=("M02", "X"), ballots=(Ballot("M01", "yes"), Ballot("M02", "no"))),
        "adopted",
    ),
    (
        "a stranger votes",
        "",
        case(sitting((*names(2), "X")), ballots=(*votes(1, 1), Ballot("X", "yes"))),
        "rejected",
    ),
    (
        "an adviser votes",
        "",
        case(
            sitting((*names(2), "A")),
            seats=(*board(2), Seat("A", role="adviser")),
            ballots=(*votes(1, 1), Ballot("A", "yes")),
        ),
        "rejected",
    ),
    (
        "not entitled in this item",
        "",
        case(
            sitting((*names(2), "S")),
            seats=(*board(2), Seat("S", entitled=False)),
            ballots=(*votes(1, 1), Ballot("S", "yes")),
        ),
        "rejected",
    ),
    # in advance
    ("a Vormerkung is no vote", "", case(sitting(2), ballots=votes(2, 2)), "adopted"),
    (
        "§ 108 AktG: votes handed in count",
        "[ballots]\nin_advance = true\n",
        case(sitting(2), ballots=votes(2, 2)),
        "rejected",
    ),
]


@pytest.mark.parametrize(
    ("source", "text", "facts", "result"), CASES, ids=[f"{c[0]} → {c[3]}" for c in CASES]
)
def test_people(source: str, text: str, facts: Case, result: str) -> None:
    outcome = tally(facts, rules(text))
    assert outcome.result == result, (source, outcome.steps)


def reasons(facts: Case, text: str) -> list[tuple[str, object]]:
    """Whose ballots do not count, and why."""
    steps = tally(facts, rules(text)).steps
    return [
        (str(step.facts["member"]), step.facts["why"]) for step in steps if step.rule == "ballot.set-aside"
    ]


def test_whose_ballot_gave_way_is_said() -> None:
    facts = case(
        sitting(THREE),
        representations=(Representation("M03", "D4"),),
        recused=recused("M02"),
        ballots=(*TWO_ONE, by("D4", "M03", "yes"), Ballot("X", "no"), hand("M09", "yes")),
    )
    assert reasons(facts, PERSONAL) == [
        ("M02", "recused"),
        ("M09", "absent"),
        ("X", "stranger"),
        ("M03", "gave-way"),
    ]


def test_who_voted_for_whom_is_said() -> None:
    facts = case(sitting(THREE), representations=DEPUTY, ballots=(by("D4", "M04", "yes"),))
    voted = [step for step in tally(facts, rules(PERSONAL)).steps if step.rule == "deputy.voted"]
    assert [dict(step.facts) for step in voted] == [{"member": "M04", "by": "D4"}]


def test_admitted_names_the_source_of_each_vote() -> None:
    facts = case(
        sitting(THREE),
        representations=DEPUTY,
        ballots=(*votes(2), by("D4", "M04", "yes"), hand("M03", "no"), hand("M01", "no")),
    )
    assert admitted(facts, rules(PERSONAL)) == {"M01": "own", "M02": "own", "M03": "hand", "M04": "deputy"}
    assert admitted(case(written(), ballots=votes(1)), rules("[circulation]\n")) == {"M01": "own"}
    late = Ballot("M02", "yes", received=MONDAY + dt.timedelta(days=15))
    assert admitted(case(written(), ballots=(*votes(1), late)), rules("[circulation]\n")) == {"M01": "own"}


def test_what_sets_a_ballot_aside_is_cited() -> None:
    text = "[recusal]\ncite = '§ R'\n[circulation]\ncite = '§ C'\n" + PERSONAL + "cite = '§ D'\n"
    facts = case(
        written(),
        recused=recused("M01"),
        ballots=(
            *votes(1),
            by("D9", "M02", "yes"),
            Ballot("M03", "yes", received=MONDAY + dt.timedelta(days=15)),
            Ballot("X", "yes"),
        ),
    )
    steps = tally(facts, rules(text)).steps
    cited = {step.facts["why"]: step.cite for step in steps if step.rule == "ballot.set-aside"}
    assert cited == {"recused": "§ R", "not-named": "§ D", "late": "§ C", "stranger": ""}
