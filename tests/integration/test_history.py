"""The log: the newest first, found by words, and one entry in full."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.log.bodies.board import SummaryWritten
from beirat_tui.log.bodies.rights import EraseOrdered
from beirat_tui.log.record import Record
from beirat_tui.services import history
from beirat_tui.services.session import Session
from beirat_tui.wording import use_language
from beirat_tui.wording.kinds import effect_name, kind_name
from boards import Board, ballot_for, found, open_round
from stores import all_payloads, seat, submit


@pytest.fixture
def board() -> Board:
    """A board where M02 has voted twice and M03 was cut before voting."""
    board = found(members=3)
    board.share()
    return board


@pytest.fixture
def sketch(board: Board) -> Record:
    return submit(board, "2026-07", "Leitstelle")


@pytest.fixture
def session(board: Board, sketch: Record, tmp_path: Path) -> Iterator[Session]:
    opened = open_round(board.office, sketch)
    board.share()
    last = board.members["M03"].last
    board.members["M02"].write(ballot_for(opened, "M02"))
    board.members["M02"].write(ballot_for(opened, "M02", "no"))
    board.members["M03"].write(ballot_for(opened, "M03"))
    board.office.cut(board.members["M03"].certificates["member"], [last] if last else [])
    board.members["M02"].write_unknown("ballot.sealed", "sealed/x", {})
    board.share()
    with seat(tmp_path, board, None) as session:
        yield session


def kinds(session: Session, query: str) -> list[str]:
    return [each.kind for each in history.entries(session, query, 0, 100)]


def test_entries_come_newest_first_and_in_pages(session: Session, board: Board) -> None:
    everything = history.entries(session, "", 0, 100)
    assert len(everything) == history.count(session) == len(board.records())
    assert everything[-1].kind == "board.founded"
    assert everything[-1].author_label == "root"
    pages = [each for first in range(0, 40, 3) for each in history.entries(session, "", first, 3)]
    assert pages == everything


def test_a_line_says_who_and_with_what_effect(session: Session) -> None:
    ballots = history.entries(session, "ballot.cast", 0, 10)
    told = {(each.author_label, each.author_name, each.effect, each.reason) for each in ballots}
    assert told == {
        ("M02", "Person M02", "effective", None),
        ("M02", "Person M02", "replaced", None),
        ("M03", "Person M03", "inert", "cut"),
    }
    assert all(each.at.tzinfo is not None for each in ballots)


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("ballot.cast", 3),
        ("BALLOT.cast m02", 2),
        ("ballot/ person m03", 1),
        ("round/*", 1),
        ("stimme", 3),
        ("eröffnet", 1),
        ("eroeffnet", 1),
        ("ersetzt", 1),
        ("wirkung stimme", 1),
        ("geendet", 1),
        ("neueren ballot", 2),
        ("programmversion", 1),
        ("root", 3),
        ("%", 0),
        ("_", 0),
        ("gibt-es-nicht", 0),
    ],
)
def test_words_are_found_in_kind_slot_author_and_effect(session: Session, query: str, number: int) -> None:
    use_language("de")
    assert (len(kinds(session, query)), history.count(session, query)) == (number, number)


def test_found_entries_come_in_pages(session: Session) -> None:
    whole = history.entries(session, "g01", 0, 100)
    assert len(whole) > 2
    assert history.entries(session, "g01", 1, 1) == whole[1:2]


def test_an_entry_is_shown_in_full(session: Session, sketch: Record) -> None:
    detail = history.entry(session, sketch.id)
    assert (detail.raw, detail.signature, detail.signature_ok) == (sketch.raw, sketch.signature.hex(), True)
    assert (detail.author, detail.by, detail.seq, detail.prev) == (
        sketch.author,
        sketch.by,
        sketch.seq,
        sketch.prev,
    )
    assert detail.body["number"] == "2026-07"
    assert detail.texts["title"] == "Leitstelle"
    assert (detail.payload, detail.payload_state) == (sketch.payload, "here")
    assert detail.payload_size > 100
    assert detail.entry.effect == "effective"


def test_an_entry_names_what_replaced_it_and_what_took_its_effect(session: Session) -> None:
    newer, older = (
        history.entry(session, each.id) for each in history.entries(session, "ballot.cast m02", 0, 10)
    )
    if newer.entry.effect == "replaced":
        newer, older = older, newer
    assert (newer.replaces, older.replaced_by) == ((older.entry.id,), (newer.entry.id,))
    inert = history.entry(session, history.entries(session, "ballot.cast m03", 0, 1)[0].id)
    assert inert.cause == history.entries(session, "cert.cut", 0, 1)[0].id


def test_a_beginning_of_an_id_will_do(session: Session, sketch: Record) -> None:
    assert history.entry(session, f" {sketch.id[:8].upper()} ").entry.id == sketch.id


@pytest.mark.parametrize("typed", ["", "abc", "zzzzzzzzzz", "00000000", "f" * 64])
def test_an_unknown_entry_is_refused(session: Session, typed: str) -> None:
    with pytest.raises(InputError) as caught:
        history.entry(session, typed)
    assert caught.value.code == "history.unknown"


def test_an_ambiguous_beginning_is_refused(
    session: Session, sketch: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "ENOUGH", 0)
    with pytest.raises(InputError) as caught:
        history.entry(session, "")
    assert caught.value.code == "history.several"
    del sketch


def test_erased_and_missing_texts_are_told_apart(board: Board, sketch: Record, tmp_path: Path) -> None:
    lost = board.office.write(SummaryWritten(sketch.id), texts={"text": "Weg"})
    other = submit(board, "2026-08", "Andere")
    board.share()
    board.office.write(EraseOrdered(other.id, "Art. 17"), role="office")
    board.chair.write(EraseOrdered(other.id, "Art. 17"), role="chair")
    for device in board.devices:
        device.payloads.pop(lost.payload or "", None)
    board.share()
    assert lost.payload not in all_payloads(board)
    with seat(tmp_path, board, None) as session:
        assert history.entry(session, lost.id).payload_state == "missing"
        assert history.entry(session, other.id).payload_state == "erased"
        assert history.entry(session, board.id).payload_state == "none"


def test_hostile_texts_are_shown_harmless(board: Board, tmp_path: Path) -> None:
    hostile = submit(board, "2026-07\x1b[2J", "\u202eLeitstelle")
    with seat(tmp_path, board, None) as session:
        detail = history.entry(session, hostile.id)
        assert "\x1b" not in detail.body["number"]
        assert "\u202e" not in detail.texts["title"]


def test_a_forged_signature_is_told(
    session: Session, sketch: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "PREFIX", b"another")
    assert not history.entry(session, sketch.id).signature_ok


def test_kinds_and_effects_have_names() -> None:
    assert kind_name("ballot.cast") == "Ballot"
    assert kind_name("ballot.\x1bsealed") == "ballot.␛sealed"
    assert effect_name("effective") == "has effect"
    assert effect_name("inert", "cut") == "has no effect: written after its certificate ended"
