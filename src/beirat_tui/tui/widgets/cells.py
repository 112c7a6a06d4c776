"""Text in terminal cells: shortened, padded and wrapped by the width it takes on the screen."""

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

ELLIPSIS = "…"


def shortened(text: str, width: int) -> str:
    """Return TEXT in at most WIDTH cells; what does not fit ends in an ellipsis."""
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return ELLIPSIS[:width]
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """Return TEXT in exactly WIDTH cells, shortened or padded; RIGHT pads on the left."""
    text = shortened(text, width)
    gap = " " * (width - cell_len(text))
    return gap + text if right else text + gap


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield TEXT, one paragraph, in lines of at most WIDTH cells, broken at blanks where there are any."""
    line, used = "", 0
    for word in text.split(" "):
        size = cell_len(word)
        if used and used + 1 + size > width:
            yield line
            line, used = "", 0
        while size > width:
            head = set_cell_size(word, width).rstrip(" ") or word[:1]
            yield head
            word = word[len(head) :]  # noqa: PLW2901  (what is left of a word longer than the line)
            size = cell_len(word)
        line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    yield line
