"""A text as QR codes: one page to print from any browser, or lines for the terminal.

The codes hold nothing but letters, figures and a few signs, for which QR codes have a dense form.
"""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from segno import QRCode

PAGE_LETTERS: Final = 700
"""Letters of one code on paper: large enough to be scanned from a page with six of them."""
TERMINAL_LETTERS: Final = 450
"""Letters of one code on the terminal: its squares fit into eighty columns."""
MOST_CODES: Final = 40
_QUIET: Final = 2
_BLOCKS: Final = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
"""Of two squares above each other, whether they are dark → the sign that shows the light ones."""
_STYLE: Final = """
body { font: 11pt/1.4 sans-serif; margin: 2em; color: #000; background: #fff; }
h1 { font-size: 14pt; }
figure { display: inline-block; width: 8cm; margin: 0 5mm 5mm 0; text-align: center; break-inside: avoid; }
svg { width: 8cm; height: 8cm; }
"""


def page(title: str, lines: Sequence[str], parts: Sequence[str], language: str) -> str:
    """A page in HTML, complete in itself, with a code for every one of PARTS below TITLE and LINES."""
    figures = [
        f"<figure>{_code(part).svg_inline(scale=4)}<figcaption>{number}/{len(parts)}</figcaption></figure>"
        for number, part in enumerate(parts, start=1)
    ]
    words = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body>\n<h1>{escape(title)}</h1>\n{words}{''.join(figures)}\n</body>\n</html>\n"
    )


def drawn(part: str) -> list[str]:
    """The code of PART in block characters, light on dark as most terminals are, with its light margin."""
    rows = [[bool(square) for square in row] for row in _code(part).matrix_iter(border=_QUIET)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    return [
        "".join(_BLOCKS[upper, lower] for upper, lower in zip(rows[place], rows[place + 1], strict=True))
        for place in range(0, len(rows), 2)
    ]


def _code(part: str) -> "QRCode":
    import segno  # noqa: PLC0415  (with the first code only)

    return segno.make_qr(part, error="m", boost_error=False)
