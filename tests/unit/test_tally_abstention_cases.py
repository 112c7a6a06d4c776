"""Abstention and silence: at least two cases for each value of each dimension, with their source."""

import pytest

from beirat_tui.domain.tally import Ballot, Case, tally
from rounds import case, numbers, rules, sitting, votes


def abstaining(word: str, base: str = "votes cast", extra: str = "") -> str:
    """Abstentions that count as WORD, a simple majority of BASE."""
    return f'[majority]\nneed = "more than 1/2"\nof = "{base}"\n[abstention]\ncounts_as = "{word}"\n{extra}'


CASES = [
    ("§ 91 VwVfG: neutral", abstaining("neutral"), case(ballots=votes(2, 1, 15)), "adopted"),
    (
        "neutral, but they took part",
        abstaining("neutral", "participating"),
        case(ballots=votes(2, 1, 2)),
        "rejected",
    ),
    ("Burgenland § 7: a no", abstaining("no"), case(ballots=votes(5, 4, 2)), "rejected"),
    ("Burgenland § 7: a no", abstaining("no"), case(ballots=votes(6, 4, 1)), "adopted"),
    ("a no among few no", abstaining("no") + "[tie]\n", case(ballots=votes(6, 0, 5)), "adopted"),
    ("invalid", abstaining("invalid", "participating"), case(ballots=votes(2, 1, 2)), "adopted"),
    (
        "invalid, but present",
        abstaining("invalid", "present"),
        case(sitting(5), ballots=votes(2, 1, 2)),
        "rejected",
    ),
    (
        "Tierschutzbeirat § 5: absent for the majority",
        abstaining("absent for the majority", "present"),
        case(sitting(9), ballots=votes(4, 3, 2)),
        "adopted",
    ),
    (
        "absent for the majority, not for the quorum",
        "[quorum]\nneed = 9\n" + abstaining("absent for the majority", "present"),
        case(sitting(9), ballots=votes(4, 3, 2)),
        "adopted",
    ),
    (
        "absent for the quorum too",
        "[quorum]\nneed = 9\n" + abstaining("absent", "present"),
        case(sitting(9), ballots=votes(4, 3, 2)),
        "no_quorum",
    ),
    (
        "absent for the quorum too, by papers",
        "[quorum]\nneed = 9\n" + abstaining("absent"),
        case(sitting(9), secret=True, counted=numbers(4, 3, 2)),
        "no_quorum",
    ),
    (
        "absent, and still enough",
        "[quorum]\nneed = 7\n" + abstaining("absent", "present"),
        case(sitting(9), ballots=votes(4, 3, 2)),
        "adopted",
    ),
    (
        "Art. 48 BayGO: forbidden",
        abstaining("forbidden", "participating"),
        case(ballots=votes(2, 1, 9)),
        "adopted",
    ),
    (
        "Bgld. L-GBG § 24: forbidden, so invalid",
        abstaining("forbidden", "present"),
        case(sitting(5), ballots=votes(2, 1, 2)),
        "rejected",
    ),
    (
        "forbidden, by papers",
        abstaining("forbidden", "participating"),
        case(secret=True, counted=numbers(2, 1, 9)),
        "adopted",
    ),
    (
        "a missing answer abstains",
        abstaining("no", "votes cast", 'missing = "abstention"\n'),
        case(sitting(10), ballots=votes(5)),
        "rejected",
    ),
    (
        "a missing answer abstains",
        abstaining("no", "votes cast", 'missing = "abstention"\n'),
        case(sitting(9), ballots=votes(5)),
        "adopted",
    ),
    ("a missing answer is nothing", abstaining("no"), case(sitting(10), ballots=votes(5)), "adopted"),
]


@pytest.mark.parametrize(
    ("source", "text", "facts", "result"), CASES, ids=[f"{c[0]} → {c[3]}" for c in CASES]
)
def test_abstention(source: str, text: str, facts: Case, result: str) -> None:
    outcome = tally(facts, rules(text))
    assert outcome.result == result, (source, outcome.steps)


def test_zero_rows_are_there() -> None:
    counted = next(step for step in tally(case(), rules()).steps if step.rule == "votes.counted")
    assert counted.facts == {"yes": 0, "no": 0, "abstain": 0, "invalid": 0, "silent": 18, "late": 0}


def test_not_voting_is_not_abstaining() -> None:
    counts = tally(case(sitting(10), ballots=votes(5, 2, 1)), rules()).counts
    assert (counts.abstain, counts.silent) == (1, 2)


SILENCE = '[abstention]\nmissing = "abstention"\ncite = "§ 7"\n'
SHOWN = [
    ("", votes(5, 2), []),
    ("", votes(5, 2, 1), ["votes.abstention"]),
    (SILENCE, votes(5, 2), ["votes.silence", "votes.abstention"]),
    (SILENCE, votes(10, 8), []),
    ('[abstention]\ncounts_as = "forbidden"\n', votes(5, 2, 1), ["votes.abstention"]),
    ('[abstention]\ncounts_as = "forbidden"\n', votes(5, 2), []),
    ("", (Ballot("M01", "invalid"),), []),
]


@pytest.mark.parametrize(("text", "ballots", "shown"), SHOWN)
def test_what_abstention_and_silence_mean_is_said_only_where_it_matters(
    text: str, ballots: tuple[Ballot, ...], shown: list[str]
) -> None:
    steps = tally(case(ballots=ballots), rules(text)).steps
    told = [step.rule for step in steps if step.rule in {"votes.abstention", "votes.silence"}]
    assert told == shown
