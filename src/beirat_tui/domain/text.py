"""Text from outside, made harmless once at the boundary, and folded for the search.

Files, pasted text and other people's records can hold characters that move the cursor, reverse the reading
direction or are simply not there for the eye. `clean` and `clean_line` turn each into something visible, so
that no screen, command or document has to think of it again. They leave markup alone: ``[bold]`` is text.
"""

import re
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
LINE_LIMIT = 300
"""Characters of a single-line field, unless the caller says otherwise."""
MARKS_IN_A_ROW = 4
"""Combining marks kept on one letter; no living orthography needs more."""

# Only another look of the same character: the hint where a word may break, text or picture style.
_HINTS = re.compile("[\u00ad\ufe0e\ufe0f]")
_LINE_ENDS = re.compile("\r\n?|[\v\f\u0085\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# C1 controls, lone surrogates, private use, the Default_Ignorable_Code_Points of Unicode 16 (bidi controls,
# zero-width and tag characters, fillers, variation selectors), annotation marks, the empty Braille cell
# and the noncharacters.
_UNSEEN = re.compile(
    "[\x80-\x84\x86-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(chr(plane << 16 | low) for plane in range(1, 15) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_MARKS_WITHOUT_LETTER = re.compile(f"(^|[\n\t ])(?={_MARK})")
_TOO_MANY_MARKS = re.compile(f"({_MARK}{{{MARKS_IN_A_ROW}}}){_MARK}+")
_BLANKS = re.compile(r"\s+")
# What `clean` changes or has to look at in its place; all of it is told by single characters.
_NOTABLE = re.compile(
    f"{_HINTS.pattern}|[\r\v\f\u0085\u2028\u2029]|{_CONTROLS.pattern}|{_UNSEEN.pattern}|{_MARK}"
)
_DOTTED_CIRCLE = "\N{DOTTED CIRCLE}"

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe"})
# Letters that Unicode does not take apart into a base letter and a mark.
_BARE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def _control_picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else chr(0x2400 + code)  # noqa: PLR2004 (ASCII's DEL)


def clean(text: str) -> str:
    """Return TEXT in NFC with everything invisible or dangerous made visible; lines and tabs stay.

    C0 controls become their pictures (``ESC`` is ``␛``, U+0000 is ``␀``); C1 controls, bidi controls,
    zero-width, tag and private-use characters, lone surrogates and noncharacters become ``�``. All line
    ends become line feeds. Soft hyphens and the two emoji style selectors vanish. More than four combining
    marks on one letter are cut with ``�``, and marks without a letter get ``◌``. Applying it twice changes
    nothing more.
    """
    if text.isascii() and text.isprintable():
        return text
    if _NOTABLE.search("".join(set(text))) is None:
        # Nearly every text; a hundred pages hold few different characters.
        return unicodedata.normalize("NFC", text)
    text = _LINE_ENDS.sub("\n", _HINTS.sub("", text))
    text = _CONTROLS.sub(_control_picture, text)
    text = unicodedata.normalize("NFC", _UNSEEN.sub(REPLACEMENT, text))
    text = _TOO_MANY_MARKS.sub(rf"\1{REPLACEMENT}", text)
    return _MARKS_WITHOUT_LETTER.sub(rf"\1{_DOTTED_CIRCLE}", text)


def shorten(text: str, limit: int) -> str:
    """Return TEXT, or its first LIMIT - 1 characters and ``…`` where it is longer than LIMIT."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


def clean_line(text: str, limit: int = LINE_LIMIT) -> str:
    """Return TEXT as one clean line of at most LIMIT characters, blanks of any kind collapsed.

    A longer text ends in ``…``, so that a reader sees that something is missing.
    """
    return shorten(_BLANKS.sub(" ", clean(text)).strip(), limit)


def fold(text: str) -> str:
    """Return TEXT as the search compares it: lower case, ``ä`` as ``ae``, ``ß`` as ``ss``, no other marks.

    A full-text index has two columns, ``fold(text)`` and ``fold_bare(text)``, and is asked for
    ``fold(question)``: a text with *Bär* is found by *bär*, *baer* (first column) and *bar* (second one),
    in phrases and by prefixes too.
    """
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    return fold_bare(lowered.translate(_UMLAUTS))


def fold_bare(text: str) -> str:
    """Return TEXT in lower case without any marks: ``ä`` as ``a``, ``č`` as ``c``, ``ß`` as ``ss``."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    # A text has few different letters: to look at each of them once is ten times faster than at every place.
    for letter in set(parts):
        if unicodedata.combining(letter):
            parts = parts.replace(letter, "")
    return parts.translate(_BARE)
