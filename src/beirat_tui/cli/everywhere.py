"""The options that every command has, at any place on its line."""

from pathlib import Path

import click

from beirat_tui.cli.parameters import Option
from beirat_tui.cli.place import Place
from beirat_tui.cli.words import Words
from beirat_tui.wording import N_
from beirat_tui.wording.catalogue import LANGUAGES


def _remember(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Keep the value; of several on one line the last one counts."""
    place = ctx.ensure_object(Place)
    if value is not None and value is not False:
        setattr(place, param.name or "", value)


def everywhere() -> list[click.Parameter]:
    """The options that every command has, the help excepted."""
    return [
        Option(
            ["--board"],
            type=click.Path(readable=False, path_type=Path),
            metavar=N_("FILE"),
            expose_value=False,
            callback=_remember,
            help=N_("the board file; otherwise BEIRAT_BOARD, otherwise the one used last"),
        ),
        Option(
            ["--home"],
            type=click.Path(readable=False, path_type=Path),
            metavar=N_("FOLDER"),
            expose_value=False,
            callback=_remember,
            help=N_("the folder with your keys, notes and settings; otherwise BEIRAT_HOME"),
        ),
        Option(
            ["--lang", "language"],
            type=Words({name: (name,) for name in LANGUAGES}),
            expose_value=False,
            callback=_remember,
            help=N_("the language; otherwise that of the system"),
        ),
        Option(
            ["--debug"],
            is_flag=True,
            expose_value=False,
            callback=_remember,
            help=N_("after an unexpected error show where it came from"),
        ),
    ]


def help_option() -> click.Option:
    """``--help``."""

    def show(ctx: click.Context, _param: click.Parameter, value: object) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), color=ctx.color)
            ctx.exit()

    return Option(
        ["--help"], is_flag=True, is_eager=True, expose_value=False, callback=show, help=N_("show this help")
    )


def json_option() -> click.Option:
    """``--json``; eager, so that an error in another option is told in JSON too."""
    return Option(
        ["--json"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_remember,
        help=N_("answer in JSON, for programs"),
    )
