"""The queue as members read it: order, counts, their own votes, places, and what a filter selects."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.log.bodies.board import (
    AgendaSet,
    MeetingCalled,
    ProgrammeAdopted,
    SummaryWritten,
)
from beirat_tui.log.bodies.rights import EraseOrdered
from beirat_tui.log.bodies.rounds import BallotCast, RecusalDeclared, RoundAborted
from beirat_tui.log.record import Record
from beirat_tui.presets import read_programme
from beirat_tui.services import kept, queue
from beirat_tui.services.queue_views import MyVote, QueueCounts, Stage
from beirat_tui.services.session import Session
from boards import Board, ballot_for, found, open_round
from stores import PROGRAMME, seat, submit


@dataclass
class Story:
    """A board with sketches in every stage that needs no closing, and the session of M02."""

    board: Board
    sketches: dict[str, Record]
    rounds: dict[str, Record]
    meeting: Record


def tell() -> Story:
    board = found(members=4)
    office = board.office
    office.write(ProgrammeAdopted(PROGRAMME, read_programme(PROGRAMME)))
    sketches = {
        "idle": submit(board, "2026-01", "Kreisarchiv", received=dt.date(2026, 1, 3), grant_cents=None),
        "older": submit(board, "2025-99", "Wasserwacht", received=dt.date(2025, 12, 1)),
        "agenda": submit(board, "2026-02", "Dorfladen", received=dt.date(2026, 3, 1)),
        "later": submit(board, "2026-03", "Mobiler Marktplatz", applicant="Zweckverband Mulde"),
        "sooner": submit(board, "2026-04", "Smart Farming", grant_cents=19_000_000, fields=["economy"]),
        "missing": submit(board, "2026-05", "Breitband", applicant_kind="county"),
        "aborted": submit(board, "2026-06", "Leitstelle"),
    }
    meeting = office.write(MeetingCalled("8", dt.date(2026, 3, 20), "10:00", "Rathaus"))
    office.write(AgendaSet(meeting.id, [sketches["agenda"].id]))
    office.write(SummaryWritten(sketches["older"].id), texts={"text": "Rettung an Seen"})
    rounds = {
        "later": open_round(office, sketches["later"], deadline=dt.date(2026, 4, 9)),
        "sooner": open_round(office, sketches["sooner"], deadline=dt.date(2026, 3, 9)),
        "missing": open_round(office, sketches["missing"], deadline=dt.date(2026, 4, 1)),
        "aborted": open_round(office, sketches["aborted"], deadline=dt.date(2026, 4, 1)),
    }
    office.write(RoundAborted(rounds["aborted"].id))
    board.share()
    mine = board.members["M02"]
    mine.write(ballot_for(rounds["later"], "M02", "no"))
    mine.write(RecusalDeclared(rounds["sooner"].id, "M02", recused=True))
    board.share()
    return Story(board, sketches, rounds, meeting)


@pytest.fixture(scope="module")
def story() -> Story:
    return tell()


@pytest.fixture
def session(story: Story, tmp_path: Path) -> Iterator[Session]:
    with seat(tmp_path, story.board, story.board.members["M02"]) as session:
        yield session


def numbers(session: Session, query: str = "") -> list[str]:
    return [row.number for row in queue.window(session, query, 0, 50)]


def test_running_votes_come_first_by_deadline_then_agendas_then_the_oldest(session: Session) -> None:
    assert numbers(session) == ["2026-04", "2026-05", "2026-03", "2026-02", "2025-99", "2026-01", "2026-06"]


def test_a_row_says_what_the_list_shows(session: Session, story: Story) -> None:
    row = queue.window(session, "", 2, 1)[0]
    assert row.sketch == story.sketches["later"].id
    assert (row.title, row.applicant) == ("Mobiler Marktplatz", "Zweckverband Mulde")
    assert (row.stage, row.my_vote) == (Stage.OPEN, MyVote.NO)
    assert (row.round, row.procedure) == (story.rounds["later"].id, "circulation")
    assert row.deadline == dt.date(2026, 4, 9)
    assert row.received == dt.date(2026, 1, 12)
    assert row.meeting_date is None


def test_a_sketch_on_an_agenda_names_the_day(session: Session) -> None:
    row = queue.window(session, "status:tagesordnung", 0, 1)[0]
    assert (row.number, row.meeting_date) == ("2026-02", dt.date(2026, 3, 20))


def test_counts_tell_open_and_missing_whatever_the_filter(session: Session) -> None:
    assert queue.counts(session, "") == QueueCounts(total=7, shown=7, open=3, missing=1)
    assert queue.counts(session, "dorfladen") == QueueCounts(total=7, shown=1, open=3, missing=1)


def test_pages_join_without_gap_or_overlap(session: Session) -> None:
    pages = [row.number for first in range(0, 8, 2) for row in queue.window(session, "", first, 2)]
    assert pages == numbers(session)


def test_deep_pages_are_the_same(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    shallow = queue.window(session, "", 3, 2)
    monkeypatch.setattr(queue, "DEEP", 3)
    assert queue.window(session, "", 3, 2) == shallow


def test_a_place_is_found_with_and_without_a_filter(session: Session, story: Story) -> None:
    agenda = story.sketches["agenda"].id
    assert queue.position(session, "", agenda) == 3
    assert queue.position(session, "status:tagesordnung", agenda) == 0
    assert queue.position(session, "status:offen", agenda) is None
    assert queue.position(session, "", "f" * 64) is None
    assert queue.position(session, "status:offen", "f" * 64) is None


@pytest.mark.parametrize("query", ["", "status:offen"])
def test_the_next_missing_vote_is_found_in_both_directions(session: Session, query: str) -> None:
    assert queue.next_missing(session, query, -1) == 1
    assert queue.next_missing(session, query, 0) == 1
    assert queue.next_missing(session, query, 1) is None
    assert queue.next_missing(session, query, 2, backwards=True) == 1
    assert queue.next_missing(session, query, 1, backwards=True) is None
    assert queue.next_missing(session, query, 0, backwards=True) is None
    assert queue.next_missing(session, query, 99, backwards=True) == 1
    assert queue.next_missing(session, query, 99) is None


def test_a_private_draft_shows_only_to_its_owner(session: Session, story: Story) -> None:
    drafts = {story.sketches[name].id: {"choice": "yes"} for name in ("agenda", "missing", "later")}
    session.home.keep_private(session.id, "drafts", drafts)
    found = {row.number: row.my_vote for row in queue.window(session, "", 0, 50)}
    assert (found["2026-02"], found["2026-05"]) == (MyVote.DRAFT, MyVote.DRAFT)
    assert found["2026-03"] is MyVote.NO  # cast already
    assert queue.counts(session, "").missing == 1  # a draft is no vote
    assert numbers(session, "stimme:vormerkung") == ["2026-05", "2026-02"]


def test_two_ballots_of_ones_own_lack_a_vote(story: Story, tmp_path: Path) -> None:
    board = tell().board
    twin = board.members["M02"].copy()
    opened = story.rounds["missing"]
    board.members["M02"].write(BallotCast(opened.id, "M02", "yes", "own"))
    twin.write(BallotCast(opened.id, "M02", "no", "own"))
    board.office.learn(twin)
    board.share()
    with seat(tmp_path, board, board.members["M02"]) as session:
        row = queue.window(session, "stimme:widersprüchlich", 0, 5)[0]
        assert (row.number, row.my_vote) == ("2026-05", MyVote.CONFLICT)
        assert queue.counts(session, "").missing == 1


@pytest.mark.parametrize(
    ("who", "vote"), [("office", MyVote.NOT_ENTITLED), ("guest", MyVote.NONE), ("M03", MyVote.MISSING)]
)
def test_the_vote_is_that_of_whoever_sits_there(story: Story, tmp_path: Path, who: str, vote: MyVote) -> None:
    device = {"office": story.board.office, "M03": story.board.members["M03"]}.get(who)
    with seat(tmp_path, story.board, device) as session:
        assert {row.my_vote for row in queue.window(session, "status:offen", 0, 50)} == {vote}
        assert {row.my_vote for row in queue.window(session, "-status:offen", 0, 50)} == {MyVote.NONE}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("marktpl", ["2026-03"]),
        ('"mobiler marktplatz"', ["2026-03"]),
        ('"dorfladen mobiler"', []),
        ("2026-0", ["2026-04", "2026-05", "2026-03", "2026-02", "2026-01", "2026-06"]),
        ("2025-99", ["2025-99"]),
        ("rettung", ["2025-99"]),  # of the office's summary
        ("bär kreisarchiv", ["2026-01"]),
        ("baer kreisarchiv", ["2026-01"]),
        ("bar kreisarchiv", ["2026-01"]),
        ("MÜLLER & kreisarchiv", ["2026-01"]),
        ("-bär", []),
        ("-smart -breitband status:offen", ["2026-03"]),
        ("breitband -marktplatz", ["2026-05"]),
        ("bär status:offen betrag:>150000", ["2026-04"]),
        ("status:offen", ["2026-04", "2026-05", "2026-03"]),
        ("-status:offen", ["2026-02", "2025-99", "2026-01", "2026-06"]),
        ("stimme:fehlt", ["2026-05"]),
        ("vote:no", ["2026-03"]),
        ("-stimme:nicht-gefragt", ["2026-04", "2026-05", "2026-03"]),
        ("konflikt:ich", ["2026-04"]),
        ("konflikt:jemand", ["2026-04"]),
        ("konflikt:niemand status:offen", ["2026-05", "2026-03"]),
        ("-konflikt:ich status:offen", ["2026-05", "2026-03"]),
        ("thema:wertschöpfung", ["2026-04"]),
        ("thema:wert", ["2026-04"]),
        ("thema:infrastruktur status:offen", ["2026-05", "2026-03"]),
        ("antragsteller:mulde", ["2026-03"]),
        ("antragsteller:ZWECKVERBAND", ["2026-03"]),
        ("antragsteller:landkreis status:offen", ["2026-04", "2026-05", "2026-03"]),
        ('antragsteller:"100%"', []),
        ("antragsteller:_", []),
        ("-antragsteller:mulde status:offen", ["2026-04", "2026-05"]),
        ("betrag:>150000", ["2026-04"]),
        ("betrag:..150000 status:offen", ["2026-05", "2026-03"]),
        ("-betrag:<=150000", ["2026-04", "2026-01"]),  # one names no amount
        ("eingang:2025", ["2025-99"]),
        ("eingang:2026-03", ["2026-02"]),
        ("-eingang:2026", ["2025-99"]),
        ("&", ["2026-04", "2026-05", "2026-03", "2026-02", "2025-99", "2026-01", "2026-06"]),
        ("-&", ["2026-04", "2026-05", "2026-03", "2026-02", "2025-99", "2026-01", "2026-06"]),
        ("DROP) OR", []),
        ('"bär\' OR 1=1 --"', []),
        ("marktplatz\0", ["2026-03"]),
    ],
)
def test_a_filter_selects(session: Session, query: str, expected: list[str]) -> None:
    assert numbers(session, query) == expected
    assert queue.counts(session, query).shown == len(expected)


def test_a_wrong_filter_says_where(session: Session) -> None:
    with pytest.raises(InputError) as caught:
        queue.counts(session, "dorf status:nirgends")
    assert (caught.value.code, caught.value.params["position"]) == ("filter.unknown-value", 13)


def test_completions_offer_what_occurs_on_the_board(session: Session) -> None:
    assert queue.completions(session, "antragsteller:Z", 15) == ['antragsteller:"Zweckverband Mulde"']
    assert queue.completions(session, "eingang:2025", 12) == ["eingang:2025", "eingang:2025-12"]
    assert any("infrastr" in each for each in queue.completions(session, "thema:", 6))


def test_what_was_kept_is_forgotten_when_the_file_changes(session: Session, story: Story) -> None:
    assert numbers(session, "status:offen stimme:fehlt") == ["2026-05"]
    ballot = story.board.members["M02"].copy().write(ballot_for(story.rounds["missing"], "M02", "yes"))
    with session.board.writing() as writing:
        writing.add(ballot)
    assert numbers(session, "status:offen stimme:fehlt") == []


def test_few_hits_among_many_sketches_come_in_order_too(tmp_path: Path) -> None:
    board = found()
    (tmp_path / "later").mkdir()
    for number in range(30):
        submit(board, f"2026-{number:02}", "Besonders" if number % 10 == 4 else "Gewöhnlich")
    with seat(tmp_path, board, None) as session:
        assert numbers(session, "besonders") == ["2026-04", "2026-14", "2026-24"]
    with seat(tmp_path / "later", board, None) as session:
        whole = queue._order(session, "")  # noqa: SLF001  (as another worker read it a moment ago)
        del whole[4]
        assert numbers(session, "besonders") == ["2026-14", "2026-24"]


def test_only_the_last_filters_are_kept(session: Session) -> None:
    for number in range(2 * kept.MOST):
        assert queue.counts(session, f"betrag:>{number}").shown == 6
    assert queue.counts(session, "betrag:>0").shown == 6


def test_erased_texts_leave_list_and_search(tmp_path: Path) -> None:
    board = tell().board
    gone = submit(board, "2026-07", "Streng vertraulich", applicant="Anna Beispiel")
    board.share()
    with seat(tmp_path, board, None) as session:
        for device, role in ((board.office, "office"), (board.chair, "chair")):
            device.write(EraseOrdered(gone.id, "Art. 17 DSGVO"), role=role)
        row = next(row for row in queue.window(session, "", 0, 50) if row.number == "2026-07")
        assert (row.title, row.applicant) == ("Streng vertraulich", "Anna Beispiel")
        with session.board.writing() as writing:
            for device in (board.office, board.chair):
                for each in device.ledger:
                    writing.take(each)
        row = next(row for row in queue.window(session, "", 0, 50) if row.number == "2026-07")
        assert (row.title, row.applicant) == ("", "")
        assert numbers(session, "vertraulich") == numbers(session, "antragsteller:beispiel") == []


def test_texts_that_arrive_later_are_found(tmp_path: Path) -> None:
    board = found()
    late = submit(board, "2026-07", "Später da")
    board.share()
    blob = board.office.payloads.pop(late.payload or "")
    with seat(tmp_path, board, None) as session:
        assert [row.title for row in queue.window(session, "", 0, 5)] == [""]
        with session.board.writing() as writing:
            writing.take(late, blob)
        assert [row.title for row in queue.window(session, "später", 0, 5)] == ["Später da"]
