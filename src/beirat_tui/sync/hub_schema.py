"""What a database hub looks like: one table to which everybody only adds, and a role for each board.

    beirat.entry(n, board, kind, raw, signature, digest, txid)

`kind` says what a row is: a record, a request to join, a statement of what a device has, or a payload.
Nothing in it is trusted by anybody who reads it. What the database enforces is that nobody changes or removes
what others wrote, and that whoever knows the password of one board sees and writes that board alone.

`txid` is the transaction that wrote the row: by it a reader knows which rows may still be on their way (see
`hub_rows`). Engines that only speak PostgreSQL's language have no such number; there the table is made
without it (`portable`), and readers list what is there.
"""

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy import BigInteger, Column, Identity, LargeBinary, MetaData, String, Table

SCHEMA: Final = "beirat"
GROUP: Final = "beirat_boards"
"""The role of which the boards' roles are members."""
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
CREATE TABLE beirat.entry (
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
CREATE FUNCTION beirat.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries of a board are only ever added' USING ERRCODE = 'insufficient_privilege';
END $$"""
_KEEP_ROWS = """\
CREATE TRIGGER keep_rows BEFORE DELETE ON beirat.entry FOR EACH ROW
  WHEN (OLD.kind IN ('record', 'request')) EXECUTE FUNCTION beirat.refuse()"""
_KEEP_TABLE = """\
CREATE TRIGGER keep_table BEFORE UPDATE OR TRUNCATE ON beirat.entry FOR EACH STATEMENT
  EXECUTE FUNCTION beirat.refuse()"""
_POLICY = """\
CREATE POLICY one_board ON beirat.entry
  USING (current_user = 'beirat_' || left(board, {digits}))
  WITH CHECK (current_user = 'beirat_' || left(board, {digits}))"""
_IF_MISSING = """\
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN {statement}; END IF;
END $$"""


def role_of(board: str) -> str:
    """The role that sees and writes BOARD (the board's id)."""
    return f"beirat_{board[:ROLE_DIGITS]}"


def table_statements(*, portable: bool, group_exists: bool = False) -> list[str]:
    """The SQL that makes the hub, and the group whose members may read and add, and nothing else.

    Args:
        portable: for engines that speak PostgreSQL's language without its transaction numbers and triggers.
        group_exists: the group is there already: all databases of a server share their roles.
    """
    columns = _PORTABLE if portable else _POSTGRESQL
    index = "(board, n)" if portable else "(board, txid, n)"
    # Who may not name a number or a transaction cannot put a row where nobody looks any more.
    inserted = "" if portable else " (board, kind, raw, signature)"
    return [
        "CREATE SCHEMA beirat",
        _TABLE.format(columns=columns, most=MOST_BYTES),
        f"CREATE INDEX entry_of_board ON beirat.entry {index}",
        *([] if portable else [_REFUSE, _KEEP_ROWS, _KEEP_TABLE]),
        "ALTER TABLE beirat.entry ENABLE ROW LEVEL SECURITY",
        _POLICY.format(digits=ROLE_DIGITS),
        *([] if group_exists else [f"CREATE ROLE {GROUP} NOLOGIN"]),
        "REVOKE ALL ON SCHEMA beirat FROM PUBLIC",
        "REVOKE ALL ON beirat.entry FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA beirat TO {GROUP}",
        f"GRANT SELECT ON beirat.entry TO {GROUP}",
        f"GRANT INSERT{inserted} ON beirat.entry TO {GROUP}",
    ]


def role_statements(board: str) -> list[str]:
    """The SQL that makes the role of BOARD (the board's id)."""
    # By way of a group: rights of thousands of roles on one table would be looked through at every access.
    role = role_of(board)
    return [f"CREATE ROLE {role} LOGIN", f"GRANT {GROUP} TO {role}"]


def script(boards: Sequence[str], *, portable: bool) -> str:
    """All of it for BOARDS (ids), for somebody who runs it by hand; the roles get no password."""
    parts = table_statements(portable=portable)
    for board in boards:
        parts += role_statements(board)
    made = parts if portable else map(_unless_there, parts)
    return "".join(f"{statement};\n" for statement in made)


def _unless_there(statement: str) -> str:
    """STATEMENT, so that it does no harm to make a role a second time."""
    found = re.fullmatch(r"CREATE ROLE (\w+) \w+", statement)
    if found is None:
        return statement
    return _IF_MISSING.format(role=found[1], statement=statement)
