"""A text that is no TOML: the line, the key and what is wrong, in the project's own words.

The reader of the standard library says so in English sentences. Those known here become codes with a sentence
of their own; any other is passed on as it stands.
"""

import re
import tomllib
from typing import Any

from beirat_tui.domain.rules.finding import Finding

_HEADER = re.compile(r"\s*\[+\s*([^\]]*?)\s*\]*\s*(?:#.*)?")
_KEY = re.compile(r'\s*([A-Za-z0-9_.-]+|"[^"]*")\s*=')
_CODES = (
    ("Cannot overwrite", "key-twice"),
    ("Cannot mutate", "key-twice"),
    ("Cannot redefine", "key-twice"),
    ("Duplicate", "key-twice"),
    ("Cannot declare", "section-twice"),
    ("Invalid date", "no-such-day"),
    ("Invalid value", "no-value"),
    ("Unterminated string", "no-quote"),
    ("Illegal character '\\n'", "no-quote"),
    ("Illegal character '\\r'", "no-quote"),
    ("Illegal character", "odd-character"),
    ("Found invalid character", "odd-character"),
    ("Expected ']", "no-header"),
    ("Expected '='", "no-statement"),
    ("Expected newline", "no-statement"),
    ("Invalid statement", "no-statement"),
    ("Invalid initial character", "no-statement"),
)


class NoToml(Exception):  # noqa: N818  (it says what the text is)
    """The text is no TOML; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def parse(text: str) -> dict[str, Any]:
    """The data of the TOML TEXT.

    Raises:
        NoToml: TEXT is none, with line and key where they can be told.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NoToml(_finding(str(error), text)) from error
    except RecursionError as error:
        raise NoToml(Finding("error", "rules.too-deep", "", 1)) from error
    except ValueError as error:
        # The one other thing that the reader trips over: a number of thousands of digits.
        raise NoToml(_long_number(text)) from error


def _finding(message: str, text: str) -> Finding:
    """What the TOML reader says, with the line it names (the last one where it says "end of document")."""
    match = re.search(r"\(at line (\d+), column \d+\)", message)
    line = int(match[1]) if match else text.rstrip("\n").count("\n") + 1
    detail = re.sub(r" \(at .*\)$", "", message)
    code = next((code for start, code in _CODES if detail.startswith(start)), "not-toml")
    return Finding("error", f"rules.{code}", _key_at(text, line), line, {"detail": detail})


def _long_number(text: str) -> Finding:
    """The line with the longest run of digits."""
    lines = text.split("\n")
    sizes = [max((len(digits) for digits in re.findall(r"[0-9_]+", line)), default=0) for line in lines]
    line = sizes.index(max(sizes)) + 1
    return Finding("error", "rules.long-number", _key_at(text, line), line)


def _key_at(text: str, line: int) -> str:
    """The dotted key that LINE of TEXT is about, as far as it can be read."""
    section = ""
    for number, words in enumerate(text.split("\n")[:line], start=1):
        header = _HEADER.fullmatch(words) if words.lstrip().startswith("[") else None
        if header is not None:
            section = header[1]
        elif number == line and (key := _KEY.match(words)):
            return f"{section}.{key[1]}" if section else key[1]
    return section
