"""What the code says and what the catalogues translate, compared. As a command: what is still missing.

    python tests/catalogues.py missing

prints a catalogue entry for every message without German, with the places that use it, ready to be filled in.
"""

import re
import string
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import denormalize, normalize, read_po

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "beirat_tui"
GERMAN = SOURCE / "wording" / "locale" / "de" / "LC_MESSAGES"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One message as the code says it."""

    text: str
    plural: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a catalogue: the forms are those of the plural, or one."""

    message: Message
    forms: tuple[str, ...]
    fuzzy: bool
    area: str


@cache
def said() -> dict[Message, list[str]]:
    """Every message of the code with the places (file:line) that use it."""
    found: dict[Message, list[str]] = {}
    for file, line, parts, _comments, context in extract_from_dir(
        SOURCE, method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        singular, plural = parts if isinstance(parts, tuple) else (parts, "")
        place = f"src/beirat_tui/{Path(file).as_posix()}:{line}"
        found.setdefault(Message(singular, plural, context or ""), []).append(place)
    return found


@cache
def entries() -> tuple[Entry, ...]:
    """Every German entry of every area, the headers left out."""
    found = []
    for path in sorted(GERMAN.glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale="de", abort_invalid=True)
        for item in catalogue:
            if not item.id:
                continue
            singular, plural = item.id if isinstance(item.id, list | tuple) else (item.id, "")
            forms = tuple(item.string) if isinstance(item.string, list | tuple) else (item.string or "",)
            found.append(Entry(Message(singular, plural, item.context or ""), forms, item.fuzzy, path.stem))
    return tuple(found)


def repeated_in_one_file() -> list[str]:
    """Messages that one catalogue translates twice, as ``area: message``; reading it keeps one silently."""
    found = []
    for path in sorted(GERMAN.glob("*.po")):
        seen = set()
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            match = re.search(
                r'^(?:msgctxt ((?:"[^\n]*"\n)+))?msgid ((?:"[^\n]*"\n)+)', block + "\n", re.MULTILINE
            )
            if match is None:
                continue
            key = tuple(denormalize(part or '""') for part in match.groups())
            if key in seen:
                found.append(f"{path.stem}: {key[1]}")
            seen.add(key)
    return found


def placeholders(text: str) -> set[str]:
    """The names that TEXT leaves to be filled in; ``<broken>`` where `str.format` cannot read it."""
    try:
        return {
            name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None
        }
    except ValueError:
        return {"<broken>"}


def missing() -> list[Message]:
    """Messages of the code that no area translates, in the order of their first use."""
    translated = {entry.message for entry in entries() if all(entry.forms)}
    return sorted((one for one in said() if one not in translated), key=lambda one: said()[one][0])


def as_entry(message: Message) -> str:
    """MESSAGE as an entry of a catalogue with the German left empty."""
    lines = [f"#: {place}" for place in said()[message]]
    if message.context:
        lines.append(f"msgctxt {normalize(message.context)}")
    lines.append(f"msgid {normalize(message.text)}")
    if message.plural:
        lines += [f"msgid_plural {normalize(message.plural)}", 'msgstr[0] ""', 'msgstr[1] ""']
    else:
        lines.append('msgstr ""')
    return "\n".join(lines)


def main() -> None:
    """Print what is missing."""
    if sys.argv[1:] != ["missing"]:
        sys.exit("usage: python tests/catalogues.py missing")
    lacking = missing()
    print("\n\n".join(as_entry(message) for message in lacking))
    print(f"{len(lacking)} of {len(said())} messages lack German.", file=sys.stderr)


if __name__ == "__main__":
    main()
