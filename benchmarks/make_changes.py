"""A board, and a copy of it in which the members have written as many new records as wanted.

One vote a hundred records, with the ballots of all members; the rest are remarks. Every member writes one
chain, and the chains are woven into each other as they are where all write at the same time.
"""

import hashlib
import shutil
from collections.abc import Iterator
from itertools import count, cycle, islice
from pathlib import Path

import msgspec
from make_board import MEMBERS, OPEN_ROUNDS, ROOT, key_of, make_board

from beirat_tui.log.bodies import Body
from beirat_tui.log.bodies.board import CommentWritten
from beirat_tui.log.bodies.rights import CertIssued
from beirat_tui.log.bodies.rounds import BallotCast, RoundOpened
from beirat_tui.log.keys import SigningKey
from beirat_tui.log.record import Draft, Record, sign
from beirat_tui.services.home import Home
from beirat_tui.store.board_file import BoardFile, Reading

CHOICES = ("yes", "no", "abstain")
RECORDS_A_ROUND = 100
LABELS = tuple(f"M{number:02}" for number in range(1, MEMBERS + 1))


class Author:
    """One device, which writes one chain.

    Attributes:
        last: the newest record of the chain.
    """

    def __init__(self, reading: Reading, key: SigningKey, role: str) -> None:
        self._key, self._board = key, reading.board
        tips = reading.ledger.tips_of(key.public)
        self.last = tips[0] if tips else None
        self._cert = next(
            each.id
            for each in reading.ledger.slot("cert/*")
            if isinstance(each.body, CertIssued) and (each.body.key, each.body.role) == (key.public, role)
        )

    def write(self, kind: str, body: Body) -> Record:
        """The next record of the chain."""
        last = self.last
        self.last = sign(
            Draft(kind, body),
            self._key,
            board=self._board,
            by=self._cert,
            seq=1 if last is None else last.seq + 1,
            prev=None if last is None else last.id,
            at=1_773_000_000_000 if last is None else last.at + 1,
        )
        return self.last


def copies_of(changes: int, folder: Path) -> tuple[Path, Path]:
    """In FOLDER a board, and its copy with CHANGES more records; made when first wanted and kept."""
    mine, theirs = (_kept(changes, name) for name in ("mine", "theirs"))
    if not theirs.exists():
        _make(changes, mine, theirs)
    copies = folder / f"mine-{changes}.beirat", folder / f"theirs-{changes}.beirat"
    for source, copy in zip((mine, theirs), copies, strict=True):
        shutil.copy(source, copy)
    return copies


def _kept(changes: int, name: str) -> Path:
    """Where a file is kept until the code changes that makes its records, or the tables they lie in."""
    code = hashlib.sha256()
    package = ROOT / "src" / "beirat_tui"
    for file in (*sorted((package / "log").rglob("*.py")), package / "store" / "schema.py", Path(__file__)):
        code.update(file.read_bytes())
    return ROOT / ".make" / "boards" / f"changes-{changes}-{code.hexdigest()[:12]}-{name}.beirat"


def _make(changes: int, mine: Path, theirs: Path) -> None:
    mine.parent.mkdir(parents=True, exist_ok=True)
    for older in mine.parent.glob(f"changes-{changes}-*"):
        shutil.rmtree(older) if older.is_dir() else older.unlink()
    sketches = max(OPEN_ROUNDS, changes // RECORDS_A_ROUND)
    make_board(mine, sketches)
    draft = mine.with_name(f"changes-{changes}-draft.beirat")
    file = BoardFile(mine)
    _open_rounds(file, Home(mine.with_name(f"{mine.name}-office")))
    file.close()
    shutil.copy(mine, draft)
    file = BoardFile(draft)
    with file.reading() as reading:
        authors = {label: Author(reading, key_of(label), "member") for label in LABELS}
        rounds = list(reading.ledger.slot("round/*"))
    with file.writing() as writing:
        writing.take_all((each, None) for each in islice(_changes(authors, rounds), changes))
    file.close()
    draft.rename(theirs)


def _open_rounds(file: BoardFile, office: Home) -> None:
    """Open a vote on every sketch; a dozen are open already."""
    with file.writing() as writing:
        key = office.key(writing.board)
        if key is None:
            raise TypeError(office)
        author = Author(writing, key, "office")
        opened = [each.body for each in writing.ledger.slot("round/*")]
        pattern = next(each for each in opened if isinstance(each, RoundOpened))
        done = {each.sketch for each in opened if isinstance(each, RoundOpened)}
        left = [each for each in writing.ledger.slot("sketch/*") if each.id not in done]
        openings = (
            msgspec.structs.replace(pattern, sketch=each.id, version=each.id, version_payload=each.payload)
            for each in left
        )
        writing.take_all((author.write("round.opened", body), None) for body in openings)


def _changes(authors: dict[str, Author], rounds: list[Record]) -> Iterator[Record]:
    """Without end: for every round the ballots of all, and remarks by everybody in turn."""
    speakers = cycle(LABELS)
    for number in count():
        opening = rounds[number % len(rounds)]
        if not isinstance(opening.body, RoundOpened) or opening.body.sketch is None:
            raise TypeError(opening)
        for place, label in enumerate(LABELS):
            choice = CHOICES[(number + place) % len(CHOICES)]
            yield authors[label].write("ballot.cast", BallotCast(opening.id, label, choice, "own"))
        for label in islice(speakers, RECORDS_A_ROUND - MEMBERS):
            yield authors[label].write("comment.written", CommentWritten(opening.body.sketch))
