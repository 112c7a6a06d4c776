"""Elections for one seat (§ 92 VwVfG): most votes, the form of the vote, a lot everybody can check."""

import dataclasses
import hashlib

import pytest

from beirat_tui.domain.tally import Ballot, Case, Election, Lot, tally
from beirat_tui.domain.tally.election import draw_lot, lot_text
from rounds import case, name, names, numbers, preset, rules, sitting, written

THREE = ("Amsel", "Drossel", "Fink")
HALF = '[elections]\nneed = "more than 1/2"\n'
FIRST_HALF = HALF + "after_ballots = 1\n"
FIRST_AGAIN = '[elections]\ntie = "repeat once, then lot"\n'
AGAIN = '[elections]\ntie = "repeat"\n'
FREE = '[elections]\npapers_on_objection = false\nsecret_on_demand_of = "none"\n'


def choices(*numbers: int) -> tuple[Ballot, ...]:
    """So many named votes for Amsel, Drossel, Fink, then abstentions, then votes for a stranger."""
    words = [
        word for word, count in zip((*THREE, "abstain", "Uhu"), numbers, strict=False) for _ in range(count)
    ]
    return tuple(Ballot(name(number), word) for number, word in enumerate(words, start=1))


def election(**facts: object) -> Election:
    """An election among three."""
    return Election(THREE, **facts)  # type: ignore[arg-type]  # facts of several types


CASES = [
    ("most votes", "", case(ballots=choices(5, 4, 3), election=election()), "elected", "Amsel"),
    (
        "most votes, less than half",
        "",
        case(ballots=choices(3, 4, 3), election=election()),
        "elected",
        "Drossel",
    ),
    (
        "abstentions and strangers",
        "",
        case(ballots=choices(2, 1, 0, 8, 4), election=election()),
        "elected",
        "Amsel",
    ),
    ("numbers", "", case(election=election(counts={"Fink": 5, "Amsel": 4}, abstain=1)), "elected", "Fink"),
    (
        "as many papers as members",
        "",
        case(election=election(counts={"Fink": 9, "Amsel": 7}, abstain=1, invalid=1)),
        "elected",
        "Fink",
    ),
    ("more papers than members", "", case(election=election(counts={"Fink": 19})), "undecided", ""),
    ("nobody voted", "", case(election=election()), "repeat", ""),
    ("no candidates", "", case(election=Election(())), "repeat", ""),
    ("more than half", HALF, case(ballots=choices(7, 4, 2), election=election()), "elected", "Amsel"),
    (
        "KVG LSA § 56: not more than half in the first ballot",
        FIRST_HALF,
        case(ballots=choices(6, 4, 2), election=election()),
        "repeat",
        "",
    ),
    (
        "KVG LSA § 56: most votes in the second ballot",
        FIRST_HALF,
        case(ballots=choices(6, 4, 2), election=election(), ballot_number=2),
        "elected",
        "Amsel",
    ),
    (
        "KVG LSA § 56: the lot in the second ballot",
        FIRST_HALF,
        case(ballots=choices(5, 5, 2), election=election(lot=Lot(("4", "2"))), ballot_number=2),
        "elected",
        draw_lot(("Amsel", "Drossel"), ("4", "2")),
    ),
    (
        "a tie in the first easy ballot is repeated once",
        FIRST_HALF + 'tie = "repeat once, then lot"\n',
        case(ballots=choices(5, 5, 2), election=election(lot=Lot(("4", "2"))), ballot_number=2),
        "repeat",
        "",
    ),
    (
        "and then the lot decides",
        FIRST_HALF + 'tie = "repeat once, then lot"\n',
        case(ballots=choices(5, 5, 2), election=election(lot=Lot(("4", "2"))), ballot_number=3),
        "elected",
        draw_lot(("Amsel", "Drossel"), ("4", "2")),
    ),
    ("not more than half", HALF, case(ballots=choices(6, 4, 2), election=election()), "repeat", ""),
    ("a tie, no lot yet", "", case(ballots=choices(5, 5), election=election()), "undecided", ""),
    (
        "a tie, an empty lot",
        "",
        case(ballots=choices(5, 5), election=election(lot=Lot(("",)))),
        "undecided",
        "",
    ),
    ("a tie, repeated first", FIRST_AGAIN, case(ballots=choices(5, 5), election=election()), "repeat", ""),
    (
        "a tie again, no lot yet",
        FIRST_AGAIN,
        case(ballots=choices(5, 5), ballot_number=2, election=election()),
        "undecided",
        "",
    ),
    (
        "a tie, always repeated",
        AGAIN,
        case(ballots=choices(5, 5), ballot_number=9, election=election()),
        "repeat",
        "",
    ),
    ("an objection to hands", "", case(ballots=choices(5, 4), election=election(objected=True)), "void", ""),
    (
        "an objection, papers used",
        "",
        case(ballots=choices(5, 4), election=election(objected=True, papers=True)),
        "elected",
        "Amsel",
    ),
    (
        "an objection without effect",
        FREE,
        case(ballots=choices(5, 4), election=election(objected=True)),
        "elected",
        "Amsel",
    ),
    (
        "a secret vote demanded",
        "",
        case(secret_demanded_by=("M03",), ballots=choices(5, 4), election=election()),
        "void",
        "",
    ),
    (
        "a secret vote held",
        "",
        case(secret=True, secret_demanded_by=("M03",), election=election(counts={"Fink": 9})),
        "elected",
        "Fink",
    ),
    (
        "no such demand",
        FREE,
        case(secret_demanded_by=("M03",), ballots=choices(5, 4), election=election()),
        "elected",
        "Amsel",
    ),
    (
        "no quorum",
        "[quorum]\nneed = 10\n",
        case(sitting(9), ballots=choices(5, 4), election=election()),
        "no_quorum",
        "",
    ),
]


@pytest.mark.parametrize(("title", "text", "facts", "result", "winner"), CASES, ids=[c[0] for c in CASES])
def test_election(title: str, text: str, facts: Case, result: str, winner: str) -> None:
    outcome = tally(facts, rules(text))
    assert (outcome.result, outcome.elected) == (result, winner), (title, outcome.steps)


def test_zero_rows_are_shown() -> None:
    steps = tally(case(ballots=choices(5, 4), election=election()), preset("vwvfg")).steps
    rows = {
        step.facts["candidate"]: step.facts["votes"] for step in steps if step.rule == "election.candidate"
    }
    assert rows == {"Amsel": 5, "Drossel": 4, "Fink": 0}


def test_the_lot_can_be_checked_by_hand() -> None:
    """The same text through any SHA-256 gives the same winner."""
    text = "beirat-lot-1\nAmsel\nDrossel\nFink\n17\nblau\n"
    assert lot_text(["Fink", "Amsel", "Drossel"], ["17", "blau"]) == text
    number = int(hashlib.sha256(text.encode()).hexdigest(), 16)
    assert draw_lot(THREE, ["17", "blau"]) == THREE[number % 3]


def test_the_lot_is_recorded_with_its_inputs() -> None:
    drawn = tally(case(ballots=choices(5, 5), election=election(lot=Lot(("17", "blau")))), rules())
    lot = next(step for step in drawn.steps if step.rule == "election.lot")
    assert drawn.result == "elected"
    assert lot.facts["candidates"] == ("Amsel", "Drossel")
    assert (lot.facts["inputs"], lot.facts["method"]) == (("17", "blau"), "sha256-1")
    assert drawn.elected == lot.facts["candidate"] == draw_lot(("Amsel", "Drossel"), ("17", "blau"))


def test_the_lot_is_fair() -> None:
    wins = [draw_lot(THREE, [str(number)]) for number in range(3_000)]
    assert all(900 < wins.count(candidate) < 1_100 for candidate in THREE)


def test_who_was_there_and_gave_no_vote_is_silent() -> None:
    outcome = tally(case(sitting(names(12)), ballots=choices(5, 4), election=election()), rules())
    assert outcome.counts.silent == 3


def test_votes_beside_the_candidates_are_told_apart() -> None:
    named = tally(case(ballots=choices(2, 1, 0, 3, 4), election=election()), rules()).counts
    assert (named.abstain, named.invalid, named.silent) == (3, 4, 8)
    papers = tally(case(election=election(counts={"Fink": 5}, abstain=2, invalid=3)), rules())
    assert (papers.counts.abstain, papers.counts.invalid, papers.counts.silent) == (2, 3, 8)
    rows = {step.facts.get("candidate"): step.facts.get("votes") for step in papers.steps[2:5]}
    assert rows == {"Amsel": 0, "Drossel": 0, "Fink": 5}


ANSWERED = (
    '[circulation]\nparticipation = "more than 1/2"\n',
    "[circulation]\n",
)


@pytest.mark.parametrize("circulation", ANSWERED)
def test_papers_counted_in_writing_are_answers(circulation: str) -> None:
    """All eighteen answered before the deadline, on papers: nobody is waited for."""
    running = dataclasses.replace(written(), closed=None)
    papers = election(counts={"Fink": 10, "Amsel": 7}, abstain=1, papers=True)
    found = tally(case(running, election=papers, secret=True), rules(circulation))
    assert (found.result, found.elected) == ("elected", "Fink")
    fewer = election(counts={"Fink": 10, "Amsel": 6}, abstain=1, papers=True)
    assert tally(case(running, election=fewer, secret=True), rules(circulation)).result == "undecided"


def test_papers_counted_in_an_election_are_votes_cast() -> None:
    """§ 33 BetrVG: half must take part in the vote, whoever is in the room."""
    by_votes = '[quorum]\nneed = "1/2"\ncounting = "votes cast"\n'
    for fink, result in ((5, "elected"), (4, "no_quorum")):
        papers = election(counts={"Fink": fink, "Amsel": 3}, abstain=1, papers=True)
        assert tally(case(election=papers, secret=True), rules(by_votes)).result == result


def test_nobody_was_silent_where_too_many_papers_were_counted_and_the_quorum_failed() -> None:
    counted = numbers(9, 3)
    found = tally(case(sitting(5), counted=counted, secret=True), preset("vwvfg"))
    assert (found.result, found.counts.yes, found.counts.silent) == ("no_quorum", 9, 0)
