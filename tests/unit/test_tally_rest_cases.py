"""What the other tables leave out: easier quorums with a chair, later ballots of other bases, elections."""

import datetime as dt

import pytest

from beirat_tui.domain.tally import Case, Election, Lot, tally
from rounds import MONDAY, case, name, names, recused, rules, sitting, votes, written

AGAIN = '[quorum]\nneed = "at least 1/2"\n[second_try]\n'
ASKED = {"second_invitation": True, "notice": True}
TWICE = '[majority]\nneed = "all"\n[later_ballots]\nafter_ballots = 1\n'
LOT_OR = "[elections]\ntie = "
HANDS = "[elections]\npapers_on_objection = false\n"


def later(base: str) -> str:
    """A second ballot with a simple majority of BASE."""
    return f'{TWICE}of = "{base}"\n'


def second(**facts: object) -> Case:
    """The second ballot of a round with ten there."""
    return case(sitting(10), ballot_number=2, **facts)


def circulated(base: str) -> str:
    """A written vote with a simple majority of BASE."""
    return f'[circulation]\nneed = "more than 1/2"\nof = "{base}"\n'


def chosen(first: int, other: int, **facts: object) -> Case:
    """An election between M03 and M05 with FIRST and OTHER votes by name."""
    ballots = [*[name(3)] * first, *[name(5)] * other]
    given = tuple(
        vote.__class__(vote.member, to) for vote, to in zip(votes(first + other), ballots, strict=True)
    )
    election = Election((name(3), name(5)), **facts)  # type: ignore[arg-type]  # of several types
    return case(ballots=given, election=election)


CASES = [
    # the easier quorum and who must be there
    (
        "GO § 4: the chair even then",
        AGAIN + 'chair = "chair"\n',
        case(sitting(3, **ASKED), ballots=votes(3)),
        "adopted",
    ),
    (
        "GO § 4: the chair even then",
        AGAIN + 'chair = "chair"\n',
        case(sitting(names(3, 2), **ASKED), ballots=votes(3, first=2)),
        "no_quorum",
    ),
    (
        "Burgenland § 7: chair or deputy even then",
        AGAIN + 'chair = "chair or deputy chair"\n',
        case(sitting(names(3, 2), **ASKED), ballots=votes(3, first=2)),
        "adopted",
    ),
    (
        "Burgenland § 7: chair or deputy even then",
        AGAIN + 'chair = "chair or deputy chair"\n',
        case(sitting(names(3, 3), **ASKED), ballots=votes(3, first=3)),
        "no_quorum",
    ),
    (
        "GO § 5: a second invitation, whatever it says",
        AGAIN + 'invitation = "needed"\n',
        case(sitting(3, second_invitation=True), ballots=votes(3)),
        "adopted",
    ),
    (
        "GO § 5: a second invitation, whatever it says",
        AGAIN + 'invitation = "needed"\n',
        case(sitting(3), ballots=votes(3)),
        "no_quorum",
    ),
    # later ballots of every base
    ("of those taking part", later("participating"), second(ballots=votes(5, 3, 2)), "rejected"),
    ("of those taking part", later("participating"), second(ballots=votes(6, 2, 2)), "adopted"),
    (
        "of the entitled",
        later("entitled members"),
        second(ballots=votes(8, 1), recused=recused("M18")),
        "rejected",
    ),
    (
        "of the entitled, two of eighteen recused",
        later("entitled members"),
        second(ballots=votes(9, 1), recused=recused("M17", "M18")),
        "adopted",
    ),
    ("of all members", later("voting members"), second(ballots=votes(9, 1)), "rejected"),
    ("of all members", later("voting members"), second(ballots=votes(10)), "adopted"),
    (
        "of the seats by statute",
        "seats = 20\n" + later("statutory seats"),
        second(ballots=votes(10)),
        "rejected",
    ),
    (
        "of the seats by statute",
        "seats = 18\n" + later("statutory seats"),
        second(ballots=votes(10)),
        "adopted",
    ),
    # a written vote of every base
    ("of the votes cast", circulated("votes cast"), case(written(), ballots=votes(2, 1)), "adopted"),
    ("of the votes cast", circulated("votes cast"), case(written(), ballots=votes(2, 2)), "rejected"),
    ("of those answering", circulated("participating"), case(written(), ballots=votes(2, 1, 1)), "rejected"),
    ("of those answering", circulated("participating"), case(written(), ballots=votes(3, 1, 1)), "adopted"),
    (
        "in writing nobody is absent",
        circulated("present"),
        case(written(), ballots=votes(2, 1, 1)),
        "rejected",
    ),
    (
        "in writing nobody is absent",
        circulated("present"),
        case(written(), ballots=votes(3, 1, 1)),
        "adopted",
    ),
    ("of the entitled", circulated("entitled members"), case(written(), ballots=votes(9)), "rejected"),
    (
        "of the entitled",
        circulated("entitled members"),
        case(written(), ballots=votes(9), recused=recused("M18")),
        "adopted",
    ),
    (
        "of the seats by statute",
        "seats = 20\n" + circulated("statutory seats"),
        case(written(), ballots=votes(10)),
        "rejected",
    ),
    (
        "of the seats by statute",
        "seats = 19\n" + circulated("statutory seats"),
        case(written(), ballots=votes(10)),
        "adopted",
    ),
    # no written vote, and what becomes of one with too few answers
    ("none at all", "[circulation]\nallowed = false\n", case(written(), ballots=votes(18)), "to_a_meeting"),
    (
        "none at all",
        "[circulation]\nallowed = false\n",
        case(written(), ballots=votes(0, 18)),
        "to_a_meeting",
    ),
    (
        "too few answers: the item lapses",
        '[circulation]\nparticipation = "at least 1/2"\ntoo_few = "lapsed"\n',
        case(written(), ballots=votes(8)),
        "lapsed",
    ),
    (
        "enough answers",
        '[circulation]\nparticipation = "at least 1/2"\ntoo_few = "lapsed"\n',
        case(written(), ballots=votes(9)),
        "adopted",
    ),
    (
        "working days with Saturday: six a week",
        '[circulation]\ndays = 6\ncounted_in = "working days with Saturday"\nholidays = "DE-ST"\n',
        case(written(7, closed=MONDAY + dt.timedelta(7), holidays=frozenset()), ballots=votes(2)),
        "adopted",
    ),
    (
        "working days with Saturday: not over on the sixth day",
        '[circulation]\ndays = 6\ncounted_in = "working days with Saturday"\nholidays = "DE-ST"\n',
        case(written(5, closed=MONDAY + dt.timedelta(6), holidays=frozenset()), ballots=votes(2)),
        "undecided",
    ),
    # papers not counted yet
    ("one count is none", "", case(secret=True, count_awaited="one"), "undecided"),
    (
        "no quorum whatever the papers say",
        "[quorum]\nneed = 10\n",
        case(sitting(9), count_awaited="none"),
        "no_quorum",
    ),
    (
        "§ 33 BetrVG: the papers may make the quorum",
        '[quorum]\nneed = 10\ncounting = "votes cast"\n',
        case(sitting(12), count_awaited="differs"),
        "undecided",
    ),
    (
        "§ 33 BetrVG: the papers may make the easier quorum, too",
        '[quorum]\nneed = 18\ncounting = "votes cast"\n[second_try]\nneed = 10\ninvitation = "not needed"\n',
        case(sitting(12), count_awaited="one"),
        "undecided",
    ),
    (
        "the papers may be answers enough",
        '[circulation]\nparticipation = "at least 1/2"\n',
        case(written(), count_awaited="one"),
        "undecided",
    ),
    (
        "the papers may be everybody's consent",
        "[circulation]\nall_must_consent = true\n",
        case(written(), count_awaited="one"),
        "undecided",
    ),
    (
        "the papers may hold the chair's answer",
        '[circulation]\nchair = "chair"\n',
        case(written(), count_awaited="one"),
        "undecided",
    ),
    (
        "an objection stops the vote whatever the papers say",
        "[circulation]\nstopped_by = 1\n",
        case(written(objections=("M02",)), count_awaited="one"),
        "to_a_meeting",
    ),
    # elections
    ("§ 92 VwVfG: the lot", LOT_OR + '"lot"\n', chosen(3, 3, lot=Lot(("4",))), "elected"),
    ("§ 92 VwVfG: the lot not drawn yet", LOT_OR + '"lot"\n', chosen(3, 3), "undecided"),
    ("Satzung § 8: always vote again", LOT_OR + '"repeat"\n', chosen(3, 3, lot=Lot(("4",))), "repeat"),
    ("Satzung § 8: always vote again", LOT_OR + '"repeat"\n', chosen(4, 3), "elected"),
    ("GO § 9: hands in spite of an objection", HANDS, chosen(4, 3, objected=True), "elected"),
    ("§ 92 VwVfG: papers on an objection", "", chosen(4, 3, objected=True), "void"),
    ("GO § 9: hands, a tie", HANDS, chosen(3, 3, objected=True), "undecided"),
]


@pytest.mark.parametrize(
    ("source", "text", "facts", "result"),
    CASES,
    ids=[f"{place}-{entry[0]}" for place, entry in enumerate(CASES)],
)
def test_a_case_with_a_known_result(source: str, text: str, facts: Case, result: str) -> None:
    found = tally(facts, rules(text))
    assert found.result == result, (source, found.steps)


def test_what_was_judged_by_papers_not_counted_is_not_told() -> None:
    participation = '[circulation]\nparticipation = "at least 1/2"\nstopped_by = 3\n'
    found = tally(case(written(objections=("M02",)), count_awaited="one"), rules(participation))
    told = [(step.rule, step.verdict) for step in found.steps]
    assert ("circulation.participation", "failed") not in told
    assert ("circulation.objections", "met") in told
    assert (found.steps[-1].rule, found.steps[-1].facts) == ("votes.count", {"why": "one"})
    assert found.next_step == "record_missing_fact"
