"""The one place that puts store, clock, randomness, keys and services together."""

import os
import time
from contextlib import suppress
from pathlib import Path

from beirat_tui.domain.errors import StoreError
from beirat_tui.services.home import Home, board_path, find_home
from beirat_tui.services.session import Session, Surroundings
from beirat_tui.store.board_file import BoardFile


def surroundings() -> Surroundings:
    """The machine's clock and randomness."""
    return Surroundings(now=lambda: time.time_ns() // 1_000_000, random=os.urandom)


def home(explicit: Path | None = None) -> Home:
    """The private folder: EXPLICIT, else ``BEIRAT_HOME``, else the platform's configuration folder."""
    return find_home(explicit)


def open_session(
    board: Path | None = None,
    private_folder: Path | None = None,
    *,
    remembered: bool = True,
    only_looking: bool = False,
) -> Session:
    """Open the board for the person whose private folder this is.

    An older copy of the board first gets back the records that this device has signed since.

    Args:
        board: the file; None for the one named by the environment or used last.
        private_folder: None for the usual one.
        remembered: it becomes the board used last.
        only_looking: open it for nobody in particular, and write nothing.

    Raises:
        StoreError: ``store.no-board``: none was named and none used before; or what is wrong with the file.
    """
    private = home(private_folder)
    path = board_path(board, private)
    if path is None:
        raise StoreError("store.no-board")
    file = BoardFile(path)
    try:
        with file.reading() as reading:
            board_id = reading.board
        key = None if only_looking else private.key(board_id)
        session = Session(file, private, key, surroundings(), board_id)
        bring_back(session)
        session.refresh()
    except BaseException:
        file.close()
        raise
    if remembered and not only_looking:
        remember(session)
    return session


def bring_back(session: Session) -> int:
    """Make board file and private folder agree on this device's own records; returns how many came back.

    A file that cannot be written is left as it is: it can still be read.
    """
    if session.key is None:
        return 0
    own = session.home.own_records(session.id)
    last = own.last()
    with session.board.reading() as reading:
        known = last is None or reading.ledger.get(last.id) is not None
        tips = reading.ledger.tips_of(session.key.public)
        unkept = [] if not tips or (last is not None and tips[0].id == last.id) else tips
        erased = reading.erased_payloads()
    # What was ordered to be erased goes here too; a folder that cannot be written loses it the next time.
    with suppress(StoreError):
        own.forget_payloads(erased)
    if known:
        if unkept:
            _keep_again(session)
        return 0
    try:
        with session.board.writing() as writing:
            for record, blob in own:
                writing.take(record, blob)
            return len(writing.granted)
    except StoreError as error:
        if error.code == "store.read-only":
            return 0
        raise


def _keep_again(session: Session) -> None:
    """Keep those of the device's records in the board file that a crash kept from the private folder."""
    own = session.home.own_records(session.id)
    kept = {record.id for record, _ in own}
    author = session.key.public if session.key is not None else ""
    with session.board.reading() as reading:
        missing = [record for record in reading.ledger.chain(author) if record.id not in kept]
        own.keep([(record, reading.blob(record.payload)) for record in missing])


def remember(session: Session) -> None:
    """Note the board as the one used last; where the private folder cannot be written, it is named again."""
    with suppress(StoreError):
        session.home.remember_board(session.path)
