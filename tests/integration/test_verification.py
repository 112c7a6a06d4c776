"""`verify`: a sound board is found sound, and every way of altering a file is found and named."""

import hashlib
import sqlite3
from pathlib import Path

import pytest

from beirat_tui.log.bodies.board import MemberEntered, RulesAdopted
from beirat_tui.log.bodies.rights import EraseOrdered
from beirat_tui.log.record import PREFIX, Record
from beirat_tui.services.session import Session
from beirat_tui.services.verification import verify
from beirat_tui.services.verification_views import Weight
from beirat_tui.wording.problems import SENTENCES, problem_text
from boards import SIMPLE_RULES, Board, ballot_for, found
from stores import all_payloads, submit
from verified import close_fairly, codes, open_fairly, session_with, voted_round


@pytest.fixture
def board() -> Board:
    return found(members=4)


@pytest.fixture
def voted(board: Board) -> Record:
    return voted_round(board)


Statement = tuple[str, *tuple[object, ...]]


def tampered(session: Session, *statements: Statement) -> None:
    """Change the file behind the program's back."""
    connection = sqlite3.connect(session.path)
    connection.create_function("sha256", 1, lambda raw: hashlib.sha256(PREFIX + raw).hexdigest())
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement, *values in statements:
        assert connection.execute(statement, values).rowcount != 0, statement
    connection.commit()
    connection.close()


def test_a_board_that_kept_to_the_rules_is_sound(board: Board, voted: Record, tmp_path: Path) -> None:
    close_fairly(board.office, voted)
    board.share()
    with session_with(tmp_path, board) as session:
        told: list[tuple[int, int]] = []
        report = verify(session, lambda done, total: told.append((done, total)))
    assert report.problems == ()
    assert report.sound
    assert report.records == len(board.records())
    assert (report.rounds, report.closings) == (1, 1)
    assert report.payloads == len({each.payload for each in board.records()} - {None})
    assert told[-1] == (report.records + 1, report.records + 1)


def test_an_altered_byte_is_found(board: Board, tmp_path: Path) -> None:
    with session_with(tmp_path, board) as session:
        tampered(
            session,
            ("UPDATE record SET raw = CAST(replace(raw, 'votes\":1', 'votes\":1.') AS BLOB) WHERE n = 7",),
        )
        report = verify(session)
    assert codes(report)["record.unreadable"].params["detail"] == "canonical.json"
    assert not report.sound


def test_an_altered_record_with_a_fitting_id_has_a_wrong_signature(board: Board, tmp_path: Path) -> None:
    entered = next(each for each in board.records() if isinstance(each.body, MemberEntered))
    forged = entered.raw.replace(b'"votes":1', b'"votes":9')
    with session_with(tmp_path, board) as session:
        tampered(
            session,
            ("UPDATE record SET raw = ?, id = sha256(?) WHERE id = ?", forged, forged, entered.id),
        )
        report = verify(session)
    problem = codes(report)["record.signature"]
    assert (problem.params["kind"], problem.weight) == ("member.entered", Weight.WRONG)
    assert "record.incomplete" in codes(report)  # what its author wrote afterwards


def test_a_record_under_another_id_is_found(board: Board, tmp_path: Path) -> None:
    with session_with(tmp_path, board) as session:
        tampered(session, ("UPDATE record SET id = ? WHERE n = 9", "f" * 64))
        assert codes(verify(session))["record.id"].record == "f" * 64


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET raw = 17 WHERE n = 9",
        "UPDATE record SET signature = 'text' WHERE n = 9",
        "UPDATE record SET id = x'00' WHERE n = 9",
    ],
)
def test_values_of_wrong_types_are_found(board: Board, tmp_path: Path, statement: str) -> None:
    with session_with(tmp_path, board) as session:
        tampered(session, (statement,))
        assert not verify(session).sound


def test_a_record_that_the_rights_forbid_is_found(board: Board, tmp_path: Path) -> None:
    member = board.members["M02"]
    forbidden = member.write(RulesAdopted("Putsch", SIMPLE_RULES))
    assert member.ledger.get(forbidden.id) is None
    with session_with(tmp_path, board) as session:
        tampered(
            session,
            (
                "INSERT INTO record (id, raw, signature) VALUES (?, ?, ?)",
                forbidden.id,
                forbidden.raw,
                forbidden.signature,
            ),
        )
        assert codes(verify(session))["record.refused"].params["reason"] == "role"


def test_a_missing_record_leaves_those_that_build_on_it(board: Board, tmp_path: Path) -> None:
    with session_with(tmp_path, board) as session:
        tampered(session, ("DELETE FROM record WHERE n = 8",))
        found_ = codes(verify(session))
    assert found_["record.incomplete"].weight is Weight.WRONG
    assert found_["model.differs"].params["number"]


def test_altered_surplus_and_unerased_payloads_are_found(board: Board, tmp_path: Path) -> None:
    sketch = submit(board, "2026-07", "Leitstelle")
    other = submit(board, "2026-08", "Andere")
    board.share()
    board.office.write(EraseOrdered(other.id, "Art. 17"), role="office")
    board.chair.write(EraseOrdered(other.id, "Art. 17"), role="chair")
    board.share()
    kept = all_payloads(board)[other.payload or ""]
    with session_with(tmp_path, board) as session:
        tampered(
            session,
            ("UPDATE payload SET blob = x'00' WHERE hash = ?", sketch.payload),
            ("INSERT INTO payload (hash, blob) VALUES (?, x'00')", "e" * 64),
            ("INSERT INTO payload (hash, blob) VALUES (?, ?)", other.payload, kept),
        )
        report = verify(session)
    found_ = codes(report)
    assert found_["payload.altered"].weight is Weight.WRONG
    assert found_["payload.not-erased"].params["payload"] == (other.payload or "")[:12]


def test_a_payload_of_no_record_is_flagged(board: Board, tmp_path: Path) -> None:
    blob = b"s" * 32 + b"{}"
    hash_ = hashlib.sha256(b"beirat-payload-v1\0" + blob).hexdigest()
    with session_with(tmp_path, board) as session:
        tampered(session, ("INSERT INTO payload (hash, blob) VALUES (?, ?)", hash_, blob))
        report = verify(session)
    assert codes(report)["payload.unnamed"].weight is Weight.FLAG
    assert report.sound


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE entry SET reason = 'cut' WHERE n = 9", "entry"),
        ("DELETE FROM head WHERE n = 9", "head"),
        ("DELETE FROM tip", "tip"),
        ("INSERT INTO fork VALUES ('f')", "fork"),
        ("UPDATE round_row SET state = 'confirmed'", "round"),
        ("UPDATE ballot_row SET state = 'no' WHERE member = 'M02'", "ballot"),
    ],
)
def test_read_models_that_say_otherwise_are_found(
    board: Board, voted: Record, tmp_path: Path, statement: str, table: str
) -> None:
    del voted
    with session_with(tmp_path, board) as session:
        tampered(session, (statement,))
        problem = codes(verify(session))["model.differs"]
    assert problem.params == {"table": table, "number": 1} or problem.params["table"] == table


def test_a_forked_chain_is_flagged_by_name(board: Board, tmp_path: Path) -> None:
    twin = board.members["M02"].copy()
    sketch = submit(board, "2026-07", "Leitstelle")
    opened = open_fairly(board.office, sketch)
    twin.learn(board.office)
    board.members["M02"].learn(board.office)
    twin.write(ballot_for(opened, "M02"))
    board.members["M02"].write(ballot_for(opened, "M02", "no"))
    board.office.learn(twin)
    board.share()
    with session_with(tmp_path, board) as session:
        report = verify(session)
    assert codes(report)["chain.forked"].params["who"] == "M02"
    assert report.sound


def test_a_forked_root_key_is_flagged(board: Board, tmp_path: Path) -> None:
    twin = board.root.copy()
    for device, label in ((board.root, "G01"), (twin, "G02")):
        device.write(MemberEntered(label, label, "office", entitled=False, votes=0))
    board.office.learn(twin)
    board.share()
    with session_with(tmp_path, board) as session:
        assert codes(verify(session))["chain.forked"].params["who"] == "root"


def test_records_that_wait_are_told(board: Board, voted: Record, tmp_path: Path) -> None:
    with session_with(tmp_path, board, without=(voted,)) as session:
        report = verify(session)
    assert codes(report)["records.waiting"].params["number"] == 3
    assert report.sound


def test_progress_may_stop_it(board: Board, tmp_path: Path) -> None:
    class Stop(Exception):  # noqa: N818
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stop

    with session_with(tmp_path, board) as session, pytest.raises(Stop):
        verify(session, stop)


def test_a_damaged_page_is_told(board: Board, tmp_path: Path) -> None:
    with session_with(tmp_path, board) as session:
        connection = sqlite3.connect(session.path)
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'entry_by'").fetchone()
        connection.close()
        with session.path.open("r+b") as file:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)
        assert "file.structure" in codes(verify(session))


def test_every_sentence_is_complete_without_its_record() -> None:
    for code in SENTENCES:
        assert problem_text(
            code,
            dict.fromkeys(
                (
                    "detail",
                    "kind",
                    "author",
                    "reason",
                    "number",
                    "who",
                    "payload",
                    "table",
                    "sketch",
                    "stated",
                    "computed",
                ),
                "x",
            ),
        )
