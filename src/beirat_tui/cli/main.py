"""The way in: `beirat [BOARD]` and `beirat COMMAND`. Imports the module of a command when that is called."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from beirat_tui.cli.boundary import guarded
from beirat_tui.cli.framework import Group, section
from beirat_tui.cli.language import asked_language, speak
from beirat_tui.cli.parameters import Option
from beirat_tui.cli.place import SUFFIX, Place
from beirat_tui.cli.table import COMMANDS, OPEN, SECTIONS, Line
from beirat_tui.paths import is_file
from beirat_tui.wording import N_, _

NAME = "beirat"
_COMPLETION = "_BEIRAT_COMPLETE"


class UnknownCommand(click.UsageError):
    """A first word that is neither command nor file.

    Attributes:
        possibilities: commands that may have been meant.
    """

    def __init__(self, word: str, ctx: click.Context) -> None:
        from difflib import get_close_matches  # noqa: PLC0415  (with a slip of the keyboard only)

        super().__init__(_("No such command: {name}.").format(name=word), ctx)
        self.possibilities = get_close_matches(word, COMMANDS)


class Root(Group):
    """The group of all commands; knows them by name only."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  (the same)
        """The command, imported now."""
        line = COMMANDS.get(cmd_name)
        return None if line is None else load(line)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A first word that is no command but a file opens that file."""
        if args[0] not in COMMANDS and looks_like_a_file(args[0]):
            ctx.ensure_object(Place).board = Path(args[0])
            return "", load(OPEN), args[1:]
        if args[0] not in COMMANDS:
            raise UnknownCommand(args[0], ctx)
        return super().resolve_command(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Placeholders of the usage line."""
        return [_("[BOARD]"), "|", _("COMMAND …")]

    def write_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  (the same)
        """The commands by section, without importing them."""
        for title, lines in SECTIONS.items():
            section(formatter, _(title), [(name, _(line.about)) for name, line in lines.items()])

    def shell_complete(
        self, ctx: click.Context, incomplete: str
    ) -> "list[click.shell_completion.CompletionItem]":
        """Commands and options that begin as what was typed, and files."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415  (for the shell only)

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        found = [(name, line) for name, line in COMMANDS.items() if name.startswith(incomplete)]
        commands = [CompletionItem(name, help=_(line.about)) for name, line in found]
        return commands or [CompletionItem(incomplete, type="file")]


def load(line: Line) -> click.Command:
    """Import the command that LINE names."""
    module, _dot, name = line.place.partition(".")
    found: click.Command = getattr(import_module(f"beirat_tui.cli.commands.{module}"), name)
    return found


def looks_like_a_file(word: str) -> bool:
    """Whether WORD is meant as a board file rather than a command."""
    return word.endswith(SUFFIX) or os.sep in word or "/" in word or is_file(Path(word))


def _version(ctx: click.Context, _param: click.Parameter, value: object) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version  # noqa: PLC0415  (slow, and rarely asked for)

        click.echo(f"{NAME} {version('beirat-tui')}")
        ctx.exit()


def _without_command(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        ctx.invoke(load(OPEN))


def make_root() -> Root:
    """The group of all commands."""
    return Root(
        NAME,
        invoke_without_command=True,
        callback=click.pass_context(_without_command),
        help=N_("Voting, quorum and outcome for advisory boards, from one file that merges."),
        more=[
            N_("Without a command the program starts on the screen, with BOARD or the board used last."),
            N_("A sketch is named by its number or by part of its title, a member by label or name."),
        ],
        examples=["beirat demo", "beirat Digitalisierungsbeirat.beirat", "beirat vote --help"],
        params=[
            Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_version,
                help=N_("show the version"),
            )
        ],
    )


def run(arguments: Sequence[str]) -> int:
    """Do what ARGUMENTS say, in the language that they or the environment ask for; returns the exit code."""
    chosen = asked_language(arguments)
    speak(chosen)
    place = Place(language=chosen)

    def work() -> None:
        with make_root().make_context(NAME, list(arguments), obj=place) as ctx:
            ctx.command.invoke(ctx)

    return guarded(work, place)


def main() -> None:
    """Start as a program."""
    if _COMPLETION in os.environ:
        from click.shell_completion import shell_complete  # noqa: PLC0415  (for the shell only)

        speak(None)
        sys.exit(shell_complete(make_root(), {}, NAME, _COMPLETION, os.environ[_COMPLETION]))
    sys.exit(run(sys.argv[1:]))
