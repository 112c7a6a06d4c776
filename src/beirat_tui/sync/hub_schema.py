"""What a database hub looks like: one table to which everybody only adds, and a role for each board.

    beirat.entry(n, board, kind, raw, signature, digest, txid)

`kind` says what a row is: a record, a request to join, a statement of what a device has, or a payload.
Nothing in it is trusted by anybody who reads it. What the database enforces is that nobody changes or removes
what others wrote, and that whoever knows the password of one board sees and writes that board alone.

`txid` is the transaction that wrote the row: by it a reader knows which rows may still be on their way (see
`hub_rows`). Engines that only speak PostgreSQL's language have no such number; there the table is made
without it (`portable`), and readers list what is there.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import BigInteger, Column, Identity, LargeBinary, MetaData, String, Table

SCHEMA: Final = "beirat"
ROLE_DIGITS: Final = 32
"""Digits of the board's id in the name of its role."""
MOST_BYTES: Final = 32 * 1024 * 1024
"""Size of a row: that of the largest payload."""

_metadata = MetaData(schema=SCHEMA)
entry = Table(
    "entry",
    _metadata,
    Column("n", BigInteger, Identity(always=True), primary_key=True),
    Column("board", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("txid", BigInteger),
)

_TABLE = """\
CREATE TABLE IF NOT EXISTS beirat.entry (
  n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  board text NOT NULL CHECK (length(board) = 64),
  kind text NOT NULL CHECK (kind IN ('record', 'request', 'heard', 'payload')),
  raw bytea NOT NULL CHECK (octet_length(raw) BETWEEN 1 AND {most}),
  signature bytea NOT NULL CHECK (octet_length(signature) <= 64),
{columns}
)"""
_POSTGRESQL = """\
  digest bytea NOT NULL GENERATED ALWAYS AS (sha256(raw || signature)) STORED,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  UNIQUE (board, kind, digest)"""
_PORTABLE = """\
  digest bytea NOT NULL CHECK (octet_length(digest) = 32)"""
_REFUSE = """\
CREATE OR REPLACE FUNCTION beirat.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries of a board are only ever added' USING ERRCODE = 'insufficient_privilege';
END $$"""
_KEEP_ROWS = """\
CREATE OR REPLACE TRIGGER keep_rows BEFORE DELETE ON beirat.entry FOR EACH ROW
  WHEN (OLD.kind IN ('record', 'request')) EXECUTE FUNCTION beirat.refuse()"""
_KEEP_TABLE = """\
CREATE OR REPLACE TRIGGER keep_table BEFORE UPDATE OR TRUNCATE ON beirat.entry FOR EACH STATEMENT
  EXECUTE FUNCTION beirat.refuse()"""
_POLICY = """\
CREATE POLICY one_board ON beirat.entry
  USING (current_user = 'beirat_' || left(board, {digits}))
  WITH CHECK (current_user = 'beirat_' || left(board, {digits}))"""


def role_of(board: str) -> str:
    """The role that sees and writes BOARD (the board's id)."""
    return f"beirat_{board[:ROLE_DIGITS]}"


def table_statements(*, portable: bool) -> list[str]:
    """The SQL that makes the hub, once and any number of times.

    Args:
        portable: for engines that speak PostgreSQL's language without its transaction numbers and triggers.
    """
    columns = _PORTABLE if portable else _POSTGRESQL
    index = "(board, n)" if portable else "(board, txid, n)"
    return [
        "CREATE SCHEMA IF NOT EXISTS beirat",
        _TABLE.format(columns=columns, most=MOST_BYTES),
        f"CREATE INDEX IF NOT EXISTS entry_of_board ON beirat.entry {index}",
        "REVOKE ALL ON SCHEMA beirat FROM PUBLIC",
        "REVOKE ALL ON beirat.entry FROM PUBLIC",
        *([] if portable else [_REFUSE, _KEEP_ROWS, _KEEP_TABLE]),
        "ALTER TABLE beirat.entry ENABLE ROW LEVEL SECURITY",
        "DROP POLICY IF EXISTS one_board ON beirat.entry",
        _POLICY.format(digits=ROLE_DIGITS),
    ]


def role_statements(board: str, *, portable: bool, exists: bool = False) -> list[str]:
    """The SQL that makes the role of BOARD, which may read and add, and nothing else.

    Args:
        board: the board's id.
        portable: as for the table.
        exists: the role is there already.
    """
    role = role_of(board)
    # Who may not name a number or a transaction cannot put a row where nobody looks any more.
    columns = "" if portable else " (board, kind, raw, signature)"
    return [
        *([] if exists else [f"CREATE ROLE {role} LOGIN"]),
        f"GRANT USAGE ON SCHEMA beirat TO {role}",
        f"GRANT SELECT ON beirat.entry TO {role}",
        f"GRANT INSERT{columns} ON beirat.entry TO {role}",
    ]


def script(boards: Sequence[str], *, portable: bool) -> str:
    """All of it for BOARDS (ids), for somebody who runs it by hand; the roles get no password."""
    parts = table_statements(portable=portable)
    for board in boards:
        parts += role_statements(board, portable=portable)
    return "".join(f"{statement};\n" for statement in parts)
