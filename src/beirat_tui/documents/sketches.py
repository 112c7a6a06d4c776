"""Reading a project sketch from a file of any kind that the program knows."""

from collections.abc import Sequence
from pathlib import Path

from beirat_tui.documents.json_sketch import read_json
from beirat_tui.documents.limits import read_file
from beirat_tui.documents.understood import Understood
from beirat_tui.domain.errors import InputError
from beirat_tui.domain.programme import Programme
from beirat_tui.domain.text import clean_line

_ARCHIVES = (b"PK", b"\xd0\xcf\x11\xe0")


def read_sketch(path: Path, programmes: Sequence[Programme]) -> Understood:
    """Return what the file PATH, a docx or JSON, says in the terms of PROGRAMMES, the usual one first.

    The kind is told by the content, and by the ending only where the content says nothing.

    Raises:
        InputError: ``file.…`` (cannot be read), ``sketch.unknown-kind`` (neither docx nor JSON), or what
            `read_json` and `beirat_tui.documents.docx_sketch.read_docx` raise.
    """
    data = read_file(path)
    name = clean_line(path.name, 120)
    if data.startswith(_ARCHIVES) or path.suffix.lower() == ".docx":
        # Only now: most boards get their sketches as JSON or never on this machine.
        from beirat_tui.documents.docx_sketch import read_docx  # noqa: PLC0415 (see above)

        return read_docx(data, name, programmes)
    if path.suffix.lower() == ".json" or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return read_json(data, name, programmes)
    raise InputError("sketch.unknown-kind", file=name)
