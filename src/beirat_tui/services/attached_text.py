"""The text of an attached file, to be read inside the program, without its layout and without opening it.

Knows no screen. Files without text that can be taken out, PDFs and pictures among them, give none.
"""

from pathlib import PurePath

from beirat_tui.domain.text import clean
from beirat_tui.services.reading import attachment
from beirat_tui.services.session import Session

PLAIN = frozenset({".txt", ".csv", ".json", ".md"})
LARGEST_PLAIN = 2_000_000
"""Bytes of a plain file that is shown; a larger one is data, not text."""


def attached_text(session: Session, attachment_id: str) -> tuple[str, str | None]:
    """Return name and text of an attached file; no text where it holds none to be shown.

    Raises:
        InputError: as `reading.attachment`; ``docx.…`` where a docx is damaged, encrypted or too large.
    """
    name, _media_type, content = attachment(session, attachment_id)
    kind = PurePath(name).suffix.lower()
    if kind == ".docx":
        return name, _docx(content, name)
    if kind in PLAIN and len(content) <= LARGEST_PLAIN:
        return name, clean(content.decode("utf-8-sig", errors="replace"))
    return name, None


def _docx(content: bytes, name: str) -> str:
    from beirat_tui.documents.docx_blocks import Grid, read_blocks  # noqa: PLC0415  (brings python-docx)
    from beirat_tui.documents.limits import check_docx  # noqa: PLC0415  (the same)

    check_docx(content, name)
    parts = []
    for block in read_blocks(content, name):
        if isinstance(block, Grid):
            parts.append("\n".join(" · ".join(" ".join(cell.split()) for cell in row) for row in block.rows))
        else:
            parts.append(f"• {block.text}" if block.role == "item" else block.text)
    return clean("\n\n".join(part for part in parts if part.strip()))
