"""What every body has: a slot that follows from it, and the records it cannot do without."""

import datetime as dt
from typing import Annotated

import msgspec
from msgspec import Meta

Id = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
"""A record's id, a payload's hash or a public key: 32 bytes in hexadecimal."""
Key = Id
Name = Annotated[str, Meta(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]{0,63}\Z")]
"""A short name that may stand in a slot: a member, a programme, a checklist item."""
Label = Annotated[str, Meta(min_length=1, max_length=64)]
Day = dt.date
"""A calendar day, written ``2026-03-16``."""
Time = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")]
Cents = Annotated[int, Meta(ge=0, le=10**15)]
"""An amount in euro cents."""
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Text = Annotated[str, Meta(max_length=48 * 1024)]

Reference = tuple[str, str]
"""A record's id and how its slot must begin: what it must be, and what it must belong to."""


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The typed body of one kind of record."""

    def slot(self) -> str:
        """The slot that a record with this body writes to."""
        raise NotImplementedError

    def refs(self) -> tuple[Reference, ...]:
        """The records this one cannot be granted without (the certificate and the predecessor aside)."""
        return ()

    def subject(self) -> str | None:
        """The member whose own matter this is, where a kind is a member's own matter."""
        return None
