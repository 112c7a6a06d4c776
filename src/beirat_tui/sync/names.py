"""What the names that programs give to copies of files mean. For telling people only: content decides.

The patterns are those of Nextcloud, ownCloud, Syncthing, Dropbox, OneDrive, iCloud, Google Drive, browsers,
mail programs and file managers, in German and English.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Naming(StrEnum):
    """What a name says about a file."""

    PLAIN = "plain"
    CONFLICT = "conflict"
    """A copy that a program made because two had changed the file."""
    COPY = "copy"
    """A copy that somebody, or a browser, made."""
    UNFINISHED = "unfinished"
    """It is being loaded or written."""
    PLACEHOLDER = "placeholder"
    """It stands for a file that is still in the cloud."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name, read.

    Attributes:
        state: what it says.
        origin: the name that the file had before, as far as that can be told.
    """

    state: Naming
    origin: str


def _patterns(*texts: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)


_PLACEHOLDERS: Final = _patterns(
    r"^\.(?P<origin>.+)\.icloud$",
    r"^(?P<origin>.+)\.(?:nextcloud|owncloud|cloud|cloudf)$",
)
_UNFINISHED: Final = _patterns(
    r"^\.syncthing\.(?P<origin>.+)\.tmp$",
    r"^~syncthing~(?P<origin>.+)\.tmp$",
    r"^~(?P<origin>[^$].*)\.tmp$",
    r"^\.?(?P<origin>.+?)\.~[0-9a-f]+$",
    r"^(?P<origin>.+?)(?:\.ocTransferId\d+)?\.(?:part|filepart|partial|crdownload|download|opdownload|tmp|temp)$",
    r"^(?P<origin>.+?)\.(?:gddownload|gdupload|tmp\.drivedownload|tmp\.driveupload)$",
    r"^(?:~\$|\.~)(?P<origin>.+)$",
)
_CONFLICTS: Final = _patterns(
    r"^(?P<origin>.+?)\.sync-conflict-\d{8}-\d{6}(?:-[0-9A-Z]{7})?(?P<ending>\.\w+)?$",
    r"^(?P<origin>.+?)[ _-]*\([^()]*(?:\bconflict(?:ed copy)?\b|case clash from)[^()]*\)(?P<ending>\.\w+)?$",
    r"^(?P<origin>.+?)[ _-]*\([^()]*(?:konflikt(?:kopie| stehende kopie)?)\b[^()]*\)(?P<ending>\.\w+)?$",
    r"^(?P<origin>.+?)_(?:conflict|konflikt)-[^/]+?(?P<ending>\.\w+)?$",
    r"^(?P<origin>.+?) ?(?:\(\d+\) ?)?\[(?:conflict|konflikt)\](?P<ending>\.\w+)?$",
    r"^(?P<origin>.+?)_conf\(\d+\)(?P<ending>\.\w+)?$",
    r"^(?P<origin>.+?)-(?:DESKTOP|LAPTOP|PC|NB|MACBOOK)[-\w]*(?P<ending>\.\w+)?$",
)
_COPIES: Final = _patterns(
    r"^(?:copy|kopie) (?:of|von) (?P<origin>.+)$",
    r"^(?P<origin>.+?) (?:- )?(?:copy|kopie)(?: ?\(?\d+\)?)?(?P<ending>\.\w+)?$",
    r"^(?P<origin>.+?) ?\((?:copy|kopie)(?: ?\d+)?\)(?P<ending>\.\w+)?$",
    r"^(?P<origin>.+?) ?\(\d+\)(?P<ending>\.\w+)?$",
    r"^(?P<origin>.+?) \d{1,2}(?P<ending>\.\w+)$",
    r"^(?P<origin>.+?)~$",
    r"^#(?P<origin>.+)#$",
    r"^(?P<origin>.+?)\.(?:bak|old|orig|backup)$",
)
_STATES: Final = (
    (Naming.PLACEHOLDER, _PLACEHOLDERS),
    (Naming.UNFINISHED, _UNFINISHED),
    (Naming.CONFLICT, _CONFLICTS),
    (Naming.COPY, _COPIES),
)


def naming(name: str) -> Name:
    """Read NAME, a file's name without its folder."""
    # Some systems write umlauts as a letter and two dots.
    name = unicodedata.normalize("NFC", name)
    for state, patterns in _STATES:
        for pattern in patterns:
            found = pattern.match(name)
            if found is not None:
                groups = found.groupdict()
                return Name(state, groups["origin"] + (groups.get("ending") or ""))
    return Name(Naming.PLAIN, name)
