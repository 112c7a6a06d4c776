"""A device's own records, kept beside its key: what an older copy of the board is brought up to date with.

One line a record (Base64 of bytes and signature), payloads as files named by their hash. Appended and synced
to disk after the board file was written, so that nothing is kept here that the board never had. Knows no
board file.
"""

import os
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from beirat_tui.domain.errors import InputError, StoreError
from beirat_tui.log import record as records
from beirat_tui.log.payload import digest
from beirat_tui.log.record import Record

_TAIL_BYTES: Final = 256 * 1024
"""More than any line: a record has at most 64 KiB."""


class OwnRecords:
    """The records that one device has signed on one board.

    Attributes:
        folder: where they lie; made when the first record is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._log = folder / "own-records"
        self._payloads = folder / "own-payloads"

    def keep(self, signed: Sequence[tuple[Record, bytes | None]]) -> None:
        """Append SIGNED records with their payloads; on disk when this returns.

        Raises:
            StoreError: ``home.not-kept``: the private folder cannot be written. The board file has the
                records, so whoever opens it with this folder finds out and keeps them again.
        """
        if not signed:
            return
        try:
            self._payloads.mkdir(parents=True, exist_ok=True, mode=0o700)
            for record, blob in signed:
                if blob is not None and record.payload is not None:
                    _write_durably(self._payloads / record.payload, blob)
            self._append(b"".join(map(_line, (record for record, _ in signed))))
        except OSError:
            raise StoreError("home.not-kept", path=str(self.folder)) from None

    def _append(self, lines: bytes) -> None:
        """Add LINES in one piece; a line that a crash cut off stays behind, ended, and is never read."""
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(self._log, flags, 0o600), "r+b", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            if size > 0:
                file.seek(size - 1)
                if file.read(1) != b"\n":
                    lines = b"\n" + lines
            written = file.write(lines)
            if written != len(lines):
                raise OSError(self._log)
            os.fsync(file.fileno())

    def last(self) -> Record | None:
        """The record appended last; None where there is none."""
        try:
            with self._log.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - _TAIL_BYTES))
                lines = file.read().splitlines()
        except FileNotFoundError:
            return None
        except OSError:
            raise StoreError("home.cannot-read", path=str(self.folder)) from None
        return next((found for line in reversed(lines) if (found := _parse(line)) is not None), None)

    def __iter__(self) -> Iterator[tuple[Record, bytes | None]]:
        """The records in the order in which they were kept, with those payloads that are here and whole."""
        try:
            with self._log.open("rb") as file:
                for line in file:
                    record = _parse(line)
                    if record is not None:
                        yield record, self._blob(record)
        except FileNotFoundError:
            return
        except OSError:
            raise StoreError("home.cannot-read", path=str(self.folder)) from None

    def forget_payloads(self, hashes: Iterable[str]) -> None:
        """Erase these payloads here too: their bytes are overwritten before the files go."""
        for hash_ in hashes:
            file = self._payloads / hash_
            try:
                size = file.stat().st_size
                with file.open("r+b") as handle:
                    handle.write(bytes(size))
                    handle.flush()
                    os.fsync(handle.fileno())
                file.unlink()
            except FileNotFoundError:
                continue
            except OSError:
                raise StoreError("home.not-kept", path=str(self.folder)) from None

    def _blob(self, record: Record) -> bytes | None:
        if record.payload is None:
            return None
        try:
            blob = (self._payloads / record.payload).read_bytes()
        except OSError:
            return None
        return blob if digest(blob) == record.payload else None


def _line(record: Record) -> bytes:
    return b64encode(record.raw) + b" " + b64encode(record.signature) + b"\n"


def _write_durably(file: Path, content: bytes) -> None:
    """Write beside FILE, sync, rename: a crash leaves it whole or not there at all."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.new")
    with draft.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(file)


def _parse(line: bytes) -> Record | None:
    """The record in LINE; None for a line that a crash cut off."""
    parts = line.split()
    if len(parts) != 2:  # noqa: PLR2004  (bytes and signature)
        return None
    try:
        return records.read(b64decode(parts[0], validate=True), b64decode(parts[1], validate=True))
    except (Base64Error, InputError):
        return None
