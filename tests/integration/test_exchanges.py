"""What every place of exchange must do, whatever it is: nothing lost, nothing written twice."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from beirat_tui.domain.errors import BeiratError
from beirat_tui.services import comments, exchanging, joining, reading, roster, rounds, voting
from beirat_tui.services.home import Home
from beirat_tui.services.roster_file import Entry
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import BoardFile
from exchanges import PLACES, Meeting, Party, apart, parties, settle
from seated import SeatedBoard
from stores import surroundings


@pytest.fixture(params=sorted(PLACES))
def meeting(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Meeting]:
    """A place of every kind."""
    yield from PLACES[request.param](tmp_path)


@pytest.fixture
def persons(board: SeatedBoard, tmp_path: Path, meeting: Meeting) -> Iterator[list[Party]]:
    """The office, M02 and M03, each at a copy of their own."""
    sessions = list(apart(board, tmp_path, "office", "M02", "M03"))
    with parties(meeting, *sessions) as found:
        yield found
    for each in sessions:
        each.close()


def round_of(party: Party) -> str:
    return rounds.list_rounds(party.session)[0].id


def vote(party: Party, choice: str = "yes") -> None:
    voting.cast(party.session, round_of(party), choice)


def voted(party: Party) -> int:
    return rounds.list_rounds(party.session)[0].voted


def test_a_vote_reaches_the_others(persons: list[Party]) -> None:
    office, first, second = persons
    vote(first)
    assert first.sync().handed > 0
    report = second.sync()
    assert report.clean
    assert report.taken.new == 1
    assert voted(second) == 1
    assert voted(office) == 0
    assert office.sync().taken.new == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_any_order_gives_everybody_the_same(persons: list[Party], order: tuple[int, ...]) -> None:
    office, first, second = persons
    vote(first, "yes")
    vote(second, "no")
    roster.appoint(office.session, Entry(name="Neu", label="M09", role="member"))
    settle(*(persons[place] for place in order))
    assert office.content() == first.content() == second.content()
    assert voted(office) == 2


def test_nothing_is_written_where_nothing_is_new(persons: list[Party], meeting: Meeting) -> None:
    vote(persons[1])
    settle(*persons)
    before = meeting.content()
    for each in persons:
        report = each.sync()
        assert (report.handed, report.taken.changed, report.clean) == (0, False, True)
    assert meeting.content() == before


def test_nothing_is_written_after_a_new_start_either(persons: list[Party], meeting: Meeting) -> None:
    vote(persons[1])
    settle(*persons)
    before = meeting.content()
    for each in persons:
        each.restart()
        assert each.sync().handed == 0
    assert meeting.content() == before


def test_what_was_lost_there_comes_back_from_those_who_have_it(
    persons: list[Party], board: SeatedBoard, meeting: Meeting, tmp_path: Path
) -> None:
    vote(persons[1])
    settle(*persons)
    meeting.forget()
    settle(*persons)
    late = next(iter(apart(board, tmp_path, "M04")))
    with parties(meeting, late) as (party,):
        party.sync()
        assert party.content() == persons[0].content()
    late.close()


def test_one_who_was_never_there_before_gets_everything(
    persons: list[Party], board: SeatedBoard, meeting: Meeting, tmp_path: Path
) -> None:
    office, first, _ = persons
    comments.write_comment(first.session, rounds.list_rounds(first.session)[0].sketch, "Gut begründet")
    vote(first)
    settle(office, first)
    late = next(iter(apart(board, tmp_path, "M04")))
    with parties(meeting, late) as (party,):
        settle(office, first, party)
        assert party.content() == office.content()
        shown = reading.read(late, rounds.list_rounds(late)[0].sketch)
        assert [each.text for each in shown.comments] == ["Gut begründet"]
    late.close()


def test_a_request_to_join_reaches_the_office_and_the_certificate_comes_back(
    persons: list[Party], board: SeatedBoard, meeting: Meeting, tmp_path: Path
) -> None:
    office = persons[0]
    settle(*persons)
    member = roster.appoint(office.session, Entry(name="Neu", label="M09", role="member"))
    office.sync()
    fresh = newcomer(board, tmp_path)
    words = joining.join(fresh, "Neu")
    with parties(meeting, fresh) as (party,):
        party.sync()
        assert office.sync().taken.requests == 1
        asked = next(each for each in roster.joins(office.session) if list(each.words) == words)
        roster.enrol(office.session, asked.key, member, ["member"])
        office.sync()
        party.sync()
        fresh.refresh()
        assert fresh.person.label == "M09"
    fresh.close()


def newcomer(board: SeatedBoard, folder: Path) -> Session:
    """Somebody with an older copy of the board and no key."""
    session = next(iter(apart(board, folder / "neu", "M04")))
    fresh = replace(session, home=Home(folder / "home-neu"), key=None, outside=surroundings("neu"))
    fresh.refresh()
    return fresh


def test_a_guest_takes_in_and_hands_nothing_over(
    persons: list[Party], board: SeatedBoard, meeting: Meeting, tmp_path: Path
) -> None:
    vote(persons[1])
    settle(*persons)
    before = meeting.content()
    guest = newcomer(board, tmp_path)
    with parties(meeting, guest) as (party,):
        report = party.sync()
        assert report.taken.new == 1
        assert report.handed == 0
    assert meeting.content() == before
    guest.close()


def test_what_a_device_has_is_known_to_the_others(persons: list[Party]) -> None:
    office, first, second = persons
    vote(first)
    settle(*persons)
    assert first.session.key is not None
    for each in (office, second):
        with each.session.reading() as there:
            statement = there.heard_of(first.session.key.public)
            assert statement is not None
            assert sorted(statement.tips) == sorted(there.ledger.tips())


def test_what_could_not_be_taken_in_is_offered_again(persons: list[Party]) -> None:
    _, first, second = persons
    vote(first)
    first.sync()

    def stop(_done: int, _total: int) -> None:
        raise BeiratError("program.cancelled")

    with pytest.raises(BeiratError):
        exchanging.sync_place(second.session, second.place, second.way, stop)
    assert voted(second) == 0
    assert second.sync().taken.new == 1
    assert voted(second) == 1


def test_two_programs_of_one_person_do_not_disturb_each_other(persons: list[Party], meeting: Meeting) -> None:
    office, first, _ = persons
    with parties(meeting, replace(first.session, board=BoardFile(first.session.path))) as (twin,):
        vote(first)
        twin.sync()
        first.sync()
        vote(twin, "no")
        first.sync()
        twin.sync()
        settle(office, first, twin)
        assert office.content() == first.content()
        twin.session.close()


def test_waiting_ends_when_something_changes_there(persons: list[Party]) -> None:
    _, first, second = persons
    settle(*persons)
    stop = threading.Event()
    assert not second.way.changed(stop, 0.2)
    vote(first)
    first.sync()
    found = any(second.way.changed(stop, 1.0) for _ in range(60))
    assert found
    assert second.sync().taken.new == 1


def test_waiting_ends_when_it_should_stop(persons: list[Party]) -> None:
    settle(*persons)
    stop = threading.Event()
    waiting = threading.Thread(target=persons[0].way.changed, args=(stop, 600.0))
    waiting.start()
    stop.set()
    waiting.join(60)
    assert not waiting.is_alive()
