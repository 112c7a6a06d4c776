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

[[counted]]
yes = 2
no = 1
bench = "Länder"
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
    assert case.counted == (Counted(2, 1, 0, 0, "Länder"),)
    assert (case.secret, case.secret_decided, case.secret_demanded_by) == (True, True, names(3))
    assert (case.casting_vote, case.ballot_number, case.presiding, case.disputed) == (
        "yes",
        2,
        "M02",
        ("M06",),
    )
    assert case.statutory_seats == 12


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


BOARD = "scenario = 1\nboard.members = 3\n"
ERRORS = [
    ("no TOML", "scenario = = 1\n", ("not-toml", 1, "")),
    ("nested too deeply", "a = " + "[" * 5_000, ("not-toml", 1, "")),
    ("no number", "board.members = 3\n", ("missing-key", 1, "scenario")),
    ("no members", "scenario = 1\n", ("missing-key", 1, "board.members")),
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
