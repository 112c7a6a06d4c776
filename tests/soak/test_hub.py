"""One database hub for many: random histories that meet there, and a thousand boards of twenty members."""

import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import pytest

from beirat_tui.domain.errors import ExchangeError
from beirat_tui.log import heard as statements
from beirat_tui.log import record as records
from beirat_tui.log.bodies.rounds import BallotCast
from beirat_tui.log.record import Record
from beirat_tui.log.signatures import SignatureChecks
from beirat_tui.store import connection as files
from beirat_tui.store.board_file import BoardFile
from beirat_tui.store.offered import Offered
from beirat_tui.store.rebuild import dump
from beirat_tui.sync.exchange import Exchange
from beirat_tui.sync.hub import open_exchange
from beirat_tui.sync.merge import Union
from beirat_tui.sync.places import Here, Secret
from board_life import LIFE
from boards import Board, Device, ballot_for, found, open_round, sketch_facts
from filed import Pairs, take, with_payloads
from histories import MOVES, play
from hubs import Hub, new_hub
from soaking import note, size

HISTORIES = size(8, 1_000)
COPIES = 3
BOARDS = size(4, 1_000)
MEMBERS = 20
LINES = 4
"""Members who exchange at the same time."""
TRIES = 3


# --- histories ---------------------------------------------------------------------------------------------


class Copy:
    """A board file on somebody's computer, and its way to the hub."""

    def __init__(self, folder: Path, hub: Hub, board: str, device: str) -> None:
        self._folder = folder
        self.file = BoardFile.create(folder / "copy.beirat")
        self._board, self._device = board, device
        self._way = hub.exchange(Here(board, device, folder / "copy.beirat", folder / "place"))

    def sync(self) -> int:
        """Exchange once; returns how many records came or went."""
        with self._way.collect() as parcels, SignatureChecks() as checks, self.file.writing() as writing:
            union = Union(writing, checks, lambda _done, _total: None)
            taken = [union.take_from(each.source, Path(each.name)) for each in parcels if each.source]
        assert [each.error for each in taken if each.error] == []
        new = sum(each.new for each in taken)
        return new + self._way.hand_over(Offered(self.file, self._board, self._device))

    def content(self) -> list[bytes]:
        """All that it has and derives."""
        with self.file.reading() as reading:
            return list(dump(reading))

    def close(self) -> None:
        """Remove everything."""
        self._way.close()
        self.file.close()
        shutil.rmtree(self._folder)


def shares(pairs: Pairs, chance: random.Random) -> list[Pairs]:
    """What each copy has at first: the founding record, and whatever came its way."""
    first = [each for each in pairs if each[0].kind == records.FOUNDING]
    parts: list[list[tuple[Record, bytes | None]]] = [list(first) for _ in range(COPIES)]
    for each in pairs:
        for part in chance.sample(parts, chance.choice((1, 1, 1, 2))):
            part.append(each)
    return list(parts)


def test_any_history_that_meets_at_a_hub_ends_as_it_does_in_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite alone and PostgreSQL between several files give the same, byte for byte."""
    monkeypatch.setattr(files, "PRAGMAS", (*files.PRAGMAS, "PRAGMA synchronous = OFF"))
    total = 0
    with new_hub() as hub:
        for seed in range(HISTORIES):
            chance = random.Random(seed)  # noqa: S311  (a drawn case, no secret)
            kinds = MOVES + len(LIFE)
            drawn = [
                (chance.randrange(kinds), *(chance.randrange(32) for _ in range(3)))
                for _ in range(chance.randrange(41))
            ]
            played = play([(a, b, c, d) for a, b, c, d in drawn], LIFE)
            pairs = with_payloads(played.board.records(), played.devices)
            total += len(pairs)
            hub.forget()
            meet(hub, played.board.id, pairs, chance, tmp_path / str(seed))
    note("hub histories", cases=HISTORIES, acknowledged=total)


def meet(hub: Hub, board: str, pairs: Pairs, chance: random.Random, folder: Path) -> None:
    """Let copies with shares of PAIRS meet at HUB in random order; compare them with one file."""
    folder.mkdir()
    whole = BoardFile.create(folder / "whole.beirat")
    take(whole, chance.sample(list(pairs), len(pairs)))
    copies: list[Copy] = []
    for number, share in enumerate(shares(pairs, chance)):
        (folder / str(number)).mkdir()
        copies.append(Copy(folder / str(number), hub, board, f"{number:064x}"))
        take(copies[-1].file, share)
    for _ in range(len(pairs)):
        moved = [each.sync() for each in chance.sample(copies, COPIES)]
        if not any(moved):
            break
    with whole.reading() as reading:
        expected = list(dump(reading))
    for each in copies:
        assert each.content() == expected
        each.close()
    whole.close()
    shutil.rmtree(folder)


# --- a thousand boards -------------------------------------------------------------------------------------


class Knowledge:
    """What a device in memory has to hand over (see `sync.exchange.Offer`)."""

    def __init__(self, device: Device, board: str) -> None:
        self.board, self.author = board, device.public
        self._device = device

    def ids(self) -> AbstractSet[str]:
        """All records."""
        return {each.id for each in self._device.ledger}

    def signatures(self) -> dict[str, bytes]:
        """The signature of each."""
        return {each.id: each.signature for each in self._device.ledger}

    def own(self) -> AbstractSet[str]:
        """Those that the device signed."""
        return {each.id for each in self._device.ledger if each.author == self.author}

    def records(self, ids: AbstractSet[str]) -> Iterator[tuple[str, bytes, bytes, str | None]]:
        """The records named by IDS."""
        for each in self._device.ledger:
            if each.id in ids:
                yield each.id, each.raw, each.signature, each.payload

    def requests(self) -> Sequence[tuple[str, bytes, bytes]]:
        """None."""
        return ()

    def heard(self) -> Sequence[tuple[str, bytes, bytes]]:
        """What the device has."""
        tips = self._device.ledger.tips()
        number = len(list(self._device.ledger))
        said = statements.state(self._device.key, self.board, number=number, at=number, tips=tips, last=0)
        return [(said.author, said.raw, said.signature)]

    def payloads(self) -> Sequence[tuple[str, str]]:
        """The texts that are here."""
        here = self._device.payloads
        return [
            (each.id, each.payload) for each in self._device.ledger if each.payload in here and each.payload
        ]

    def payload(self, hash_: str) -> bytes | None:
        """One text."""
        return self._device.payloads.get(hash_)


class Seat:
    """One member: a device in memory, and the program's own way to the hub."""

    def __init__(self, device: Device, board: str, address: str, password: str, folder: Path) -> None:
        self.device = device
        self._address = address
        secret = Secret("", password)
        self._here = Here(board, device.public, folder / "none.beirat", folder, lambda _: secret)
        self.seconds: list[float] = []

    def sync(self, act: Callable[[Device], object] = lambda _device: None) -> None:
        """Exchange once over a new connection, as a program does that is started, used to ACT and left."""
        began = time.perf_counter()
        way = open_exchange(self._address, self._here)
        try:
            self._collect(way)
            act(self.device)
            way.hand_over(Knowledge(self.device, self._here.board))
        finally:
            way.close()
        self.seconds.append(time.perf_counter() - began)

    def _collect(self, way: Exchange) -> None:
        """Fetch what is new; tried again where the server is slow to answer, as the program does later."""
        for left in reversed(range(TRIES)):
            try:
                with way.collect() as parcels:
                    for each in parcels:
                        assert each.error is None
                        self._learn(each.source)
            except ExchangeError as error:
                if error.code != "place.too-slow" or not left:
                    raise
            else:
                return

    def _learn(self, source: object) -> None:
        assert source is not None
        known = {each.id for each in self.device.ledger}
        numbers = [number for number, name in source.ids() if name not in known]  # type: ignore[attr-defined]
        rows = source.records(numbers)  # type: ignore[attr-defined]
        self.device.learn([records.read(raw, signature, check_signature=False) for raw, signature in rows])


def cast_ballot(round_: Record, member: str, device: Device) -> None:
    device.write(ballot_for(round_, member))


def live(board: Board, seats: Sequence[Seat], office: Seat, round_: Record) -> None:
    """A vote: the office opens it, all fetch it, vote and hand over; the office and all get all votes."""
    office.sync()
    for number, each in enumerate(seats, 1):
        each.sync(partial(cast_ballot, round_, f"M{number:02}"))
    office.sync()
    for each in seats:
        each.sync()
    ballots = {each.id for each in office.device.ledger if isinstance(each.body, BallotCast)}
    assert len(ballots) == MEMBERS, board.id
    for each in seats:
        assert ballots <= {one.id for one in each.device.ledger}


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """Where the private folders of twenty thousand other computers lie: in memory, if that can be."""
    memory = Path("/dev/shm")  # noqa: S108  (a folder of its own is made in it)
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


def test_a_thousand_boards_of_twenty_members_share_one_hub(elsewhere: Path) -> None:
    """Every board votes once, four persons at a time; nobody sees another board, and nothing is missing."""
    with new_hub() as hub:
        hub.make_durable()
        began = time.perf_counter()

        def vote(number: int) -> list[float]:
            board = found(members=MEMBERS, title=f"Beirat {number}")
            round_ = open_round(board.office, board.office.write(sketch_facts()))
            hub.add_board(board.id)
            folder = elsewhere / str(number)

            address, password = hub.address(board.id), hub.passwords[board.id]

            def seat(device: Device, name: str) -> Seat:
                return Seat(device, board.id, address, password, folder / name)

            office = seat(board.office, "office")
            seats = [seat(board.members[label], label) for label in sorted(board.members)]
            live(board, seats, office, round_)
            shutil.rmtree(folder)
            return [seconds for each in (office, *seats) for seconds in each.seconds]

        with ThreadPoolExecutor(LINES) as lines:
            seconds = [each for part in lines.map(vote, range(BOARDS)) for each in part]
        spent = time.perf_counter() - began
        [(rows, megabytes)] = hub.ask(
            "SELECT count(*), pg_total_relation_size('beirat.entry') / 1048576.0 FROM beirat.entry"
        )
        counts = hub.ask("SELECT count(*) FROM beirat.entry WHERE kind = 'record' GROUP BY board")
    assert len(counts) == BOARDS
    assert len({count for (count,) in counts}) == 1
    note(
        "hub boards",
        boards=BOARDS,
        members=MEMBERS,
        exchanges=len(seconds),
        hours=spent / 3600,
        rate=len(seconds) / spent,
        median=median(seconds),
        slow=quantiles(seconds, n=100)[98],
        rows=rows,
        megabytes=float(megabytes),
    )
