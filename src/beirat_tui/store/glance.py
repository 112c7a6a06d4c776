"""A glance into a board file: title, person and the first page of the queue, read without SQLAlchemy.

Importing SQLAlchemy and the types of all records takes longer than everything else on the way to a filled
queue. So the few questions behind the first page are written out here for the driver itself; `services.queue`
and `services.session` answer them again as soon as the board is open, and a test compares the answers.
Nothing is verified and nothing is told: whatever is not as expected raises `NoGlance`, and opening the board
says what is wrong.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from beirat_tui.store.marks import APPLICATION_ID, SCHEMA_VERSION

_SAFE: Final = ("PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA query_only = ON")
_SALT_BYTES: Final = 32

_FOUNDING: Final = "SELECT id, raw FROM record WHERE n = 1"
_CERTIFICATES: Final = """
SELECT raw FROM entry JOIN record USING (n)
WHERE slot = 'cert/*' AND reason IS NULL AND instr(raw, :key)
  AND NOT EXISTS (SELECT 1 FROM entry AS cut WHERE cut.slot = 'cut/' || entry.id AND cut.reason IS NULL)
ORDER BY seq, entry.id
"""
_PLACE: Final = """
SELECT raw, blob FROM head JOIN record USING (n) JOIN entry USING (n) LEFT JOIN payload ON hash = payload
WHERE head.slot = 'member/' || :member
"""
_MINE: Final = "ballot_row ON ballot_row.round = sketch_row.round AND ballot_row.member = :member"
_LACKING: Final = f"""
sketch_row JOIN {_MINE} WHERE stage = 'open' AND state IN ('missing', 'conflict')
"""
_COUNTS: Final = f"""
SELECT (SELECT count(*) FROM sketch_row), (SELECT count(*) FROM sketch_row WHERE stage = 'open'),
       (SELECT count(*) FROM {_LACKING})
"""  # noqa: S608  (nothing from outside is in it)
_NEXT: Final = f"SELECT sort_key, n FROM {_LACKING} ORDER BY sort_key, n LIMIT 1"  # noqa: S608  (the same)
_BEFORE: Final = "SELECT count(*) FROM sketch_row WHERE (sort_key, n) < (?, ?)"
_PAGE: Final = f"""
WITH draft AS (SELECT value FROM json_each(:drafts)),
     page AS (SELECT n FROM sketch_row ORDER BY sort_key, n LIMIT :size OFFSET :first)
SELECT sketch_row.*, title, applicant, CASE
    WHEN stage IN ('submitted', 'scheduled', 'back') THEN iif(sketch IN draft, 'draft', 'none')
    WHEN state IS NULL THEN 'none'
    WHEN state <> 'missing' THEN state
    WHEN stage <> 'open' THEN 'none'
    WHEN sketch IN draft THEN 'draft'
    ELSE 'missing' END AS my_vote
FROM page JOIN sketch_row USING (n) LEFT JOIN sketch_text USING (n) LEFT JOIN {_MINE}
ORDER BY sort_key, n
"""  # noqa: S608  (the same)


class NoGlance(Exception):  # noqa: N818  (nothing is wrong with not seeing anything yet)
    """There is nothing to be seen in passing."""


class Seat(NamedTuple):
    """Who sits here: member id, label, name, roles, and whether they vote."""

    member: str | None
    label: str
    name: str
    roles: frozenset[str]
    votes: bool


GUEST: Final = Seat(None, "", "", frozenset(), votes=False)
"""Somebody without a key for this board."""


class Page(NamedTuple):
    """The page of the queue on which the first sketch stands that lacks one's vote.

    Attributes:
        counts: sketches in all, being voted on, lacking the person's vote.
        cursor: place of that sketch.
        first: place of the first of ``rows``.
    """

    counts: tuple[int, int, int]
    cursor: int
    first: int
    rows: list[Mapping[str, Any]]


class BoardGlance:
    """What can be seen of a board in passing, while it is open for that (`glance_into`).

    Attributes:
        board: its id.
        title: its name as it was entered.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.board, raw = connection.execute(_FOUNDING).fetchone()
        founding = json.loads(raw)
        self.title = str(founding["body"]["title"])
        self._root = {founding["author"], founding["body"]["spare"]}

    def seat(self, key: str) -> Seat:
        """Who sits here with the device's public KEY."""
        bodies = [
            json.loads(raw)["body"]
            for (raw,) in self._connection.execute(_CERTIFICATES, {"key": key.encode()})
        ]
        members: dict[str, str] = {}
        for body in bodies:
            if body["key"] == key:
                members.setdefault(body["role"], body["member"])
        roles = frozenset([*members, *(["root"] if key in self._root else [])])
        member = members.get("member") or next(iter(members.values()), None)
        if member is None:
            return Seat(None, "", "", roles, votes=False)
        found = self._connection.execute(_PLACE, {"member": member}).fetchall()
        if not found:
            return Seat(member, member, "", roles, votes=False)
        if len(found) > 1:
            raise NoGlance
        raw, blob = found[0]
        body = json.loads(raw)["body"]
        name = "" if blob is None else json.loads(blob[_SALT_BYTES:]).get("name", "")
        votes = body["active"] and body["entitled"] and body["votes"] > 0 and "member" in roles
        return Seat(member, body["label"], name, roles, votes=votes)

    def page(self, member: str | None, drafts: Iterable[str], size: int) -> Page:
        """The page with the first sketch that lacks the vote of MEMBER, who keeps DRAFTS, of SIZE rows."""
        me = {"member": member or ""}
        total, running, lacking = self._connection.execute(_COUNTS, me).fetchone()
        next_ = self._connection.execute(_NEXT, me).fetchone()
        cursor = 0 if next_ is None else self._connection.execute(_BEFORE, tuple(next_)).fetchone()[0]
        asked = me | {"drafts": json.dumps(list(drafts)), "size": size, "first": cursor - cursor % size}
        rows = self._connection.execute(_PAGE, asked).fetchall()
        return Page((total, running, lacking), cursor, cursor - cursor % size, list(map(dict, rows)))


@contextmanager
def glance_into(path: Path) -> Iterator[BoardGlance]:
    """Look into the board file at PATH, in one transaction, waiting for nobody.

    To be ended before the file is opened to work with: closing a file takes the locks on it away.

    Raises:
        NoGlance: it is no board of this format, somebody is writing, or anything else.
    """
    try:
        if not path.is_file():
            raise NoGlance
        address = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            for pragma in _SAFE:
                connection.execute(pragma)
            connection.execute("BEGIN")
            marks = [
                connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("application_id", "user_version")
            ]
            if marks != [APPLICATION_ID, SCHEMA_VERSION]:
                raise NoGlance
            yield BoardGlance(connection)
    except (
        sqlite3.Error,
        OSError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
        AttributeError,
    ) as error:
        raise NoGlance from error
