"""The tables of the board file.

Two tables are the truth: `record` (bytes and signature) and `payload`. Everything else is a read model,
computed from them, dropped and made again by `rebuild`; `waiting` holds what cannot be judged yet.
"""

from typing import Final

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

from beirat_tui.store import marks

APPLICATION_ID: Final = marks.APPLICATION_ID
SCHEMA_VERSION: Final = marks.SCHEMA_VERSION

metadata = MetaData()

record = Table(
    "record",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("raw", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)
payload = Table(
    "payload",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("blob", LargeBinary, nullable=False),
)
waiting = Table(
    "waiting",
    metadata,
    Column("id", Text, primary_key=True),
    Column("raw", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("missing", Text, nullable=False, index=True),
    Column("blob", LargeBinary),
    Column("size", Integer, nullable=False),
)
request = Table(
    "request",
    metadata,
    Column("key", Text, primary_key=True),
    Column("id", Text, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)
"""Requests to join, one a key: passed on like records, and none of the board's records."""
heard = Table(
    "heard",
    metadata,
    Column("device", Text, primary_key=True),
    Column("raw", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)
"""What every device said last of what it has: passed on like records, and nothing follows from it."""

entry = Table(
    "entry",
    metadata,
    Column("n", Integer, ForeignKey("record.n"), primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("slot", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("prev", Text),
    Column("by", Text),
    Column("at", Integer, nullable=False),
    Column("payload", Text),
    Column("reason", Text),
    Column("cause", Text),
    Index("entry_slot", "slot"),
    Index("entry_chain", "author", "seq"),
    Index("entry_by", "by"),
    Index("entry_kind", "kind", "at"),
    Index("entry_payload", "payload", sqlite_where=text("payload IS NOT NULL")),
)
"""One row a granted record; `reason` and `cause` say why it has no effect (NULL: it has)."""

head = Table(
    "head",
    metadata,
    Column("slot", Text, primary_key=True),
    Column("n", Integer, ForeignKey("record.n"), primary_key=True),
)
tip = Table(
    "tip",
    metadata,
    Column("id", Text, primary_key=True),
    Column("author", Text, nullable=False),
    Index("tip_author", "author"),
)
fork = Table("fork", metadata, Column("author", Text, primary_key=True))
awaited = Table(
    "awaited",
    metadata,
    Column("id", Text, primary_key=True),
    Column("object", Text, primary_key=True),
    Index("awaited_object", "object"),
)
"""Records that are not here, and the certificate, round or sketch to look at again when they arrive."""
pinned = Table(
    "pinned",
    metadata,
    Column("round", Text, primary_key=True),
    Column("hash", Text, primary_key=True),
    Index("pinned_hash", "hash"),
)
"""The payloads that an open round needs and that cannot be erased meanwhile."""
erased = Table("erased", metadata, Column("hash", Text, primary_key=True))

meeting_row = Table(
    "meeting_row",
    metadata,
    Column("meeting", Text, primary_key=True),
    Column("day", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("state", Text, nullable=False),
    Index("meeting_row_day", "day"),
)
agenda_row = Table(
    "agenda_row",
    metadata,
    Column("meeting", Text, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("sketch", Text, nullable=False),
    Index("agenda_row_sketch", "sketch"),
)
sketch_row = Table(
    "sketch_row",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("sketch", Text, nullable=False, unique=True),
    Column("number", Text, nullable=False),
    Column("received", Text, nullable=False),
    Column("programme", Text, nullable=False),
    Column("applicant_kind", Text),
    Column("grant_cents", Integer),
    Column("stage", Text, nullable=False),
    Column("reason", Text),
    Column("round", Text),
    Column("procedure", Text),
    Column("deadline", Text),
    Column("meeting", Text),
    Column("meeting_day", Text),
    Column("flagged", Integer, nullable=False),
    Column("sort_key", Text, nullable=False),
    Index("sketch_row_order", "sort_key", "n"),
    Index("sketch_row_stage", "stage"),
    Index("sketch_row_number", "number"),
)
sketch_field = Table(
    "sketch_field",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("field", Text, primary_key=True),
)
sketch_text = Table(
    "sketch_text",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("applicant", Text, nullable=False),
    Column("applicant_words", Text, nullable=False),
    Column("source", Text, nullable=False),
)
"""Title and applicant as lists show them; `applicant_words` holds name, place and region for the filter.

`source` says what the texts were made of, so that they are made again only when that changes.
"""
round_row = Table(
    "round_row",
    metadata,
    Column("round", Text, primary_key=True),
    Column("sketch", Text),
    Column("meeting", Text),
    Column("state", Text, nullable=False),
    Column("result", Text),
    Column("votum", Text),
    Column("outcome", Text),
    Column("opened", Integer, nullable=False),
    Index("round_row_sketch", "sketch"),
    Index("round_row_meeting", "meeting"),
    Index("round_row_state", "state"),
)
ballot_row = Table(
    "ballot_row",
    metadata,
    Column("round", Text, primary_key=True),
    Column("member", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Index("ballot_row_member", "member", "state"),
)

KEPT: Final = (record, payload, waiting, request, heard)
"""What is kept for good: only numbered steps change these (`migrations`)."""
READ_MODELS: Final = (
    ballot_row,
    round_row,
    sketch_text,
    sketch_field,
    sketch_row,
    agenda_row,
    meeting_row,
    erased,
    pinned,
    awaited,
    fork,
    tip,
    head,
    entry,
)
_GUARD: Final = (
    "CREATE TRIGGER {name} BEFORE {act} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{table}: {name}'); END"
)
_BY_ORDER: Final = "WHEN NOT EXISTS (SELECT 1 FROM erased WHERE hash = OLD.hash)"

_ONCE: Final = "WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"
SEARCH_DDL: Final = (
    "CREATE VIRTUAL TABLE sketch_search USING fts5(expanded, bare, tokenize = 'unicode61', prefix = '2 3')"
)
"""The search index holds every text twice: ä as ae, and ä as a."""

KEPT_DDL: Final = (
    _GUARD.format(name="record_never_changes", act="UPDATE", table="record", when=""),
    _GUARD.format(name="record_never_goes", act="DELETE", table="record", when=""),
    _GUARD.format(name="payload_never_changes", act="UPDATE", table="payload", when=""),
    _GUARD.format(name="payload_goes_by_order_only", act="DELETE", table="payload", when=_BY_ORDER),
    _GUARD.format(
        name="record_once", act="INSERT", table="record", when=_ONCE.format(table="record", key="id")
    ),
    _GUARD.format(name="row_once", act="INSERT", table="record", when=_ONCE.format(table="record", key="n")),
    _GUARD.format(
        name="payload_once", act="INSERT", table="payload", when=_ONCE.format(table="payload", key="hash")
    ),
)
"""Append-only by trigger, also for whoever forgets `recursive_triggers`, without which REPLACE deletes and no
trigger sees it."""
READ_MODEL_DDL: Final = (SEARCH_DDL,)
