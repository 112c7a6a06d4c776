"""Where every error of a command ends: told on the error stream in the user's language, and an exit code.

0 is done, 1 refused or found wrong, 2 called wrongly. Besides, as usual: 130 after Ctrl-C, 141 when whoever
read the output went away. The screens end here too, and start without click: it is imported with the first
thing that goes wrong.
"""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from beirat_tui.cli.place import Place
from beirat_tui.domain.errors import BeiratError
from beirat_tui.wording import _

if TYPE_CHECKING:
    import click

DONE, REFUSED, USAGE, INTERRUPTED, NO_READER = 0, 1, 2, 130, 141


class FoundWrong(Exception):  # noqa: N818  (an answer that was given, not a malfunction)
    """The command did its work, told what it found, and found something wrong."""


def guarded(work: Callable[[], int | None], place: Place) -> int:
    """Do WORK; returns the exit code, which is what WORK returns if all went well."""
    _forgive_missing_letters()
    try:
        return _told(work, place)
    except BrokenPipeError:
        # Python would complain once more when it flushes the stream at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO_READER


def _told(work: Callable[[], int | None], place: Place) -> int:
    try:
        code = work()
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except FoundWrong:
        return REFUSED
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  (the boundary: no report of Python's reaches a user)
        return _ended_by(error, place)
    return code or DONE


def _ended_by(error: BaseException, place: Place) -> int:
    """Tell why the work ended; returns the exit code."""
    import click  # noqa: PLC0415  (see the module)

    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.UsageError):
        tell_usage(error)
        return USAGE
    if isinstance(error, click.Abort | KeyboardInterrupt | EOFError):
        click.echo(_("Stopped. Nothing was changed by this command."), err=True)
        return INTERRUPTED
    _refuse(error, place)
    return REFUSED


def _refuse(error: BaseException, place: Place) -> None:
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
    import click  # noqa: PLC0415  (see the module)

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


def tell_usage(error: "click.UsageError") -> None:
    """Show how the command is called and what was wrong."""
    import click  # noqa: PLC0415  (see the module)

    from beirat_tui.domain.text import clean  # noqa: PLC0415  (the help needs none of it)

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
