"""Copies of a board as files, good and spoilt ones, and what a merge says of them."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from beirat_tui.log.record import Record
from beirat_tui.services.merging_views import FileState, MergeReport
from beirat_tui.services.session import Session
from beirat_tui.store.rebuild import dump
from boards import Board
from devices import Device
from stores import all_payloads, board_file


def write(path: Path, records: Iterable[Record], board: Board) -> Path:
    path.parent.mkdir(exist_ok=True)
    board_file(path, records, all_payloads(board)).close()
    return path


def copy_of(device: Device, path: Path) -> Path:
    """What DEVICE knows, as a file."""
    path.parent.mkdir(exist_ok=True)
    board_file(path, [*device.ledger, *device.ledger.waiting()], device.payloads).close()
    return path


def content(session: Session) -> list[bytes]:
    with session.reading() as reading:
        return list(dump(reading))


def only(report: MergeReport) -> FileState:
    """The state of the one file."""
    assert len(report.files) == 1
    return report.files[0].state


def altered(path: Path, *statements: str) -> Path:
    """Change a file behind every program's back."""
    connection = sqlite3.connect(path)
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.executescript(statement)
    connection.commit()
    connection.close()
    return path
