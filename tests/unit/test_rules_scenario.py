"""Scenario files: a board and a round to try rules on, or every error with line and key."""

import datetime as dt

import pytest

from beirat_tui.domain.rules.fields import minutes, span
from beirat_tui.domain.rules.scenario import ScenarioError, read_scenario
from beirat_tui.domain.tally import (
    Ballot,
    CirculationFacts,
    Counted,
    Election,
    Lot,
    Meeting,
    Recusal,
    Representation,
    Seat,
    tally,
)
from rounds import names, preset

FULL = """
scenario = 1
title = "Everything"
motion = "postpone"
recused = ["M04"]
recused_later = ["M05"]
disputed = ["M06"]
secret = true
secret_demanded_by = ["M01 to M03"]
secret_decided = true
casting_vote = "yes"
ballot_number = 2
presiding = "M02"
expect = "no_quorum"

[board]
members = 8
chair = "M02"
deputy_chair = "M03"
statutory_seats = 12
[board.benches]
"Länder" = ["M01 to M04", "M06"]

[[member]]
id = "Gast"
votes = 2
role = "adviser"
bench = "Kommunen"
entitled = false

[meeting]
invited_all = true
second_invitation = true
notice = true
scheduled = "14:00"
opened = 14:05:00
vote_at = "15:10"
present = ["M01 to M03"]
challenged = true
day = 2026-03-16
earlier_day = 2026-03-02
[meeting.presence]
"M04 to M05" = ["14:00 to 14:30", "15:00"]
D1 = ["14:00"]

[votes]
yes = ["M01", "M02"]
no = ["M03"]
abstain = []

[[ballot]]
member = "M04"
choice = "no"
by = "D1"
received = 2026-03-16
time = "14:59"

[[represented]]
member = "M04"
by = "D1"
[[represented]]
member = "M05"
by = "M01"
kind = "proxy"
"""


def test_a_scenario_gives_every_fact_of_a_case() -> None:
    scenario = read_scenario(FULL)
    case = scenario.case
    assert (scenario.title, scenario.expect, case.motion) == ("Everything", "no_quorum", "postpone")
    assert case.seats[1] == Seat("M02", role="chair", bench="Länder")
    assert case.seats[-1] == Seat("Gast", 2, "adviser", entitled=False, bench="Kommunen")
    assert case.proceeding == Meeting(
        invited_all=True,
        second_invitation=True,
        notice=True,
        scheduled=840,
        opened=845,
        vote_at=910,
        presence={
            **dict.fromkeys(names(3), ((0, None),)),
            "M04": ((840, 870), (900, None)),
            "M05": ((840, 870), (900, None)),
            "D1": ((840, None),),
        },
        challenged=True,
        day=dt.date(2026, 3, 16),
        earlier_day=dt.date(2026, 3, 2),
    )
    assert case.ballots[-1] == Ballot("M04", "no", "deputy", "D1", dt.date(2026, 3, 16), 899)
    assert case.recused == (Recusal("M04"), Recusal("M05", vote_cast=True))
    assert case.representations == (Representation("M04", "D1"), Representation("M05", "M01", "proxy"))
    assert (case.secret, case.secret_decided, case.secret_demanded_by) == (True, True, names(3))
    assert (case.casting_vote, case.ballot_number, case.presiding, case.disputed) == (
        "yes",
        2,
        "M02",
        ("M06",),
    )
    assert case.statutory_seats == 12


def test_the_numbers_of_a_secret_vote() -> None:
    votes, links = FULL.index("[votes]"), FULL.index("[[represented]]")
    text = FULL[:votes] + FULL[links:] + '[[counted]]\nyes = 2\nno = 1\nbench = "Länder"\n'
    case = read_scenario(text).case
    assert case.counted == (Counted(2, 1, 0, 0, "Länder"),)
    assert (case.secret, case.count_awaited) == (True, "")
    unsaid = read_scenario("scenario = 1\nsecret = true\nboard.members = 3\n").case
    assert (unsaid.counted, unsaid.count_awaited) == (None, "none")


def test_a_circulation_and_an_election() -> None:
    text = """
scenario = 1
board.members = 3
[circulation]
started = 2026-03-02
deadline = 2026-03-16
deadline_time = "12:00"
closed = 2026-03-17
objections = ["M03"]
holidays = [2026-03-09]
[election]
candidates = ["Amsel", "Drossel"]
counts = { Amsel = 2, Drossel = 1 }
abstain = 1
invalid = 2
lot = ["3", "5"]
objected = true
papers = true
"""
    case = read_scenario(text).case
    assert case.proceeding == CirculationFacts(
        dt.date(2026, 3, 2),
        dt.date(2026, 3, 16),
        720,
        dt.date(2026, 3, 17),
        ("M03",),
        frozenset({dt.date(2026, 3, 9)}),
    )
    assert case.election == Election(
        ("Amsel", "Drossel"), {"Amsel": 2, "Drossel": 1}, 1, 2, Lot(("3", "5")), objected=True, papers=True
    )
    named = 'scenario = 1\nboard.members = 3\n[votes]\nAmsel = ["M01"]\n[election]\ncandidates = ["Amsel"]\n'
    assert read_scenario(named).case.ballots == (Ballot("M01", "Amsel"),)


def test_the_smallest_scenario_is_tried() -> None:
    scenario = read_scenario(
        'scenario = 1\nboard.members = 18\n[meeting]\ninvited_all = true\npresent = ["M01 to M10"]\n'
        '[votes]\nyes = ["M01 to M05"]\nno = ["M06 to M09"]\nabstain = ["M10"]\n'
    )
    assert tally(scenario.case, preset("vwvfg")).result == "adopted"
    unnoted = read_scenario("scenario = 1\nboard.members = 3\n").case.proceeding
    assert unnoted == Meeting()


SPAN = ("wrong-value", 4, "meeting.presence.M01")
BOARD = "scenario = 1\nboard.members = 3\n"
ERRORS = [
    ("no TOML", "scenario = = 1\n", ("no-value", 1, "scenario")),
    ("nested too deeply", "a = " + "[" * 5_000, ("too-deep", 1, "")),
    ("no number", "board.members = 3\n", ("missing-key", 1, "scenario")),
    ("no members", "scenario = 1\n", ("missing-key", 1, "board.members")),
    ("names without a board", 'scenario = 1\nrecused = ["X"]\n', ("missing-key", 1, "board.members")),
    ("unknown key", BOARD + "x = 1\n", ("unknown-key", 3, "x")),
    ("unknown key in a table", BOARD + "[meeting]\nvoted = 1\n", ("unknown-key", 4, "meeting.voted")),
    (
        "unknown key in an array",
        BOARD + '[[ballot]]\nmember = "M01"\n[[ballot]]\nmember = "M02"\nx = 1\n',
        ("unknown-key", 7, "ballot.1.x"),
    ),
    ("unknown choice", BOARD + '[votes]\nmaybe = ["M01"]\n', ("unknown-key", 4, "votes.maybe")),
    ("unknown member", BOARD + '[votes]\nyes = ["M01", "M09"]\n', ("unknown-member", 4, "votes.yes")),
    (
        "unknown present",
        BOARD + '[meeting.presence]\nM9 = ["14:00"]\n',
        ("unknown-member", 4, "meeting.presence.M9"),
    ),
    (
        "unknown of many",
        "scenario = 1\nboard.members = 18\n" + 'recused = ["X"]\n',
        ("unknown-member", 3, "recused"),
    ),
    (
        "unknown represented",
        BOARD + '[[represented]]\nmember = "X"\nby = "D1"\n',
        ("unknown-member", 4, "represented.0.member"),
    ),
    ("twice", BOARD + '[votes]\nyes = ["M01", "M01"]\n', ("member-twice", 4, "votes.yes")),
    ("a member twice", BOARD + '[[member]]\nid = "M01"\n', ("member-twice", 4, "member.0.id")),
    ("two procedures", BOARD + "[meeting]\n[circulation]\n", ("one-procedure", 4, "circulation")),
    ("word", BOARD + 'motion = "approve"\n', ("wrong-value", 3, "motion")),
    ("number", BOARD + 'ballot_number = "two"\n', ("wrong-value", 3, "ballot_number")),
    ("number too small", BOARD + "ballot_number = 0\n", ("wrong-value", 3, "ballot_number")),
    ("flag", BOARD + "secret = 1\n", ("wrong-value", 3, "secret")),
    ("text", BOARD + "title = 1\n", ("wrong-value", 3, "title")),
    ("names", BOARD + 'recused = "M01"\n', ("wrong-value", 3, "recused")),
    ("time", BOARD + '[meeting]\nopened = "2 pm"\n', ("wrong-value", 4, "meeting.opened")),
    (
        "span",
        BOARD + '[meeting.presence]\nM01 = ["14:00 to later"]\n',
        ("wrong-value", 4, "meeting.presence.M01"),
    ),
    (
        "start of a span",
        BOARD + '[meeting.presence]\nM01 = ["early to 15:00"]\n',
        ("wrong-value", 4, "meeting.presence.M01"),
    ),
    ("day", BOARD + '[meeting]\nday = "today"\n', ("wrong-value", 4, "meeting.day")),
    ("day with a time", BOARD + "[meeting]\nday = 2026-03-02T10:00:00\n", ("wrong-value", 4, "meeting.day")),
    ("day in another age", BOARD + "[meeting]\nday = 0001-03-02\n", ("wrong-value", 4, "meeting.day")),
    (
        "holidays",
        BOARD + '[circulation]\nholidays = ["Easter"]\n',
        ("wrong-value", 4, "circulation.holidays"),
    ),
    ("table", BOARD + "meeting = 3\n", ("wrong-value", 3, "meeting")),
    ("another number", "scenario = 2\nboard.members = 3\n", ("wrong-value", 1, "scenario")),
    ("no members at all", "scenario = 1\nboard.members = 0\n", ("wrong-value", 2, "board.members")),
    ("too many members", "scenario = 1\nboard.members = 1001\n", ("wrong-value", 2, "board.members")),
    ("a range backwards", BOARD + '[votes]\nyes = ["M03 to M01"]\n', ("wrong-value", 4, "votes.yes")),
    ("a span backwards", BOARD + '[meeting.presence]\nM01 = ["15:00 to 14:00"]\n', SPAN),
    ("a chair nobody knows", BOARD + 'board.chair = "X"\n', ("unknown-member", 3, "board.chair")),
    ("a presiding stranger", BOARD + 'presiding = "X"\n', ("unknown-member", 3, "presiding")),
    ("a bench of strangers", BOARD + 'board.benches.A = ["X"]\n', ("unknown-member", 3, "board.benches.A")),
    (
        "in two benches",
        BOARD + 'board.benches = { A = ["M01"], B = ["M01"] }\n',
        ("member-twice", 3, "board.benches.B"),
    ),
    (
        "two chairs",
        'scenario = 1\n[[member]]\nid = "A"\nrole = "chair"\n[[member]]\nid = "B"\nrole = "chair"\n',
        ("office-twice", 7, "member.1.role"),
    ),
    ("no id", "scenario = 1\n[[member]]\nvotes = 2\n", ("missing-key", 2, "member.0.id")),
    ("nobody's deputy", BOARD + '[[represented]]\nmember = "M01"\n', ("missing-key", 3, "represented.0.by")),
    (
        "their own deputy",
        BOARD + '[[represented]]\nmember = "M01"\nby = "M01"\n',
        ("member-twice", 5, "represented.0.by"),
    ),
    (
        "names and numbers",
        BOARD + '[votes]\nyes = ["M01"]\n[[counted]]\nyes = 1\n',
        ("votes-or-counts", 5, "counted"),
    ),
    (
        "counted twice",
        BOARD + "[[counted]]\nyes = 1\n[[counted]]\nyes = 2\n",
        ("counted-twice", 5, "counted.1.bench"),
    ),
    (
        "a bench nobody belongs to",
        BOARD + '[[counted]]\nyes = 1\nbench = "A"\n',
        ("empty-bench", 5, "counted.0.bench"),
    ),
    (
        "a deadline before the start",
        BOARD + "[circulation]\nstarted = 2026-03-02\ndeadline = 2026-03-01\n",
        ("wrong-value", 5, "circulation.deadline"),
    ),
    ("array", BOARD + "[ballot]\n", ("wrong-value", 3, "ballot")),
    (
        "quoted key",
        BOARD + '[meeting.presence]\n"Frau Ä" = 3\n',
        ("unknown-member", 4, 'meeting.presence."Frau Ä"'),
    ),
]


@pytest.mark.parametrize(("title", "text", "expected"), ERRORS, ids=[error[0] for error in ERRORS])
def test_an_error_has_line_and_key(title: str, text: str, expected: tuple[str, int, str]) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(text)
    findings = [(item.code.removeprefix("rules."), item.line, item.key) for item in caught.value.findings]
    assert findings[0] == expected, title
    assert caught.value.params["line"] == expected[1]


def test_ranges_and_times() -> None:
    assert span("M08 to M11") == ["M08", "M09", "M10", "M11"]
    assert span("M1") == ["M1"]
    assert span("A1 to B3") == ["A1 to B3"]
    assert (minutes("00:00"), minutes("23:59"), minutes("24:00"), minutes(5)) == (0, 1439, None, None)


def test_the_vote_of_an_absent_member_is_that_of_the_deputy() -> None:
    """Art. 239 AEUV: a member may vote for one other; whoever is in the room votes themselves."""
    text = (
        BOARD + '[meeting]\npresent = ["M01 to M02", "D1"]\n[votes]\nyes = ["M01", "M02", "M03"]\n'
        '[[represented]]\nmember = "M03"\nby = "D1"\n[[represented]]\nmember = "M02"\nby = "D1"\n'
    )
    assert read_scenario(text).case.ballots[1:] == (
        Ballot("M02", "yes"),
        Ballot("M03", "yes", "deputy", "D1"),
    )
    written = text.replace('present = ["M01 to M02", "D1"]\n', "").replace("[meeting]", "[circulation]")
    assert read_scenario(written).case.ballots[2] == Ballot("M03", "yes")


def test_offices_and_benches_of_members_described_one_by_one() -> None:
    members = '[[member]]\nid = "A"\n[[member]]\nid = "B"\n'
    text = f'scenario = 1\n[board]\nchair = "B"\nbenches.Bund = ["A"]\n{members}'
    assert read_scenario(text).case.seats == (Seat("A", bench="Bund"), Seat("B", role="chair"))


def test_strangers_of_one_range_are_one_remark() -> None:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(BOARD + '[votes]\nyes = ["M02 to M99"]\n')
    (finding,) = caught.value.findings
    assert (finding.params["value"], finding.params["allowed"]) == ("M04 … M99", "M01, M02, M03")
