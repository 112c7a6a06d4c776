"""Taking records into the file: judge, insert, or let wait.

One record or a hundred thousand, in one transaction. What they mean for the rest is settled afterwards
(`effects`, `projection`); the result is the same as computing everything from nothing (`rebuild`), whatever
the order of arrival: a law that the tests check.
"""

from collections.abc import Iterable

from beirat_tui.log.granting import Granted, Refused, Verdict, Waiting, judge
from beirat_tui.log.record import JOINING, Record
from beirat_tui.store.ledger import FileLedger
from beirat_tui.store.payload_shelf import PayloadShelf
from beirat_tui.store.quarantine import Requested, WaitingRoom, keep_request

Taken = Verdict | Requested
"""What became of a record: a verdict on it, or that it is a request to join that is kept."""
_TOO_MANY = Refused("too-many-requests")


class Absorber:
    """Takes records and their payloads into the file within one transaction.

    Attributes:
        shelf: where payloads go.
        granted: the ids of the records that moved in, in order (also of those that had been waiting).
        turned_away: why records that had been waiting were refused when what they waited for arrived.
    """

    def __init__(self, ledger: FileLedger) -> None:
        self.ledger = ledger
        self.shelf = PayloadShelf(ledger.connection)
        self.granted: list[str] = []
        self.turned_away: list[str] = []
        self._room = WaitingRoom(ledger.connection)
        self._released: set[str] = set()

    def look_up(self, records: Iterable[Record], *, new: bool = False) -> None:
        """Find out at once what is here of RECORDS, which will be taken next; of NEW ones nothing is."""
        wanted: set[str] = set()
        payloads: set[str] = set()
        records = list(records)
        ids = {each.id for each in records}
        if new:
            self.ledger.lack(ids - self._released)
            ids &= self._released
        wanted |= ids
        for each in records:
            wanted.update(name for name in (each.prev, each.by) if name is not None)
            if each.body is not None:
                wanted.update(name for name, _slot in each.body.refs())
            if each.payload is not None:
                payloads.add(each.payload)
        self.ledger.load(wanted)
        self.shelf.look_up(payloads)

    def take(self, new: Record, blob: bytes | None = None) -> Taken:
        """Judge NEW and take it in with its payload, or let it wait; moves in what waited for it.

        Follows a `look_up`.
        """
        if self.ledger.get(new.id) is not None:
            self._put_away(new, blob)
            return Granted()
        founding = self.ledger.board is None
        taken = self._place(new, blob)
        if isinstance(taken, Granted):
            arrived: list[str | None] = [None if founding else new.id]
            while arrived:
                for waiting, kept in self._room.release(arrived.pop()):
                    then = self._place(waiting, kept)
                    if isinstance(then, Granted):
                        arrived.append(waiting.id)
                        self._released.add(waiting.id)
                    elif isinstance(then, Refused):
                        self.turned_away.append(then.reason)
        return taken

    def _place(self, new: Record, blob: bytes | None) -> Taken:
        board = self.ledger.board
        if new.kind == JOINING and new.board == board:
            return Requested() if keep_request(self.ledger.connection, new) else _TOO_MANY
        verdict = judge(new, self.ledger.get, board)
        if isinstance(verdict, Waiting):
            self._room.keep(new, verdict.missing, blob)
        elif isinstance(verdict, Granted):
            self.ledger.insert(new)
            self.granted.append(new.id)
            self._room.discard(new.id)
            self._put_away(new, blob)
        return verdict

    def _put_away(self, new: Record, blob: bytes | None) -> None:
        if new.payload is not None and blob is not None:
            self.shelf.take(new.payload, blob)
