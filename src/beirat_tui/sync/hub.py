"""The exchange by a database hub: a PostgreSQL table to which every device adds, and which tells of news.

What comes from it lies in a checked copy here (`hub_mirror`), from which it is taken in like a foreign file,
so neither the board nor the hub is locked while the other is slow. What the hub lacks is the difference of
the board's records and that copy. The hub can withhold or lose rows, but not forge any: whatever is missing
there later is added again by whoever has it.
"""

import select
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from itertools import chain
from threading import Event, RLock
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from beirat_tui.domain.errors import BeiratError, ExchangeError
from beirat_tui.log import heard as statements
from beirat_tui.log.signatures import SignatureChecks
from beirat_tui.sync import hub_rows
from beirat_tui.sync.credentials import secret_of
from beirat_tui.sync.exchange import Exchange, Offer, Parcel
from beirat_tui.sync.hub_connection import explained, open_engine
from beirat_tui.sync.hub_mirror import Mark, Mirror
from beirat_tui.sync.places import Here, title

SAID_SECONDS: Final = 3.0
"""How long news wait for more of their kind that nobody need hurry for."""
_SLICE: Final = 0.1
"""Seconds between two looks whether the wait was called off."""
_NEWS: Final = "news"
_SAID: Final = "said"
"""Only statements of what devices have: all make one after every vote, so they are looked at together."""


def open_exchange(address: str, here: Here) -> Exchange:
    """The hub ADDRESS; it is reached when it is used.

    Raises:
        ExchangeError: ``place.not-installed``.
        InputError: ``place.bad-address``.
    """
    return HubExchange(address, open_engine(address, here.secret(address) or secret_of(address)), here)


class HubExchange:
    """The hub that ENGINE connects to, which the person knows as ADDRESS; for any number of threads."""

    def __init__(self, address: str, engine: Engine, here: Here) -> None:
        self._name = title(address)
        self._engine = engine
        self._here = here
        self._turn = RLock()
        self._connection: Connection | None = None
        self._mirror: Mirror | None = None
        self._since: int | None = None
        self._numbered = False
        self._listens: bool | None = None

    # --- the connection --------------------------------------------------------------------------------

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """The connection, opened anew if it was lost; lost if anything goes wrong in it."""
        with self._turn, explained(self._name):
            connection = self._connection
            if connection is None:
                connection = self._connection = self._engine.connect()
                self._since = self._listens = None
            try:
                yield connection
            except BaseException:
                self._lose()
                raise

    def _lose(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(DBAPIError):
                connection.invalidate()
                connection.close()

    def close(self) -> None:
        """Let go of the connection."""
        with self._turn:
            self._lose()
            self._engine.dispose()
            if self._mirror is not None:
                self._mirror.close()
                self._mirror = None

    # --- collecting ------------------------------------------------------------------------------------

    @contextmanager
    def collect(self) -> Iterator[Sequence[Parcel]]:
        """Fetch what is new into the copy here; see `Exchange`."""
        with self._turn:
            had = self._connection is not None
            try:
                mirror, bad = self._bring_up_to_date()
            except ExchangeError as lost:
                if not had or lost.code != "place.lost":
                    raise
                # It broke while nobody used it.
                mirror, bad = self._bring_up_to_date()
        parcels = [] if mirror is None else [Parcel(self._name, mirror)]
        if bad:
            error = ExchangeError("place.foreign-rows", place=self._name, number=bad)
            parcels.append(Parcel(self._name, None, error))
        yield parcels

    def _bring_up_to_date(self) -> tuple[Mirror | None, int]:
        """The copy here with what is there, and how many new rows are no good."""
        with self._connected() as connection:
            mirror = self._open_mirror(connection)
            return mirror, 0 if mirror is None else self._pull(connection, mirror)

    def _open_mirror(self, connection: Connection) -> Mirror | None:
        """The copy here; None as long as nobody knows of which board."""
        if self._mirror is None:
            board = self._here.board
            if not board:
                found = hub_rows.boards(connection)
                if len(found) > 1:
                    raise ExchangeError("place.several-boards", place=self._name)
                if not found:
                    return None
                board = found[0]
            self._mirror = Mirror(self._here.folder, board)
        return self._mirror

    def _pull(self, connection: Connection, mirror: Mirror) -> int:
        """Bring the copy up to date; returns how many rows were no good."""
        board = mirror.board
        if self._since is None:
            self._numbered = hub_rows.numbered(connection)
        # Before the question, not after it: what ends in between is asked for again.
        horizon = hub_rows.horizon(connection) if self._numbered else None
        bad = 0
        if self._since is not None:
            bad = _fetch(connection, mirror, hub_rows.marks_since(connection, board, self._since))
        if self._since is None or hub_rows.count(connection, board) != len(mirror.marks()):
            there = hub_rows.all_marks(connection, board)
            mirror.keep_only(there)
            bad += _fetch(connection, mirror, there)
        self._since = horizon
        return bad

    # --- handing over ----------------------------------------------------------------------------------

    def hand_over(self, offer: Offer) -> int:
        """Add what the hub lacks; see `Exchange`."""
        mirror = self._mirror
        if self._here.device is None or mirror is None:
            return 0
        here = offer.ids()
        payloads = {hash_ for _, hash_ in offer.payloads()}
        mirror.blank(payloads, here)
        lacking = here - mirror.names("record")
        missing = sorted(payloads - mirror.names("payload"))
        requests = mirror.names("request")
        asking = [row for row in offer.requests() if row[0] not in requests]
        said = [row for row in offer.heard() if _is_newer(row, mirror)]
        if not (lacking or missing or asking or said):
            return 0
        news = _NEWS if lacking or missing or asking else _SAID
        with self._connected() as connection:
            # A text before the records that name it: whoever has the record then has the text.
            self._add(
                connection,
                mirror,
                chain(
                    self._texts(offer, missing),
                    (("record", raw, sig) for _, raw, sig, _ in offer.records(lacking)),
                    (("request", raw, sig) for _, raw, sig in asking),
                    (("heard", raw, sig) for _, raw, sig in said),
                ),
                news,
            )
        return len(lacking)

    @staticmethod
    def _texts(offer: Offer, hashes: Iterable[str]) -> Iterator[hub_rows.New]:
        for hash_ in hashes:
            blob = offer.payload(hash_)
            if blob is not None:
                yield "payload", blob, b""

    def _add(self, connection: Connection, mirror: Mirror, rows: Iterable[hub_rows.New], news: str) -> None:
        # Each batch is complete in itself: what a slow line took over before it broke stays.
        for part in hub_rows.batches(rows):
            with hub_rows.transaction(connection):
                hub_rows.add(connection, mirror.board, part, with_digest=not self._numbered)
                hub_rows.tell(connection, mirror.board, news, surely=self._numbered)

    # --- waiting ---------------------------------------------------------------------------------------

    def changed(self, stop: Event, seconds: float) -> bool:
        """Wait for the hub to tell of news; see `Exchange`.

        A lost connection is worth a look as well: whoever looks learns what is wrong.
        """
        had = self._connection is not None
        try:
            if self._differs(after_listening=True):
                return True
            if self._listens:
                return self._wait(stop, seconds)
            stop.wait(seconds)
            return not stop.is_set() and self._differs()
        except BeiratError:
            if not had:
                # A server that is away tells nobody when it is back.
                stop.wait(seconds)
            return not stop.is_set()

    def _differs(self, *, after_listening: bool = False) -> bool:
        """Whether the hub has other rows than the copy here; before that, listen if nobody does yet."""
        with self._connected() as connection:
            mirror = self._open_mirror(connection)
            board = self._here.board if mirror is None else mirror.board
            if after_listening:
                if self._listens is not None:
                    return False
                self._listens = _listen(connection, board)
            return mirror is None or hub_rows.count(connection, board) != len(mirror.marks())

    def _wait(self, stop: Event, seconds: float) -> bool:
        left = seconds
        told = self._drain()
        while _NEWS not in told and left > 0 and not stop.is_set():
            if told and left > SAID_SECONDS:
                left = SAID_SECONDS
            # Without the turn: whoever wants to exchange meanwhile need not wait.
            if self._something_comes(min(left, _SLICE)):
                told |= self._drain()
            left -= _SLICE
        return bool(told) and not stop.is_set()

    def _something_comes(self, seconds: float) -> bool:
        with self._turn:
            number = -1 if self._connection is None else _driver(self._connection).fileno()
        return number < 0 or bool(select.select([number], [], [], seconds)[0])

    def _drain(self) -> set[str]:
        """What the hub has told by now, by others than this connection."""
        import psycopg  # noqa: PLC0415  (only where there is a hub)

        with self._connected() as connection:
            driver = _driver(connection)
            own = driver.info.backend_pid
            try:
                return {each.payload for each in driver.notifies(timeout=0) if each.pid != own}
            except psycopg.OperationalError:
                raise ExchangeError("place.lost", place=self._name) from None


def _fetch(connection: Connection, mirror: Mirror, there: AbstractSet[Mark]) -> int:
    """Fetch those of the rows THERE that the copy lacks; returns how many are no good."""
    bad = 0
    wanted = there - mirror.marks()
    if wanted:
        with SignatureChecks() as checks:
            for found in hub_rows.fetch(connection, mirror.board, wanted):
                if isinstance(found, set):
                    mirror.pass_over(found)
                    bad += len(found)
                else:
                    bad += mirror.add(found, checks)
    return bad


def _listen(connection: Connection, board: str) -> bool:
    """Ask to be told of news; False where the engine cannot."""
    try:
        connection.exec_driver_sql(f'LISTEN "{hub_rows.channel(board)}"')
    except DBAPIError as error:
        if error.connection_invalidated:
            raise
        return False
    return True


def _driver(connection: Connection) -> Any:  # noqa: ANN401  (psycopg's, which may not be installed)
    return connection.connection.driver_connection


def _is_newer(row: tuple[str, bytes, bytes], mirror: Mirror) -> bool:
    """Whether the statement ROW says more than what the hub has of its device."""
    said = statements.read(row[1], row[2])
    known = mirror.newest_of(said.author)
    return known is None or known.rank < said.rank
