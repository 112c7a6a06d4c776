"""Votes in writing: at least two cases for each value of each dimension, with the text it comes from."""

import pytest

from beirat_tui.domain.tally import Ballot, Case, tally
from rounds import case, name, names, numbers, recused, rules, votes, written


def on(text: str) -> str:
    """Rules for votes in writing."""
    return f"[circulation]\n{text}"


ALL = tuple(Ballot(name(n), "yes") for n in range(1, 19))

CASES = [
    # allowed or not
    (
        "no written vote",
        on("allowed = false\n"),
        case(written(), ballots=ALL),
        "to_a_meeting",
        "circulation.allowed",
    ),
    ("no section at all", "", case(written(), ballots=ALL), "to_a_meeting", "circulation.allowed"),
    ("§ 48 GmbHG in spirit: allowed", on(""), case(written(), ballots=ALL), "adopted", "majority.threshold"),
    # objections
    (
        "§ 90 VwVfG: one objection",
        on("stopped_by = 1\n"),
        case(written(objections=("M05",)), ballots=ALL),
        "to_a_meeting",
        "circulation.objections",
    ),
    (
        "§ 90 VwVfG: no objection",
        on("stopped_by = 1\n"),
        case(written(), ballots=ALL),
        "adopted",
        "majority.threshold",
    ),
    (
        "§ 108 AktG: an adviser objects",
        on("stopped_by = 1\n"),
        case(written(objections=("A1",)), ballots=ALL),
        "adopted",
        "majority.threshold",
    ),
    (
        "the recused do not object",
        on("stopped_by = 1\n"),
        case(written(objections=("M05",)), recused=recused("M05"), ballots=ALL),
        "adopted",
        "majority.threshold",
    ),
    (
        "ZKBSV § 11: more than two",
        on('stopped_by = "more than 2"\n'),
        case(written(objections=names(2)), ballots=ALL),
        "adopted",
        "majority.threshold",
    ),
    (
        "ZKBSV § 11: more than two",
        on('stopped_by = "more than 2"\n'),
        case(written(objections=names(3)), ballots=ALL),
        "to_a_meeting",
        "circulation.objections",
    ),
    (
        "§ 64 SGB IV: a fifth is four of 18",
        on('stopped_by = "at least 1/5"\n'),
        case(written(objections=names(3)), ballots=ALL),
        "adopted",
        "majority.threshold",
    ),
    (
        "§ 64 SGB IV: a fifth is four of 18",
        on('stopped_by = "at least 1/5"\n'),
        case(written(objections=names(4)), ballots=ALL),
        "to_a_meeting",
        "circulation.objections",
    ),
    (
        "Tierschutzbeirat § 5: no resolution",
        on('stopped_by = 1\nwhen_stopped = "lapsed"\n'),
        case(written(objections=("M05",)), ballots=ALL),
        "lapsed",
        "circulation.objections",
    ),
    (
        "objections without effect",
        on(""),
        case(written(objections=names(17)), ballots=ALL),
        "adopted",
        "majority.threshold",
    ),
    (
        "§ 48 GmbHG: all must consent",
        on("all_must_consent = true\n"),
        case(written(), ballots=votes(17)),
        "to_a_meeting",
        "circulation.consent",
    ),
    (
        "§ 48 GmbHG: all must consent",
        on("all_must_consent = true\n"),
        case(written(), ballots=votes(10, 8)),
        "adopted",
        "majority.threshold",
    ),
    (
        "§ 48 GmbHG: one objects",
        on("all_must_consent = true\n"),
        case(written(objections=("M18",)), ballots=ALL),
        "to_a_meeting",
        "circulation.objections",
    ),
    # participation
    ("none needed", on(""), case(written(), ballots=votes(1)), "adopted", "majority.threshold"),
    (
        "half",
        on('participation = "at least 1/2"\n'),
        case(written(), ballots=votes(8)),
        "to_a_meeting",
        "circulation.participation",
    ),
    (
        "half",
        on('participation = "at least 1/2"\n'),
        case(written(), ballots=votes(5, 2, 2)),
        "adopted",
        "majority.threshold",
    ),
    (
        "Burgenland § 7: more than half with the chair",
        on('participation = "more than 1/2"\nchair = "chair or deputy chair"\n'),
        case(written(), ballots=votes(10)),
        "adopted",
        "majority.threshold",
    ),
    (
        "Burgenland § 7: without chair and deputy",
        on('participation = "more than 1/2"\nchair = "chair or deputy chair"\n'),
        case(written(), ballots=votes(10, first=3)),
        "to_a_meeting",
        "circulation.chair",
    ),
    (
        "the deputy is not the chair",
        on('chair = "chair"\ntoo_few = "lapsed"\n'),
        case(written(), ballots=votes(10, first=2)),
        "lapsed",
        "circulation.chair",
    ),
    (
        "papers do not show the chair",
        on('chair = "chair"\n'),
        case(written(), secret=True, counted=numbers(10)),
        "undecided",
        "circulation.chair",
    ),
    (
        "two thirds",
        on('participation = "at least 2/3"\ntoo_few = "no quorum"\n'),
        case(written(), ballots=votes(11)),
        "no_quorum",
        "circulation.participation",
    ),
    (
        "two thirds",
        on('participation = "at least 2/3"\n'),
        case(written(), ballots=votes(12)),
        "adopted",
        "majority.threshold",
    ),
    (
        "all",
        on('participation = "all"\n'),
        case(written(), ballots=votes(17)),
        "to_a_meeting",
        "circulation.participation",
    ),
    (
        "all who may",
        on('participation = "all"\n'),
        case(written(), recused=recused("M18"), ballots=votes(17)),
        "adopted",
        "majority.threshold",
    ),
    (
        "seven",
        on("participation = 7\n"),
        case(written(), ballots=votes(6)),
        "to_a_meeting",
        "circulation.participation",
    ),
    (
        "seven",
        on("participation = 7\n"),
        case(written(), ballots=votes(4, 2, 1)),
        "adopted",
        "majority.threshold",
    ),
    (
        "seven by papers",
        on("participation = 7\n"),
        case(written(), secret=True, counted=numbers(4, 2, 1)),
        "adopted",
        "majority.threshold",
    ),
    (
        "invalid papers are answers too",
        on("participation = 4\n"),
        case(written(), secret=True, counted=numbers(1, 1, 1, 1)),
        "rejected",
        "tie.rejected",
    ),
    (
        "half of all, two recused",
        on('participation = "at least 1/2"\nparticipation_of = "voting members"\n'),
        case(written(), recused=recused("M17", "M18"), ballots=votes(8)),
        "to_a_meeting",
        "circulation.participation",
    ),
    (
        "half of the seats by law",
        on('participation = "at least 1/2"\nparticipation_of = "statutory seats"\n'),
        case(written(), statutory_seats=20, ballots=votes(9)),
        "to_a_meeting",
        "circulation.participation",
    ),
    (
        "half of the seats by law",
        on('participation = "at least 1/2"\nparticipation_of = "statutory seats"\n'),
        case(written(), statutory_seats=18, ballots=votes(9)),
        "adopted",
        "majority.threshold",
    ),
    (
        "seats by law not noted",
        on('participation = "at least 1/2"\nparticipation_of = "statutory seats"\n'),
        case(written(), ballots=votes(9)),
        "undecided",
        "circulation.statutory-seats",
    ),
    # the majority in writing
    (
        "MRB § 10: in writing unanimous",
        on('need = "all"\n'),
        case(written(), ballots=votes(17, 1)),
        "rejected",
        "majority.threshold",
    ),
    (
        "in writing of all members",
        on('of = "voting members"\n'),
        case(written(), ballots=votes(9)),
        "rejected",
        "majority.threshold",
    ),
    (
        "of those present means of those answering",
        '[majority]\nneed = "more than 1/2"\nof = "present"\n' + on(""),
        case(written(), ballots=votes(5, 2, 3)),
        "rejected",
        "majority.threshold",
    ),
]


@pytest.mark.parametrize(
    ("source", "text", "facts", "result", "reason"), CASES, ids=[f"{c[0]} → {c[3]}" for c in CASES]
)
def test_circulation(source: str, text: str, facts: Case, result: str, reason: str) -> None:
    outcome = tally(facts, rules(text))
    assert (outcome.result, outcome.reason) == (result, reason), (source, outcome.steps)


def test_objections_without_effect_are_shown() -> None:
    outcome = tally(case(written(objections=("M03",)), ballots=ALL), rules(on("")))
    assert "circulation.objections-noted" in [step.rule for step in outcome.steps]


def test_without_a_last_day_it_waits_for_every_answer() -> None:
    outcome = tally(case(written(deadline=None, closed=None), ballots=votes(3)), rules(on("")))
    assert (outcome.result, outcome.reason) == ("undecided", "circulation.deadline")
    [step] = [step for step in outcome.steps if step.rule == "circulation.deadline"]
    assert (step.verdict, step.facts["why"]) == ("missing", "no-deadline")
