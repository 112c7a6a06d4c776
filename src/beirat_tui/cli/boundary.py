"""Where every error of a command ends: told on the error stream in the user's language, and an exit code.

0 is done, 1 refused or found wrong, 2 called wrongly. Besides, as usual: 130 after Ctrl-C, 141 when whoever
read the output went away.
"""

import os
import sys
from collections.abc import Callable

import click

from beirat_tui.cli.place import Place
from beirat_tui.domain.errors import BeiratError
from beirat_tui.domain.text import clean
from beirat_tui.wording import _

DONE, REFUSED, USAGE, INTERRUPTED, NO_READER = 0, 1, 2, 130, 141


class FoundWrong(Exception):  # noqa: N818  (an answer that was given, not a malfunction)
    """The command did its work, told what it found, and found something wrong."""


def guarded(work: Callable[[], object], place: Place) -> int:
    """Do WORK; returns the exit code."""
    _forgive_missing_letters()
    try:
        return _told(work, place)
    except BrokenPipeError:
        # Python would complain once more when it flushes the stream at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO_READER


def _told(work: Callable[[], object], place: Place) -> int:
    try:
        work()
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except BrokenPipeError:
        raise
    except click.UsageError as error:
        tell_usage(error)
        return USAGE
    except (click.Abort, KeyboardInterrupt, EOFError):
        click.echo(_("Stopped. Nothing was changed by this command."), err=True)
        return INTERRUPTED
    except FoundWrong:
        return REFUSED
    except Exception as error:  # noqa: BLE001  (the boundary: no report of Python's reaches a user)
        _refuse(error, place)
        return REFUSED
    return DONE


def _refuse(error: Exception, place: Place) -> None:
    """Tell what went wrong; with ``--debug`` where, too."""
    if not isinstance(error, BeiratError):
        unexpected = BeiratError("cli.unexpected", kind=type(error).__name__, text=str(error))
        tell(unexpected, place)
    else:
        tell(error, place)
    if place.debug:
        import traceback  # noqa: PLC0415  (with --debug only)

        traceback.print_exception(error, file=sys.stderr)


def tell(error: BeiratError, place: Place) -> None:
    """Say what happened, what stayed unchanged, and what to do; in JSON where the answer was to be that."""
    from beirat_tui.wording.errors import explain  # noqa: PLC0415  (sentences are read with the first error)

    text = explain(error)
    if place.json:
        from beirat_tui.cli.answers.base import written  # noqa: PLC0415  (msgspec comes with it)
        from beirat_tui.cli.answers.error import ErrorAnswer  # noqa: PLC0415  (the same)

        told = ErrorAnswer(
            code=error.code,
            params=dict(error.params),
            happened=text.happened,
            unchanged=text.unchanged,
            do=text.do,
        )
        click.echo(written(told), err=True)
        return
    for sentence in (text.happened, text.unchanged, text.do):
        click.echo(sentence, err=True)


def tell_usage(error: click.UsageError) -> None:
    """Show how the command is called and what was wrong."""
    if error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
        command = error.ctx.command_path
        click.echo(_("Try '{command} {option}' for help.").format(command=command, option="--help"), err=True)
        click.echo(err=True)
    possible = sorted(getattr(error, "possibilities", None) or [])
    message = error.message if possible else error.format_message()
    if possible:
        message += " " + _("Did you mean {names}?").format(names=", ".join(possible))
    click.echo(_("Error: {message}").format(message=clean(message)), err=True)


def _forgive_missing_letters() -> None:
    """Let a stream that cannot write a letter write ``?``, instead of ending the command over it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and getattr(stream, "errors", None) == "strict":
            reconfigure(errors="replace")
