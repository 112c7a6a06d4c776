"""A process that checks signatures, and the other end of its pipe.

Threads will not do beside a busy interpreter: each would wait for it between any two signatures. A process
gets batches and answers one byte a signature, in the order of the batches. It reads nothing but its pipe.
"""

import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from queue import SimpleQueue
from typing import BinaryIO, Final, cast

import msgspec

from beirat_tui.log import keys

Signed = tuple[str, bytes, bytes]
"""Public key (hex), message and signature."""
_LENGTH_BYTES: Final = 4
_FORGED: Final = 0
_frames = msgspec.msgpack.Decoder(list[Signed])


class Checker:
    """A process that checks signatures beside this one.

    Attributes:
        waiting: batches that were sent and not answered yet.
    """

    def __init__(self) -> None:
        """Start it.

        Raises:
            OSError: this machine does not let it.
        """
        self.waiting = 0
        self._process = subprocess.Popen(  # noqa: S603  (this very program)
            # -P: run nothing that lies in the folder where the person stands. In a session of its own it does
            # not hear the Ctrl-C that is meant for us.
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._requests = cast("BinaryIO", self._process.stdin)
        self._answers = cast("BinaryIO", self._process.stdout)
        self._queue: SimpleQueue[bytes | None] = SimpleQueue()
        self._writer = threading.Thread(target=self._write, daemon=True)
        self._writer.start()

    def send(self, batch: Iterable[Signed]) -> None:
        """Send a BATCH; it is checked while this process does other things."""
        frame = msgspec.msgpack.encode(list(batch))
        self._queue.put(len(frame).to_bytes(_LENGTH_BYTES) + frame)
        self.waiting += 1

    def answer(self, size: int) -> list[bool] | None:
        """Whether each of the SIZE signatures of the batch sent first is forged; None if nobody answers."""
        self.waiting -= 1
        found = self._answers.read(size)
        return [each == _FORGED for each in found] if len(found) == size else None

    def close(self) -> None:
        """End it, whatever it is doing."""
        if self.waiting:
            self._process.kill()
        self._queue.put(None)
        self._writer.join()
        with suppress(OSError):
            self._requests.close()
        self._process.wait()
        self._answers.close()

    def _write(self) -> None:
        with suppress(OSError):
            while (frame := self._queue.get()) is not None:
                self._requests.write(frame)
                self._requests.flush()


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer batches until REQUESTS ends."""
    while len(head := requests.read(_LENGTH_BYTES)) == _LENGTH_BYTES:
        batch = _frames.decode(requests.read(int.from_bytes(head)))
        answers.write(bytes(keys.valid(*signed) for signed in batch))
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
