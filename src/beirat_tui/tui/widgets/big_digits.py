"""Digits as tall as a hand, for the room: drawn from blocks, in two sizes."""

HEIGHT = 5

_SHAPES = {
    "0": ("▄▀▀▀▄", "█   █", "█   █", "█   █", "▀▄▄▄▀"),
    "1": ("  ▄█ ", "   █ ", "   █ ", "   █ ", "  ▄█▄"),
    "2": ("▄▀▀▀▄", "    █", " ▄▀▀ ", "█    ", "█▄▄▄▄"),
    "3": ("▄▀▀▀▄", "    █", "  ▀▀▄", "▄   █", "▀▄▄▄▀"),
    "4": ("█   █", "█   █", "▀▀▀▀█", "    █", "    █"),
    "5": ("█▀▀▀▀", "█▄▄▄ ", "    █", "▄   █", "▀▄▄▄▀"),
    "6": ("▄▀▀▀ ", "█▄▄▄ ", "█   █", "█   █", "▀▄▄▄▀"),
    "7": ("▀▀▀▀█", "   █ ", "  █  ", "  █  ", "  █  "),
    "8": ("▄▀▀▀▄", "█   █", "▄▀▀▀▄", "█   █", "▀▄▄▄▀"),
    "9": ("▄▀▀▀▄", "█   █", "▀▄▄▄█", "    █", " ▄▄▄▀"),
    "/": ("    █", "   █ ", "  █  ", " █   ", "█    "),
    " ": ("     ", "     ", "     ", "     ", "     "),
}


def big(text: str, scale: int = 1) -> list[str]:
    """Return the lines of TEXT, digits and ``/``, each SCALE times as wide and tall."""
    rows = [" ".join(_SHAPES.get(letter, _SHAPES[" "])[row] for letter in text) for row in range(HEIGHT)]
    if scale == 1:
        return rows
    return [line for row in rows for line in _doubled(row)]


_HALVES = {"█": ("██", "██"), "▀": ("██", "  "), "▄": ("  ", "██"), " ": ("  ", "  ")}


def _doubled(row: str) -> tuple[str, str]:
    # A half block becomes a full block in one of the two lines, so that edges stay where they were.
    pairs = [_HALVES[cell] for cell in row]
    return "".join(upper for upper, _lower in pairs), "".join(lower for _upper, lower in pairs)
