"""Writing an answer into a new file, whole or not at all."""

import os
from pathlib import Path

import click

from beirat_tui.cli.output import note
from beirat_tui.domain.errors import InputError
from beirat_tui.paths import remove
from beirat_tui.wording import _


def write_new(text: str, to: Path | None) -> None:
    """Write TEXT into the new file TO, whole or not at all, or onto the standard output.

    Raises:
        InputError: ``cli.cannot-write``.
    """
    if to is None:
        click.echo(text, nl=False)
        return
    try:
        with to.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise InputError("cli.cannot-write", path=str(to)) from None
    except OSError:
        remove(to)
        raise InputError("cli.cannot-write", path=str(to)) from None
    note(_("Written: {path}").format(path=to))
