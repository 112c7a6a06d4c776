"""Board files made of records, and what can be asked of them: for tests of the store."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.view import View
from beirat_tui.store.board_file import BoardFile, Reading
from beirat_tui.store.rebuild import digest, dump, rebuild
from beirat_tui.store.schema import entry, fork, head, tip
from boards import Board, Device

Pairs = Sequence[tuple[Record, bytes | None]]
_numbers = count()


def with_payloads(records: Iterable[Record], devices: Iterable[Device]) -> list[tuple[Record, bytes | None]]:
    """RECORDS, each with its payload if one of DEVICES has it."""
    payloads = {name: blob for device in devices for name, blob in device.payloads.items()}
    return [(each, payloads.get(each.payload or "")) for each in records]


def whole(board: Board) -> list[tuple[Record, bytes | None]]:
    """All granted records of BOARD that any of its devices knows."""
    return with_payloads(board.records(), board.devices)


def take(file: BoardFile, *batches: Pairs) -> None:
    """Let FILE take BATCHES, each in a transaction of its own."""
    for batch in batches:
        with file.writing() as writing:
            writing.take_all(batch)


@contextmanager
def filed(folder: Path, *batches: Pairs) -> Iterator[BoardFile]:
    """A new file that took BATCHES."""
    path = folder / f"{next(_numbers)}.beirat"
    file = BoardFile.create(path)
    try:
        take(file, *batches)
        yield file
    finally:
        file.close()
        path.unlink(missing_ok=True)


def shape(file: BoardFile) -> tuple[str, list[bytes]]:
    """The digest and the dump behind it."""
    with file.reading() as reading:
        return digest(reading), list(dump(reading))


def difference(mine: Iterable[bytes], others: Iterable[bytes]) -> set[bytes]:
    """The lines of two dumps that are not in both: what a failing test shows."""
    return set(mine) ^ set(others)


def computed_anew(file: BoardFile) -> list[bytes]:
    """The dump after everything was computed from nothing."""
    with file.writing() as writing:
        rebuild(writing)
    return shape(file)[1]


def agrees_with(file: BoardFile, memory: MemoryLedger) -> None:
    """Assert that FILE says what MEMORY, a ledger of the same records, says, and a rebuild too."""
    view = View(memory)
    with file.reading() as reading:
        run = reading.connection.execute
        rows = {row.id: row for row in run(entry.select())}
        assert rows.keys() == {each.id for each in memory}
        for each in memory:
            inert = view.inert(each)
            expected = (None, None) if inert is None else (inert.reason, inert.cause)
            assert (rows[each.id].reason, rows[each.id].cause) == expected, each
        ids = {row.n: name for name, row in rows.items()}
        heads = {(row.slot, ids[row.n]) for row in run(head.select())}
        assert heads == {(slot, each.id) for slot in memory.slots_under("") for each in view.heads(slot)}
        assert {row.id for row in run(tip.select())} == set(memory.tips())
        forked = {each.author for each in memory if memory.forked(each.author)}
        assert {row.author for row in run(fork.select())} == forked
        _answers_as(reading, memory)
    before = shape(file)[1]
    assert not difference(computed_anew(file), before)


def _answers_as(reading: Reading, memory: MemoryLedger) -> None:
    """Compare the answers of the file's ledger with MEMORY's, read slot by slot and in ranges."""
    ledger = reading.ledger
    slots = list(memory.slots_under(""))
    assert ledger.tips() == memory.tips()
    for prefixes in ((), ("ballot/", "cut/", "sketch/"), ("",)):
        ledger.forget()
        ledger.preload(*prefixes)
        assert list(ledger.slots_under("")) == slots
        assert list(ledger.slots_under("ballot/")) == list(memory.slots_under("ballot/"))
        for slot in slots:
            assert {each.id for each in ledger.slot(slot)} == {each.id for each in memory.slot(slot)}
        assert not ledger.slot("ballot/nowhere")
