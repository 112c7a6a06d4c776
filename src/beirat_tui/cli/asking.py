"""Questions to the person at the terminal, on the error stream, so that answers can be piped on."""

import codecs
import sys
from pathlib import Path
from typing import NoReturn

import click

from beirat_tui.cli.output import note
from beirat_tui.domain.errors import InputError
from beirat_tui.wording import _

_YES = {"y", "yes", "j", "ja"}


def confirmed(question: str) -> bool:
    """Whether the person says yes to QUESTION; anything but a clear yes is a no.

    Raises:
        UsageError: nobody can be asked, because there is no terminal.
    """
    if not sys.stdin.isatty():
        _refuse(_("Without a terminal nobody can be asked: add --yes."))
    hint = _("Type “yes” to confirm, anything else to leave it.")
    answer: str = click.prompt(
        f"{question}\n{hint}", default="", show_default=False, prompt_suffix=" ", err=True
    )
    return answer.strip().casefold() in _YES


def passphrase(file: Path | None, *, new: bool = False) -> str:
    """A passphrase: the first line of FILE, or asked for; a NEW one is asked for twice.

    Raises:
        InputError: ``cli.no-passphrase``, the file cannot be read or is empty.
        UsageError: nobody can be asked, because there is no terminal.
    """
    if file is not None:
        return _first_line(file, "cli.no-passphrase")
    if not sys.stdin.isatty():
        _refuse(_("Without a terminal nobody can be asked: add --passphrase-file."))
    asked: str = click.prompt(
        _("Passphrase of the root key"), hide_input=True, confirmation_prompt=new, err=True
    )
    return asked


def password_of(place: str, file: Path | None) -> str:
    """The password of PLACE: the first line of FILE, or asked for; empty where somebody just presses Enter.

    Raises:
        InputError: ``cli.no-password``, the file cannot be read or is empty.
        UsageError: nobody can be asked, because there is no terminal.
    """
    if file is not None:
        return _first_line(file, "cli.no-password")
    if not sys.stdin.isatty():
        _refuse(_("Without a terminal nobody can be asked: add --password-file."))
    asked: str = click.prompt(
        _("Password for {place}").format(place=place),
        hide_input=True,
        default="",
        show_default=False,
        err=True,
    )
    return asked


def _first_line(file: Path, code: str) -> str:
    """The first line of FILE, which must hold something; CODE tells that it does not."""
    try:
        found = file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError):
        found = ""
    if not found:
        raise InputError(code, path=str(file))
    return found


def _refuse(message: str) -> NoReturn:
    raise click.UsageError(message, click.get_current_context())


def long_text(given: str | None, file: Path | None) -> str:
    """A text GIVEN on the line, or from FILE (``-`` for the standard input).

    Raises:
        UsageError: neither was given.
        InputError: ``cli.cannot-read``, the file is no readable text.
    """
    if file is not None:
        return read_text(file)
    if given is None:
        _refuse(_("Say the text, or name a file with --file."))
    return given


def read_text(file: Path) -> str:
    """The text in FILE (``-`` for the standard input).

    Raises:
        InputError: ``cli.cannot-read``, ``cli.not-utf-8`` with the line of the first letter in another code.
    """
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError:
        raise InputError("cli.cannot-read", path=str(file)) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in raw:
            raise InputError("cli.cannot-read", path=str(file)) from None
        line = raw[: error.start].count(b"\n") + 1
        raise InputError("cli.not-utf-8", path=str(file), line=line) from None


def read_mail(file: Path | None) -> str:
    """The text in FILE, in whatever letters it was saved (None, or ``-``: the standard input).

    What cannot be read as a letter is replaced: what this program looks for in a mail is plain ASCII.

    Raises:
        InputError: ``cli.cannot-read``.
    """
    if file is None or str(file) == "-":
        if sys.stdin.isatty():
            note(_("Paste the text now, then press Enter and Ctrl+D."))
        raw = sys.stdin.buffer.read()
    else:
        try:
            raw = file.read_bytes()
        except OSError:
            raise InputError("cli.cannot-read", path=str(file)) from None
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return raw.decode("utf-16" if wide else "utf-8", "replace")


def show_words(words: list[str]) -> None:
    """Print WORDS, six a line."""
    for first in range(0, len(words), 6):
        note("  " + " ".join(words[first : first + 6]))
