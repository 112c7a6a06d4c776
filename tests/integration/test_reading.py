"""One sketch as it is read: figures, sections, formal check, comments, files, versions, decision."""

import datetime as dt
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.log.bodies.board import (
    CheckTicked,
    CommentWritten,
    DecisionRecorded,
    ProgrammeAdopted,
    SketchRevised,
    SummaryWritten,
)
from beirat_tui.log.bodies.rights import EraseOrdered
from beirat_tui.log.record import Record
from beirat_tui.presets import read_programme
from beirat_tui.services import delivery, reading
from beirat_tui.services.board import board as whole
from beirat_tui.services.decisions import differs
from beirat_tui.services.session import Session
from beirat_tui.wording import use_language
from boards import Board, found, open_round, opening_of, sketch_facts
from stores import PROGRAMME, attach, seat, submit

HOSTILE = "Zeile\x1b[31m\u202e\u200b [bold]fett[/bold]"


@pytest.fixture
def board() -> Board:
    board = found(members=3)
    board.office.write(ProgrammeAdopted(PROGRAMME, read_programme(PROGRAMME)))
    return board


@pytest.fixture
def sketch(board: Board) -> Record:
    return submit(board, "2026-07", "Leitstelle")


@pytest.fixture
def session(board: Board, sketch: Record, tmp_path: Path) -> Iterator[Session]:
    """M02 in front of what the devices know when the fixture is first used."""
    del sketch
    with seat(tmp_path, board, board.members["M02"]) as session:
        yield session


def take(session: Session, board: Board) -> None:
    """Let the file learn what the devices have written since."""
    board.share()
    payloads = {name: blob for device in board.devices for name, blob in device.payloads.items()}
    with session.board.writing() as writing:
        writing.take_all((each, payloads.get(each.payload or "")) for each in board.records())


def revise(board: Board, sketch: Record, title: str, **facts: Any) -> Record:  # noqa: ANN401  (any field)
    """A newer version by the office; FACTS override single figures."""
    replaces = facts.pop("replaces", None)
    values = {name: getattr(sketch.body, name) for name in type(sketch_facts()).__struct_fields__}
    texts = {"title": title, "applicant_name": "Stadt Aue", "sections": {"goals": "Zwei Bären"}}
    return board.office.write(
        SketchRevised(**(values | facts), sketch=sketch.id), texts=texts, replaces=replaces
    )


def test_figures_and_names_come_in_the_language_in_use(session: Session, sketch: Record) -> None:
    use_language("de")
    view = reading.read(session, sketch.id)
    assert (view.number, view.title, view.applicant) == ("2026-07", "Leitstelle", "Stadt Aue")
    assert view.place == "Harzgerode, Landkreis Harz"
    assert view.applicant_kind == "Stadt"
    assert view.programme_title.startswith("Regionale Digitalisierungszentren")
    assert view.share == Fraction(3, 4)
    assert (view.grant_cents, view.total_cents, view.months) == (15_000_000, 20_000_000, 24)
    assert view.fields == ("Intelligente digitale Infrastruktur",)
    assert view.partners == ("Müller & Söhne",)
    assert [(part.key, part.text) for part in view.sections] == [("goals", "Ein Bär im Rathaus")]
    assert view.flags == ()
    use_language("en")
    assert reading.read(session, sketch.id).fields == ("Intelligent digital infrastructure",)


def test_the_preview_leaves_out_what_only_the_whole_page_shows(
    session: Session, board: Board, sketch: Record
) -> None:
    board.members["M03"].learn(board.office)
    board.members["M03"].write(CommentWritten(sketch.id), texts={"text": "Gut"})
    take(session, board)
    view = reading.preview(session, sketch.id)
    assert (view.sections, view.comments, view.versions, view.attachments) == ((), (), (), ())
    assert view.summary == "Über Leitstelle"
    assert not view.summary_is_office
    assert view.checklist


def test_the_offices_summary_comes_before_the_short_description(
    session: Session, board: Board, sketch: Record
) -> None:
    board.office.write(SummaryWritten(sketch.id), texts={"text": "In Kürze"})
    take(session, board)
    view = reading.preview(session, sketch.id)
    assert (view.summary, view.summary_is_office) == ("In Kürze", True)


def test_two_summaries_are_both_shown_and_flagged(session: Session, board: Board, sketch: Record) -> None:
    twin = board.office.copy()
    board.office.write(SummaryWritten(sketch.id), texts={"text": "So"})
    twin.write(SummaryWritten(sketch.id), texts={"text": "Anders"})
    board.office.learn(twin)
    take(session, board)
    view = reading.preview(session, sketch.id)
    assert "So" in view.summary
    assert "Anders" in view.summary
    assert "summaries-contradict" in view.flags


def test_the_formal_check_is_computed_and_ticked(session: Session, board: Board, sketch: Record) -> None:
    before = {each.key: each.state for each in reading.preview(session, sketch.id).checklist}
    assert before["grant"] == "met"
    item = next(key for key, state in before.items() if state == "open")
    board.office.write(CheckTicked(sketch.id, item, met=True))
    take(session, board)
    after = {each.key: each for each in reading.preview(session, sketch.id).checklist}
    assert after[item].state == "met"
    twin = board.office.copy()
    board.office.write(CheckTicked(sketch.id, item, met=False))
    twin.write(CheckTicked(sketch.id, item, met=True))
    twin.write(CheckTicked(sketch.id, item, met=True))
    board.office.learn(twin)
    take(session, board)
    assert {each.key: each for each in reading.preview(session, sketch.id).checklist}[item].state == "open"


def test_comments_come_in_order_with_their_authors(session: Session, board: Board, sketch: Record) -> None:
    for name, text in (("M02", "Erstens"), ("M03", "Zweitens")):
        device = board.members[name]
        device.learn(board.office)
        device.write(CommentWritten(sketch.id), texts={"text": text}, at=1_773_000_000_000 + len(name + text))
    other = submit(board, "2026-08", "Andere")
    board.office.write(CommentWritten(other.id), texts={"text": "Woanders"})
    take(session, board)
    comments = reading.read(session, sketch.id).comments
    assert [(each.author_label, each.author_name, each.text) for each in comments] == [
        ("M02", "Person M02", "Erstens"),
        ("M03", "Person M03", "Zweitens"),
    ]
    assert comments[0].at.tzinfo is not None


def test_a_clock_beyond_all_calendars_harms_nothing(session: Session, board: Board, sketch: Record) -> None:
    board.office.write(CommentWritten(sketch.id), texts={"text": "Später"}, at=2**53 - 2)
    board.office.write(opening_of(board.office, sketch), at=2**53 - 1)
    take(session, board)
    found = reading.read(session, sketch.id)
    [device] = [each for each in delivery.devices(session) if each.label == "G01"]
    [office] = [each for each in whole(session).members if each.label == "G01"]
    times = [found.comments[0].at, found.rounds[0].opened_at, device.at, office.devices[0].heard]
    assert [each and each.year for each in times] == [dt.MAXYEAR] * 4


def test_an_attachment_is_listed_and_read(session: Session, board: Board, sketch: Record) -> None:
    written = attach(board, sketch, "plan.txt", b"ein Plan")
    take(session, board)
    listed = reading.read(session, sketch.id).attachments
    assert [(each.name, each.media_type, each.size) for each in listed] == [("plan.txt", "text/plain", 8)]
    assert reading.attachment(session, written.id) == ("plan.txt", "text/plain", b"ein Plan")


def test_an_attachment_whose_bytes_are_not_here_is_left_out(
    session: Session, board: Board, sketch: Record
) -> None:
    written = attach(board, sketch, "plan.txt", b"ein Plan")
    board.office.payloads.pop(written.payload or "")
    take(session, board)
    assert reading.read(session, sketch.id).attachments == ()
    with pytest.raises(InputError) as caught:
        reading.attachment(session, written.id)
    assert caught.value.code == "attachment.not-here"
    with pytest.raises(InputError) as caught:
        reading.attachment(session, sketch.id)
    assert caught.value.code == "attachment.unknown"


def test_a_newer_version_is_shown_and_compared(session: Session, board: Board, sketch: Record) -> None:
    newer = revise(board, sketch, "Neue Leitstelle", grant_cents=16_000_000)
    take(session, board)
    view = reading.read(session, sketch.id)
    assert (view.title, view.grant_cents) == ("Neue Leitstelle", 16_000_000)
    assert [each.id for each in view.versions] == [sketch.id, newer.id]
    changed = {
        each.title: (each.old, each.new)
        for each in reading.difference(session, sketch.id, sketch.id, newer.id)
    }
    assert changed["grant"] == ("€150,000", "€160,000")
    assert changed["title"] == ("Leitstelle", "Neue Leitstelle")
    assert ("Ein Bär im Rathaus", "Zwei Bären") in changed.values()
    with pytest.raises(InputError) as caught:
        reading.difference(session, sketch.id, sketch.id, "f" * 64)
    assert caught.value.code == "sketch.no-such-version"


def test_facts_are_compared_in_words(session: Session, board: Board, sketch: Record) -> None:
    changes: dict[str, Any] = {
        "applicant_kind": "county",
        "months": 18,
        "end": dt.date(2028, 1, 31),
        "early_start": True,
        "fields": ["economy", "everyday"],
        "own_share_cents": None,
    }
    newer = revise(board, sketch, "Leitstelle", **changes)
    take(session, board)
    changed = reading.difference(session, sketch.id, sketch.id, newer.id)
    told = {each.title: (each.old, each.new) for each in changed}
    assert told["kind of applicant"] == ("Town", "County")
    assert told["duration"] == ("24 months", "18 months")
    assert told["end of the project"] == ("30 Jun 2028", "31 Jan 2028")
    assert told["early start"] == ("no", "yes")
    assert told["own share"] == ("€50,000", "")
    assert told["fields of action"][1] == "Value creation and innovation\nEveryday life"


def test_a_sketch_without_its_row_counts_as_unknown(session: Session, sketch: Record) -> None:
    with session.board.writing() as writing:
        writing.connection.exec_driver_sql("DELETE FROM sketch_row")
    with pytest.raises(InputError):
        reading.preview(session, sketch.id)


def test_versions_written_at_once_are_flagged(session: Session, board: Board, sketch: Record) -> None:
    revise(board, sketch, "So")
    revise(board, sketch, "Anders", replaces=[])
    take(session, board)
    assert "siblings" in reading.preview(session, sketch.id).flags


def test_erased_texts_leave_figures_and_a_flag(session: Session, board: Board, sketch: Record) -> None:
    board.share()
    board.office.write(EraseOrdered(sketch.id, "Art. 17 DSGVO"), role="office")
    board.chair.write(EraseOrdered(sketch.id, "Art. 17 DSGVO"), role="chair")
    take(session, board)
    view = reading.read(session, sketch.id)
    assert (view.title, view.applicant, view.summary, view.sections) == ("", "", "", ())
    assert view.grant_cents == 15_000_000
    assert view.flags == ("erased",)


def test_texts_on_their_way_are_flagged_otherwise(board: Board, sketch: Record, tmp_path: Path) -> None:
    board.office.payloads.pop(sketch.payload or "")
    with seat(tmp_path, board, None) as session:
        assert reading.read(session, sketch.id).flags == ("texts-missing",)


def test_a_programme_nobody_adopted_leaves_bare_keys(tmp_path: Path) -> None:
    board = found()
    sketch = submit(board, "2026-07", "Leitstelle", programme="gone")
    with seat(tmp_path, board, None) as session:
        view = reading.read(session, sketch.id)
        assert (view.programme_title, view.applicant_kind, view.fields) == (
            "gone",
            "town",
            ("infrastructure",),
        )
        assert (view.checklist, view.flags) == ((), ("programme-unknown",))
        assert [part.title for part in view.sections] == ["goals"]


def test_a_programme_of_a_newer_format_counts_as_unknown(tmp_path: Path) -> None:
    board = found()
    board.office.write(ProgrammeAdopted(PROGRAMME, "format = 99"))
    sketch = submit(board, "2026-07", "Leitstelle")
    with seat(tmp_path, board, None) as session:
        assert "programme-unknown" in reading.read(session, sketch.id).flags


def test_hostile_texts_come_out_harmless(board: Board, tmp_path: Path) -> None:
    sketch = submit(board, HOSTILE, HOSTILE, applicant=HOSTILE)
    board.office.write(CommentWritten(sketch.id), texts={"text": HOSTILE})
    with seat(tmp_path, board, None) as session:
        view = reading.read(session, sketch.id)
        shown = [view.number, view.title, view.applicant, view.summary, view.row.title, view.comments[0].text]
    for text in shown:
        assert not set(text) & {"\x1b", "\u202e", "\u200b"}
        assert "[bold]fett[/bold]" in text


def test_amounts_that_are_missing_leave_no_share(board: Board, tmp_path: Path) -> None:
    sketch = submit(board, "2026-07", "Leitstelle", total_cents=None)
    with seat(tmp_path, board, None) as session:
        assert reading.preview(session, sketch.id).share is None


def test_the_latest_round_stands_beside_the_sketch(session: Session, board: Board, sketch: Record) -> None:
    opened = open_round(board.office, sketch)
    take(session, board)
    view = reading.preview(session, sketch.id)
    assert view.round is not None
    assert view.round.id == view.row.round == opened.id
    assert [each.id for each in reading.read(session, sketch.id).rounds] == [opened.id]


def test_the_ministrys_decision_is_shown(session: Session, board: Board, sketch: Record) -> None:
    body = DecisionRecorded(sketch.id, "no", None, dt.date(2026, 5, 4))
    board.office.write(body, texts={"reasons": "Kein Geld"})
    take(session, board)
    decision = reading.preview(session, sketch.id).decision
    assert decision is not None
    assert (decision.granted, decision.reasons, decision.differs) == ("no", "Kein Geld", False)


@pytest.mark.parametrize(
    ("votum", "granted", "expected"),
    [
        ("positive", "yes", False),
        ("positive", "partly", False),
        ("positive", "no", True),
        ("positive_with_conditions", "yes", False),
        ("negative", "yes", True),
        ("negative", "no", False),
        ("postponed", "yes", True),
        ("postponed", "no", False),
        (None, "yes", False),
    ],
)
def test_when_the_ministry_decided_otherwise(votum: str | None, granted: str, expected: bool) -> None:  # noqa: FBT001
    assert differs(votum, granted) is expected


@pytest.mark.parametrize("call", [reading.preview, reading.read])
def test_an_unknown_sketch_is_refused(session: Session, call: object) -> None:
    assert callable(call)
    with pytest.raises(InputError) as caught:
        call(session, "f" * 64)
    assert caught.value.code == "sketch.unknown"


def test_a_sketch_of_three_hundred_pages_is_read_at_once(board: Board, tmp_path: Path) -> None:
    page = "Ein Satz über Mobilität und Handel auf dem Land. " * 60
    texts = {"title": "Lang", "sections": {"goals": "\n".join([page] * 300)}}
    sketch = board.office.write(sketch_facts("2026-07"), texts=texts)
    with seat(tmp_path, board, None) as session:
        reading.preview(session, sketch.id)
        start = time.perf_counter()
        reading.preview(session, sketch.id)
        assert time.perf_counter() - start < 1
