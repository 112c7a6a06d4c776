"""What every body has: a slot that follows from it, and the records it cannot do without."""

from typing import Annotated

import msgspec
from msgspec import Meta

Id = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
"""A record's id, a payload's hash or a public key: 32 bytes in hexadecimal."""
Key = Id
Name = Annotated[str, Meta(pattern="^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$")]
"""A short name that may stand in a slot: a member, a programme, a checklist item."""
Label = Annotated[str, Meta(min_length=1, max_length=64)]
Day = Annotated[str, Meta(pattern="^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Time = Annotated[str, Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Moment = Annotated[
    str,
    Meta(pattern="^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]$"),
]
Cents = Annotated[int, Meta(ge=0, le=10**15)]
"""An amount in euro cents."""
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Text = Annotated[str, Meta(max_length=48 * 1024)]

Reference = tuple[str, str]
"""A record's id and the kind it must have."""


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
