"""Who sits here with which board: the opened file, the device's key, and the roles it speaks in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from beirat_tui.domain.errors import RightsError
from beirat_tui.domain.text import clean, clean_line
from beirat_tui.log import payload as payloads
from beirat_tui.log.bodies.base import Body
from beirat_tui.log.bodies.board import MemberEntered
from beirat_tui.log.bodies.rights import CertIssued, Founded, Role
from beirat_tui.log.granting import standing
from beirat_tui.log.keys import SigningKey
from beirat_tui.log.record import Draft, Record, sign
from beirat_tui.log.view import View
from beirat_tui.services.home import Home
from beirat_tui.services.person import Person
from beirat_tui.store.board_file import BoardFile, Reading, Writing


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Time and randomness, handed in from the outside.

    Attributes:
        now: milliseconds since 1970 UTC.
        random: that many random bytes.
    """

    now: Callable[[], int]
    random: Callable[[int], bytes]


@dataclass(slots=True)
class Session:
    """One person at one board.

    Attributes:
        board: the file.
        home: the private folder.
        key: the device's key on this board, if it has one.
        outside: clock and randomness.
        id: the board's id.
        title: the board's name.
        person: who sits here; refreshed with `refresh`.
        keeps: whether what is signed is also kept in the private folder (not so for a root key).
    """

    board: BoardFile
    home: Home
    key: SigningKey | None
    outside: Surroundings
    id: str = ""
    title: str = ""
    person: Person = field(default_factory=Person)
    keeps: bool = True

    @property
    def path(self) -> Path:
        """Where the board file lies."""
        return self.board.path

    def revision(self) -> int:
        """A number that changes whenever any process changes the file; cheap enough to ask twice a second."""
        return hash(self.board.revision())

    def close(self) -> None:
        """Let go of the file."""
        self.board.close()

    def reading(self) -> AbstractContextManager[Reading]:
        """A consistent look at the board."""
        return self.board.reading()

    @contextmanager
    def writing(self, *roles: Role) -> Iterator["Pen"]:
        """A pen that signs in the first of ROLES that this device has; everything written is one transaction.

        Raises:
            RightsError: ``rights.no-key``, ``rights.member``, ``.office``, ``.chair`` or ``.root``; nothing
                was written.
            StoreError: what is wrong with the file; nothing was written.
        """
        if self.key is None:
            raise RightsError("rights.no-key")
        with self.board.writing() as writing:
            certs = certificates(writing.view, self.key.public)
            role = next((role for role in roles if role in certs), None)
            if role is None:
                raise RightsError(_needed(roles))
            pen = Pen(writing, self.key, certs, role, self.outside)
            yield pen
        if self.keeps:
            self.home.own_records(self.id).keep(pen.signed)

    def as_root(self, key: SigningKey) -> "Session":
        """The same board with a root key in place of the device's; for the few acts that need it."""
        return replace(self, key=key, keeps=False)

    def refresh(self) -> None:
        """Read again what the board is called and who sits here."""
        with self.board.reading() as reading:
            self.id, self.title = reading.board, board_title(reading)
            self.person = whoever(reading, self.key)


def said(**texts: str) -> dict[str, str] | None:
    """Those of TEXTS that say something, clean, as the payload of a record; None where none does."""
    return {name: clean(text) for name, text in texts.items() if text.strip()} or None


class Pen:
    """Signs records in one role within one transaction.

    Attributes:
        writing: the transaction.
        role: the role it signs in.
        member: whom the certificate was issued to.
        signed: what it has signed.
    """

    def __init__(
        self,
        writing: Writing,
        key: SigningKey,
        certs: Mapping[str, tuple[str, str | None]],
        role: Role,
        outside: Surroundings,
    ) -> None:
        self.writing = writing
        self.role = role
        self._key, self._outside = key, outside
        self._cert, self.member = certs[role]
        tips = writing.ledger.tips_of(key.public)
        self._last: Record | None = tips[0] if tips else None
        self.signed: list[tuple[Record, bytes | None]] = []

    @property
    def view(self) -> View:
        """The board as it is now, what this pen has written included."""
        return self.writing.view

    def random_name(self) -> str:
        """A new name for a member: 16 random hexadecimal digits."""
        return self._outside.random(8).hex()

    def write(
        self, kind: str, body: Body, *, texts: Mapping[str, Any] | None = None, content: bytes | None = None
    ) -> Record:
        """Sign a record of KIND, in place of what stands in its slot, with TEXTS or CONTENT as its payload.

        Raises:
            InputError: the body or texts leave the format, or the role may not write this here.
        """
        if texts is not None:
            content = payloads.write_texts(texts)
        hash_, blob = None, None
        if content is not None:
            hash_, blob = payloads.seal(content, self._outside.random(payloads.SALT_BYTES))
        slot = body.slot()
        replaces = [] if slot.endswith("/*") else [head.id for head in self.view.heads(slot)]
        record = sign(
            Draft(kind, body, replaces, hash_),
            self._key,
            board=self.writing.board,
            by=self._cert,
            seq=1 if self._last is None else self._last.seq + 1,
            prev=None if self._last is None else self._last.id,
            at=self._outside.now(),
        )
        self.writing.add(record, blob)
        self._last = record
        self.signed.append((record, blob))
        return record


def _needed(roles: Sequence[Role]) -> str:
    """The code that says who of ROLES, the most junior, should have done it."""
    if "member" in roles:
        return "rights.member"
    if "office" in roles:
        return "rights.office"
    return "rights.chair" if "chair" in roles else "rights.root"


def certificates(view: View, key: str) -> dict[str, tuple[str, str | None]]:
    """The roles KEY may act in now: role → (certificate id, member id)."""
    found: dict[str, tuple[str, str | None]] = {}
    founding = next(iter(view.ledger.slot("board")), None)
    if founding is not None and standing(founding, key) is not None:
        found["root"] = (founding.id, None)
    for cert in view.effective("cert/*"):
        body = cert.body
        if isinstance(body, CertIssued) and body.key == key and not view.effective(f"cut/{cert.id}"):
            found.setdefault(body.role, (cert.id, body.member))
    return found


def board_title(reading: Reading) -> str:
    """The board's name."""
    founding = reading.ledger.get(reading.board)
    return clean_line(founding.body.title) if founding and isinstance(founding.body, Founded) else ""


def whoever(reading: Reading, key: SigningKey | None) -> Person:
    """The person to whom KEY belongs on this board."""
    certs = {} if key is None else certificates(reading.view, key.public)
    roles = frozenset(certs)
    ordered = sorted(certs, key=lambda role: role != "member")
    members = [member for role in ordered if (member := certs[role][1]) is not None]
    if not members:
        return Person(roles=roles)
    values = reading.view.values(f"member/{members[0]}")
    if not values or not isinstance(values[0].body, MemberEntered):
        return Person(members[0], members[0], "", roles)
    body = values[0].body
    name = reading.texts(values[0]).get("name")
    return Person(
        members[0],
        clean_line(body.label),
        clean_line(name) if isinstance(name, str) else "",
        roles,
        votes=body.active and body.entitled and body.votes > 0 and "member" in roles,
    )
