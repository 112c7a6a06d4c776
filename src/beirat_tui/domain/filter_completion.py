"""What the piece of a filter before the cursor may become.

Offers the keys of one language and the values that occur on the board at hand.
"""

from dataclasses import dataclass

from beirat_tui.domain.filter import KEY, QUOTES, tokens_of
from beirat_tui.domain.filter_words import CONFLICT, KEYS, STATUS, VOTE, Key, meaning
from beirat_tui.domain.text import fold


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What completion offers: `language` chooses the keys, the rest are values that occur on this board."""

    language: str
    topics: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


def completions(text: str, cursor: int, vocabulary: Vocabulary) -> list[str]:
    """Return what the piece of TEXT before CURSOR may become: whole pieces to put in its place.

    `complete` puts one in. Without a key these are keys, else the values that the key takes.
    """
    piece = text[_piece_start(text, cursor) : cursor]
    minus, rest = ("-", piece[1:]) if piece.startswith("-") else ("", piece)
    found = KEY.match(rest)
    if not found:
        return [
            f"{minus}{word}:"
            for word in _beginning(rest, [key.text(vocabulary.language) for key in KEYS.values()])
        ]
    key = meaning(found[1], KEYS)
    values = _values(key, vocabulary) if key else ()
    begun = rest[found.end() :].strip("".join(QUOTES))
    return [f"{minus}{found[0]}{_quoted(value)}" for value in _beginning(begun, values)]


def complete(text: str, cursor: int, completion: str) -> tuple[str, int]:
    """Return TEXT with the piece before CURSOR replaced by COMPLETION, and where the cursor then stands."""
    start = _piece_start(text, cursor)
    end = next((token.end for token in tokens_of(text) if token.start == start < cursor), cursor)
    done = completion if completion.endswith(":") else f"{completion} "
    return text[:start] + done + text[end:].lstrip(), start + len(done)


def _piece_start(text: str, cursor: int) -> int:
    """Where the piece begins that the cursor stands in or behind."""
    tokens = tokens_of(text[:cursor])
    if tokens and tokens[-1].end == cursor and not (tokens[-1].quoted and tokens[-1].closed):
        return tokens[-1].start
    return cursor


def _values(key: Key, vocabulary: Vocabulary) -> tuple[str, ...]:
    if key == "topic":
        return vocabulary.topics
    if key == "applicant":
        return vocabulary.applicants
    if key == "received":
        return vocabulary.periods
    if key == "amount":
        return (">100000", "<100000", "100000..200000")
    spellings = {"status": STATUS, "vote": VOTE, "conflict": CONFLICT}[key]
    return tuple(spelling.text(vocabulary.language) for spelling in spellings.values())


def _beginning(begun: str, words: list[str] | tuple[str, ...]) -> list[str]:
    return [word for word in words if fold(word).startswith(fold(begun))]


def _quoted(value: str) -> str:
    return f'"{value}"' if any(letter.isspace() for letter in value) else value
