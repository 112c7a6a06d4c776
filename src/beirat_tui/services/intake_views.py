"""What taking in a file gave."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from beirat_tui.documents.difference import Change
    from beirat_tui.documents.understood import Understood
    from beirat_tui.domain.errors import BeiratError


@dataclass(frozen=True, slots=True)
class ImportReport:
    """One file handed in.

    Attributes:
        name: the file's name.
        result: ``new`` sketch, ``revised`` (a new version), ``unchanged``, or ``refused``.
        sketch: id of the sketch; None if the file was refused.
        number: the sketch's number.
        understood: what was read, missing, ignored and altered; None if nothing could be read.
        changes: what differs from the version before.
        error: why the file was refused.
    """

    name: str
    result: Literal["new", "revised", "unchanged", "refused"]
    sketch: str | None = None
    number: str = ""
    understood: "Understood | None" = None
    changes: "tuple[Change, ...]" = ()
    error: "BeiratError | None" = None
