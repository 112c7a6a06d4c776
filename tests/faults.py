"""A writer that something may happen to, and a process for it to happen in."""

import os
import sys
import traceback
from collections.abc import Callable

from beirat_tui.log.bodies.board import CommentWritten
from beirat_tui.log.payload import seal, write_texts
from beirat_tui.log.record import Draft, Record, sign
from beirat_tui.store.board_file import BoardFile, Writing
from boards import Device, digest


def signed_remark(writing: Writing, device: Device, *, size: int = 10) -> tuple[Record, bytes]:
    """Sign a remark at the end of DEVICE's chain as WRITING knows it."""
    tips = writing.ledger.tips_of(device.public)
    last = tips[0] if tips else None
    seq = 1 if last is None else last.seq + 1
    sketch = writing.ledger.slot("sketch/*")[0].id
    name, blob = seal(write_texts({"text": "x" * size}), digest("salt", device.name, seq))
    record = sign(
        Draft("comment.written", CommentWritten(sketch), (), name),
        device.key,
        board=writing.board,
        by=device.certificates["member"],
        seq=seq,
        prev=None if last is None else last.id,
        at=seq,
    )
    return record, blob


def remark(file: BoardFile, device: Device, *, size: int = 10) -> tuple[Record, bytes]:
    """Write a remark at the end of DEVICE's chain as FILE knows it; on disk when this returns."""
    with file.writing() as writing:
        record, blob = signed_remark(writing, device, size=size)
        writing.add(record, blob)
    return record, blob


def in_child(work: Callable[[], None]) -> int:
    """Do WORK in a process of its own, which ends with 0 if it succeeded; returns its number."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:  # noqa: BLE001  (nobody else hears of it)
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(code)
    return child
