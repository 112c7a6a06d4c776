"""What a file may be before anything reads it: its kind, its size, and what its archive unfolds to.

A docx is a zip archive. Its central directory can promise little and its parts unfold to gigabytes, so both
the promise and the unfolding are limited, before any parser sees a part.
"""

import stat
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from beirat_tui.domain.errors import InputError

FILE_LIMIT = 31 * 1024 * 1024
"""Bytes of a file; kept as an attachment it has to fit into a payload of 32 MiB."""
ENTRIES_LIMIT = 2_000
"""Parts of a docx; a report with hundreds of pictures has a few hundred."""
UNFOLDED_LIMIT = 160 * 1024 * 1024
"""Bytes of all parts of a docx unpacked."""
XML_LIMIT = 32 * 1024 * 1024
"""Bytes of all XML parts unpacked; a parser makes a tree of ten times that. 300 pages have 4 MiB."""
TAGS_LIMIT = 1_000_000
"""Tags in all XML parts, opening and closing; they decide about a parser's time. 300 pages have 150,000."""
RATIO_LIMIT = 200
"""Unpacked to packed bytes of one part, above a mebibyte; the XML of long documents reaches about 30."""

_RATIO_FREE = 1024 * 1024
_CHUNK = 256 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MAIN_PART = "word/document.xml"


def read_file(path: Path) -> bytes:
    """Return the bytes of the file PATH.

    Raises:
        InputError: ``file.missing``, ``file.not-a-file`` (a folder, a device), ``file.unreadable``,
            ``file.empty`` or ``file.too-large``; each with ``file``.
    """
    name = str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError("file.not-a-file", file=name)
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
    except FileNotFoundError as error:
        raise InputError("file.missing", file=name) from error
    except (OSError, ValueError) as error:
        raise InputError("file.unreadable", file=name) from error
    if not data:
        raise InputError("file.empty", file=name)
    if len(data) > FILE_LIMIT:
        raise InputError("file.too-large", file=name, limit_mb=FILE_LIMIT // 1024**2)
    return data


def check_docx(data: bytes, name: str) -> None:
    """Make sure that DATA, the file NAME, is a docx that may be parsed.

    Raises:
        InputError: ``docx.encrypted``, ``docx.old-word``, ``docx.not-a-docx``, ``docx.damaged``,
            ``docx.too-many-parts`` or ``docx.zip-bomb``; each with ``file``.
    """
    if data.startswith(_OLE):
        code = "docx.encrypted" if _ENCRYPTED_PACKAGE in data else "docx.old-word"
        raise InputError(code, file=name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_archive(archive, name)
    except zipfile.BadZipFile as error:
        code = "docx.damaged" if data.startswith(b"PK") else "docx.not-a-docx"
        raise InputError(code, file=name) from error
    except (zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
        raise InputError("docx.damaged", file=name) from error


def _check_archive(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if len(parts) > ENTRIES_LIMIT:
        raise InputError("docx.too-many-parts", file=name, number=len(parts), limit=ENTRIES_LIMIT)
    if any(part.flag_bits & 1 for part in parts):
        raise InputError("docx.encrypted", file=name)
    if _MAIN_PART not in archive.namelist():
        raise InputError("docx.not-a-docx", file=name)
    for part in parts:
        if part.file_size > max(_RATIO_FREE, part.compress_size * RATIO_LIMIT):
            raise InputError("docx.zip-bomb", file=name)
    promised = _Budget(name)
    for part in parts:
        promised.spend(part.filename, part.file_size)
    unfolded = _Budget(name)
    for part in parts:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                unfolded.spend(part.filename, len(chunk), chunk.count(b"<"))


class _Budget:
    """How many bytes of parts are left, of all and of XML, and how many tags."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._bytes = UNFOLDED_LIMIT
        self._xml = XML_LIMIT
        self._tags = TAGS_LIMIT

    def spend(self, part: str, size: int, tags: int = 0) -> None:
        self._bytes -= size
        if part.lower().endswith((".xml", ".rels")):
            self._xml -= size
            self._tags -= tags
        if min(self._bytes, self._xml, self._tags) < 0:
            raise InputError("docx.zip-bomb", file=self._name)
