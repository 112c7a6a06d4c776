"""A device's own records, kept beside its key: what an older copy of the board is brought up to date with.

One line a record (Base64 of bytes and signature), payloads as files named by their hash. Appended and synced
to disk after the board file was written, so that nothing is kept here that the board never had.
"""

import os
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from beirat_tui.domain.errors import InputError
from beirat_tui.log import record as records
from beirat_tui.log.payload import digest
from beirat_tui.log.record import Record

_TAIL_BYTES: Final = 256 * 1024


class OwnRecords:
    """The records that one device has signed on one board.

    Attributes:
        folder: where they lie; made when the first record is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._log = folder / "own-records"
        self._payloads = folder / "own-payloads"

    def keep(self, signed: list[tuple[Record, bytes | None]]) -> None:
        """Append SIGNED records with their payloads; on disk when this returns."""
        if not signed:
            return
        self._payloads.mkdir(parents=True, exist_ok=True)
        for record, blob in signed:
            if blob is not None and record.payload is not None:
                (self._payloads / record.payload).write_bytes(blob)
        lines = b"".join(
            b64encode(record.raw) + b" " + b64encode(record.signature) + b"\n" for record, _ in signed
        )
        with self._log.open("ab") as file:
            if file.tell() > 0 and not self._ends_whole():
                file.write(b"\n")
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())

    def last(self) -> Record | None:
        """The record appended last; None where there is none."""
        if not self._log.exists():
            return None
        with self._log.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL_BYTES))
            lines = file.read().splitlines()
        return next((found for line in reversed(lines) if (found := _parse(line)) is not None), None)

    def __iter__(self) -> Iterator[tuple[Record, bytes | None]]:
        if not self._log.exists():
            return
        with self._log.open("rb") as file:
            for line in file:
                record = _parse(line)
                if record is not None:
                    yield record, self._blob(record)

    def forget_payload(self, hash_: str) -> None:
        """Erase a payload here too."""
        (self._payloads / hash_).unlink(missing_ok=True)

    def _blob(self, record: Record) -> bytes | None:
        if record.payload is None:
            return None
        try:
            blob = (self._payloads / record.payload).read_bytes()
        except OSError:
            return None
        return blob if digest(blob) == record.payload else None

    def _ends_whole(self) -> bool:
        with self._log.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read() == b"\n"


def _parse(line: bytes) -> Record | None:
    """The record in LINE; None for a line that a crash cut off."""
    parts = line.split()
    if len(parts) != 2:  # noqa: PLR2004  (bytes and signature)
        return None
    try:
        return records.read(b64decode(parts[0], validate=True), b64decode(parts[1], validate=True))
    except (Base64Error, InputError):
        return None
