"""Files that pretend to be copies of a board, or were one: everything that can be wrong with a foreign file.

`SPOILERS` are functions that spoil a good copy at a path, with a source of chance. Whatever they do, taking
the file in must give a report, and nothing that was not signed by a device of the board.
"""

import os
import random
import socket
import sqlite3
import stat
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

from beirat_tui.log import canonical, record
from beirat_tui.log.keys import SigningKey
from beirat_tui.log.payload import digest as payload_hash
from boards import digest

Spoiler = Callable[[Path, random.Random], None]
PAGE = 4096
STRANGER = SigningKey(digest("device", "a stranger to the board"))


def run(path: Path, *statements: str, values: Iterable[object] = ()) -> None:
    """Change a file behind every program's back; what SQLite refuses is left."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            with suppress(sqlite3.Error):
                connection.execute(statement, tuple(values) if "?" in statement else ())


# --- bytes -------------------------------------------------------------------------------------------------


def random_bytes(path: Path, chance: random.Random) -> None:
    path.write_bytes(chance.randbytes(chance.choice((0, 1, 15, 16, 99, 100, 512, 5_000, 100_000))))


def random_behind_the_header(path: Path, chance: random.Random) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[: chance.choice((16, 100, 108, PAGE))] + chance.randbytes(chance.randrange(50_000)))


def cut_off(path: Path, chance: random.Random) -> None:
    raw = path.read_bytes()
    pages = len(raw) // PAGE
    path.write_bytes(raw[: chance.choice((chance.randrange(pages) * PAGE, chance.randrange(len(raw))))])


def longer(path: Path, chance: random.Random) -> None:
    path.write_bytes(path.read_bytes() + chance.randbytes(chance.choice((1, PAGE, 3 * PAGE))))


def flipped_bits(path: Path, chance: random.Random) -> None:
    raw = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 1, 2, 8, 64, 512))):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    path.write_bytes(raw)


def flipped_header(path: Path, chance: random.Random) -> None:
    raw = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 2, 4))):
        raw[chance.randrange(16, 108)] = chance.randrange(256)
    path.write_bytes(raw)


def mixed_pages(path: Path, chance: random.Random) -> None:
    """Pages that changed places, were written twice, zeroed, or never written."""
    raw = path.read_bytes()
    pages = [raw[at : at + PAGE] for at in range(0, len(raw), PAGE)]
    for _ in range(chance.choice((1, 2, 5))):
        here, there = chance.randrange(1, len(pages)), chance.randrange(1, len(pages))
        pages[here] = chance.choice((pages[there], bytes(PAGE), chance.randbytes(PAGE)))
    path.write_bytes(b"".join(pages))


def half_new(path: Path, chance: random.Random) -> None:
    """The first part of one state and the last part of another one: two uploads at once."""
    before = path.read_bytes()
    run(path, "DELETE FROM record WHERE n % 3 = 0", "DELETE FROM payload", "VACUUM")
    after = path.read_bytes()
    at = chance.randrange(1, min(len(before), len(after)) // PAGE) * PAGE
    path.write_bytes(chance.choice((before[:at] + after[at:], after[:at] + before[at:])))


# --- schema ------------------------------------------------------------------------------------------------

_COLUMNS = "n INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL, raw BLOB NOT NULL, signature BLOB NOT NULL"
_SCHEMAS: tuple[tuple[str, ...], ...] = (
    ("ALTER TABLE record RENAME TO r", "CREATE VIEW record AS SELECT * FROM r"),
    (
        "DROP TABLE record",
        "CREATE VIEW record AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n FROM c) SELECT n FROM c",
    ),
    ("DROP TABLE record", "CREATE VIRTUAL TABLE record USING fts5(n, id, raw, signature)"),
    ("DROP TABLE payload", "CREATE VIRTUAL TABLE payload USING fts5(hash, blob)"),
    ("DROP TABLE record", f"CREATE TABLE record ({_COLUMNS}, more TEXT AS (hex(raw)) VIRTUAL)"),
    ("DROP TABLE record", f"CREATE TABLE record ({_COLUMNS.replace('raw BLOB', 'raw TEXT')})"),
    ("DROP TABLE record", f"CREATE TABLE record ({_COLUMNS}) WITHOUT ROWID"),
    ("DROP TABLE record", f"CREATE TABLE record ({_COLUMNS}, CHECK (length(randomblob(99999999)) > 0))"),
    ("DROP TABLE record", "CREATE TABLE record (" + ", ".join(f"c{n}" for n in range(1_900)) + ")"),
    ("DROP TABLE record",),
    ("DROP TABLE payload",),
    ("DROP TABLE waiting", "DROP TABLE request"),
    ("DROP TABLE heard",),
    ("ALTER TABLE payload RENAME COLUMN blob TO bytes",),
    ("ALTER TABLE record ADD COLUMN extra",),
    ("CREATE TRIGGER grow AFTER INSERT ON record BEGIN INSERT INTO payload VALUES (NEW.id, NEW.raw); END",),
    ("CREATE INDEX slow ON record (abs(random() % length(raw)))",),
    ("CREATE INDEX odd ON record (id COLLATE NOCASE) WHERE length(raw) > 5",),
    ("PRAGMA user_version = 99",),
    ("PRAGMA user_version = 0",),
    ("PRAGMA user_version = -1",),
    ("PRAGMA application_id = 7",),
    ("PRAGMA journal_mode = WAL",),
    ("PRAGMA page_size = 65536", "VACUUM"),
    ("PRAGMA page_size = 512", "VACUUM"),
    ("PRAGMA auto_vacuum = FULL", "VACUUM"),
    *(
        ("PRAGMA writable_schema = ON", f"UPDATE sqlite_schema SET {change}")  # noqa: S608
        for change in (
            "sql = 'CREATE NONSENSE' WHERE name = 'head'",
            "sql = NULL WHERE name = 'record'",
            "sql = x'00ff' WHERE name = 'payload'",
            "rootpage = 1 WHERE name = 'record'",
            "rootpage = 99999999 WHERE name = 'payload'",
            "rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'payload') WHERE name = 'record'",
            "rootpage = -5",
            "type = 'view' WHERE name = 'record'",
            "type = x'ff', name = x'fffe' WHERE name = 'payload'",
            "name = 'record', tbl_name = 'record'",
            "sql = 'CREATE TABLE record (' || substr(hex(zeroblob(400000)), 1) || ')' WHERE name = 'record'",
            "sql = replace(sql, 'BLOB', 'TEXT') WHERE name = 'record'",
        )
    ),
)


def odd_schema(path: Path, chance: random.Random) -> None:
    run(path, *chance.choice(_SCHEMAS))


def utf_16(path: Path, _chance: random.Random) -> None:
    """All tables again in a file of another encoding."""
    with closing(sqlite3.connect(path)) as connection:
        script = "\n".join(
            each for each in connection.iterdump() if "fts5" not in each and "sketch_search" not in each
        )
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.Error):
        connection.executescript(
            "PRAGMA encoding = 'UTF-16le'; PRAGMA application_id = 1111836498; PRAGMA user_version = 2;"
            + script
        )


# --- rows --------------------------------------------------------------------------------------------------

_ROWS: tuple[str, ...] = (
    "UPDATE record SET id = 'x' || n WHERE n % 2 = 0",
    "UPDATE record SET id = x'ff00' || n WHERE n % 3 = 0",
    "UPDATE record SET id = CAST(x'fffe' AS TEXT) || n",
    "UPDATE record SET id = (SELECT id FROM record r WHERE r.n > record.n LIMIT 1) || '' WHERE n = 5",
    "UPDATE record SET n = -n",
    "UPDATE record SET n = 9223372036854775807 - n",
    "UPDATE record SET n = 1000000 - n",
    "UPDATE record SET raw = CAST(raw AS TEXT)",
    "UPDATE record SET raw = 17 WHERE n % 2 = 1",
    "UPDATE record SET raw = 1e300, signature = -1",
    "UPDATE record SET raw = CAST(x'c328' AS TEXT) WHERE n > 3",
    "UPDATE record SET raw = zeroblob(70000) WHERE n > 10",
    "UPDATE record SET raw = zeroblob(3000000) WHERE n > 20 AND n < 24",
    "UPDATE record SET id = hex(zeroblob(1000000)) || n WHERE n > 20 AND n < 24",
    "UPDATE record SET raw = raw || x'20'",
    "UPDATE record SET raw = replace(CAST(raw AS TEXT), 'yes', 'no')",
    "UPDATE record SET raw = CAST(replace(CAST(raw AS TEXT), 'yes', 'no') AS BLOB)",
    "UPDATE record SET raw = CAST(replace(CAST(raw AS TEXT), 'member', 'office') AS BLOB)",
    "UPDATE record SET raw = x'5b5b5b5b' || zeroblob(60000)",
    "UPDATE record SET raw = CAST(replace(hex(zeroblob(20000)), '00', '[') AS BLOB) WHERE n > 4",
    "UPDATE record SET signature = zeroblob(64)",
    "UPDATE record SET signature = randomblob(64) WHERE n % 2 = 0",
    "UPDATE record SET signature = x''",
    "UPDATE record SET signature = signature || x'00'",
    "UPDATE record SET signature = (SELECT signature FROM record r WHERE r.n = record.n - 1)",
    "UPDATE record SET raw = (SELECT raw FROM record r WHERE r.n = record.n - 1)",
    "DELETE FROM record WHERE n = 1",
    "DELETE FROM record",
    "DELETE FROM record WHERE n % 2 = 0",
    "UPDATE payload SET blob = blob || x'00'",
    "UPDATE payload SET blob = zeroblob(33554433) WHERE hash = (SELECT max(hash) FROM payload)",
    "UPDATE payload SET blob = CAST(blob AS TEXT)",
    "UPDATE payload SET blob = (SELECT blob FROM payload p WHERE p.hash > payload.hash)",
    "UPDATE payload SET hash = x'ff' || hash",
    "INSERT INTO payload SELECT hex(randomblob(32)), zeroblob(100) FROM record",
    "INSERT INTO heard SELECT id, raw, signature FROM record",
    "UPDATE heard SET raw = 'x', signature = zeroblob(64)",
    "INSERT INTO request SELECT hex(randomblob(32)), id, raw, signature FROM record",
    "INSERT INTO waiting SELECT id, raw, randomblob(64), 'nothing', NULL, 1 FROM record",
    "INSERT INTO waiting SELECT id, 'raw', 17, 'nothing', 'blob', -5 FROM record",
)


def odd_rows(path: Path, chance: random.Random) -> None:
    run(path, *chance.sample(_ROWS, chance.choice((1, 1, 2, 3))))


def junk_rows(path: Path, chance: random.Random) -> None:
    number, raw = (
        chance.choice((10, 1_000, 12_000)),
        chance.choice(("'junk'", "x'7b7d'", "randomblob(300)", "17")),
    )
    run(path, many_rows(number, f"'junk' || x, {raw}, zeroblob(64)"))


def many_rows(number: int, values: str) -> str:
    """The statement that inserts NUMBER records: VALUES are id, bytes and signature, made of x."""
    return (
        f"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT {number}) "  # noqa: S608
        f"INSERT INTO record (id, raw, signature) SELECT {values} FROM c"
    )


# --- records -----------------------------------------------------------------------------------------------


def _rewritten(path: Path, change: Callable[[dict[str, object]], None], key: SigningKey | None) -> None:
    """The last records with CHANGE made to their fields, signed by KEY or with the old signature."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT raw, signature FROM record ORDER BY n DESC LIMIT 5").fetchall()
    for raw, signature in rows:
        fields = canonical.decode(raw)
        change(fields)
        new = canonical.encode(fields)
        name = digest("rewritten", new.hex()).hex()
        run(
            path,
            "INSERT INTO record (id, raw, signature) VALUES (?, ?, ?)",
            values=(name, new, signature if key is None else key.sign(record.PREFIX + new)),
        )


def forged(path: Path, chance: random.Random) -> None:
    """Something else in a signed record, the signature left as it was."""
    number = chance.randrange(10**6)
    field = chance.choice(("at", "seq"))
    _rewritten(path, lambda fields: fields.update({field: number + 2}), None)


def signed_by_a_stranger(path: Path, chance: random.Random) -> None:
    """Records signed anew by a key that the board does not know: in its own name, or in the author's."""
    author = chance.choice(
        ({}, {"author": STRANGER.public}, {"author": STRANGER.public, "seq": 1, "prev": None})
    )
    _rewritten(path, lambda fields: fields.update(author), STRANGER)


def of_another_board(path: Path, chance: random.Random) -> None:
    """Records in the name of another board, or of none."""
    board = chance.choice((digest("another board").hex(), None))
    _rewritten(path, lambda fields: fields.update({"board": board}), chance.choice((STRANGER, None)))


def replayed(path: Path, chance: random.Random) -> None:
    """Every row once more under other names, and in another order."""
    run(
        path,
        f"INSERT INTO record (id, raw, signature) SELECT '{chance.randrange(10**9)}' || n, raw, signature "  # noqa: S608
        "FROM record ORDER BY random()",
        "DELETE FROM record WHERE length(id) = 64 AND n > 2",
    )


def files_in_payloads(path: Path, chance: random.Random) -> None:
    blob = chance.randbytes(chance.choice((10, 70_000)))
    run(path, "INSERT OR REPLACE INTO payload VALUES (?, ?)", values=(payload_hash(blob), blob))


# --- files that are none -----------------------------------------------------------------------------------


def no_file(path: Path, chance: random.Random) -> None:
    path.unlink()
    what = chance.randrange(8)
    if what == 0:
        os.mkfifo(path)
    elif what == 1:
        path.mkdir()
    elif what == 2:
        path.symlink_to(path.name)
    elif what == 3:
        path.symlink_to("/dev/zero")
    elif what == 4:
        path.symlink_to("/dev/null")
    elif what == 5:
        path.symlink_to(path.parent)
    elif what == 6:
        with closing(socket.socket(socket.AF_UNIX)) as server, suppress(OSError):
            server.bind(str(path))


def odd_journal(path: Path, chance: random.Random) -> None:
    """Something lies beside it that SQLite would read as the rest of an unfinished write."""
    magic = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
    pages = len(path.read_bytes()) // PAGE
    head = magic + chance.choice((1, 3, 0xFFFFFFFF)).to_bytes(4) + bytes(4) + pages.to_bytes(4)
    head = (head + (512).to_bytes(4) + PAGE.to_bytes(4)).ljust(512, b"\0")
    body = b"".join(
        chance.randrange(1, pages + 5).to_bytes(4) + chance.randbytes(PAGE + 4)
        for _ in range(chance.randrange(4))
    )
    content = chance.choice((b"", chance.randbytes(2_000), head + body, head[: chance.randrange(512)]))
    path.with_name(f"{path.name}-journal").write_bytes(content)
    if chance.random() < 0.3:
        path.with_name(f"{path.name}-wal").write_bytes(content)


OF_BYTES: tuple[Spoiler, ...] = (
    random_bytes,
    random_behind_the_header,
    cut_off,
    longer,
    flipped_bits,
    flipped_bits,
    flipped_header,
    mixed_pages,
)
"""Those that need no file that SQLite can open."""
SPOILERS: tuple[Spoiler, ...] = (
    *OF_BYTES,
    half_new,
    odd_schema,
    odd_schema,
    utf_16,
    odd_rows,
    odd_rows,
    junk_rows,
    forged,
    signed_by_a_stranger,
    of_another_board,
    replayed,
    files_in_payloads,
    no_file,
    odd_journal,
)


def tidy(path: Path) -> None:
    """Take away what a spoiler left at PATH and beside it."""
    for each in (path, path.with_name(f"{path.name}-journal"), path.with_name(f"{path.name}-wal")):
        with suppress(FileNotFoundError):
            if stat.S_ISDIR(each.lstat().st_mode):
                each.rmdir()
            else:
                each.unlink()
