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
    promised = sum(part.file_size for part in parts)
    if promised > UNFOLDED_LIMIT or any(_suspicious(part.file_size, part.compress_size) for part in parts):
        raise InputError("docx.zip-bomb", file=name, limit_mb=UNFOLDED_LIMIT // 1024**2)
    unfolded = 0
    for part in parts:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                unfolded += len(chunk)
                if unfolded > UNFOLDED_LIMIT:
                    raise InputError("docx.zip-bomb", file=name, limit_mb=UNFOLDED_LIMIT // 1024**2)


def _suspicious(unpacked: int, packed: int) -> bool:
    return unpacked > _RATIO_FREE and unpacked > packed * RATIO_LIMIT
