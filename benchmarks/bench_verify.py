"""`verify`, which computes everything again, against nothing but checking the same signatures."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from harness import Row, command, in_turn, row
from make_board import make_board, open_as_member
from nacl.signing import VerifyKey

from beirat_tui.log.record import PREFIX
from beirat_tui.services.session import Session
from beirat_tui.services.verification import verify
from beirat_tui.store import audit

RECORDS = 20_000
Signed = tuple[bytes, bytes, bytes]
"""Public key, message, signature."""


def signatures(session: Session) -> list[Signed]:
    """What is to be checked."""
    with session.reading() as reading:
        rows = [
            (reading.ledger.get(str(each.id)), each.signature)
            for batch in audit.stored_records(reading, RECORDS)
            for each in batch
        ]
    return [
        (bytes.fromhex(record.author), PREFIX + record.raw, signature)
        for record, signature in rows
        if record is not None and isinstance(signature, bytes)
    ]


def measure(runs: int) -> Iterator[Row]:
    """Records a second on both sides."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "board.beirat"
        make_board(path, RECORDS)
        session = open_as_member(path)
        signed = signatures(session)

        def ours() -> float:
            start = perf_counter()
            report = verify(session)
            if not report.sound:
                raise SystemExit("the board is not sound")
            return report.records / (perf_counter() - start)

        def theirs() -> float:
            start = perf_counter()
            for key, message, signature in signed:
                VerifyKey(key).verify(message, signature)
            return len(signed) / (perf_counter() - start)

        found = in_turn(ours, theirs, runs)
        yield row("a board of sketches", "PyNaCl alone", *found, unit="records/s", at_least=0.7)
        session.close()


if __name__ == "__main__":
    command(
        f"Verifying {RECORDS:,} records",
        "Our side checks canonical form, id, signature, chain, rights, effect and heads of every record, the "
        "hashes of all texts, every round, and then the program’s own lists against the result. The other "
        "side checks the same signatures one after the other.",
        measure,
    )
