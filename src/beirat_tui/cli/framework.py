"""click in two languages: commands and groups whose texts are translated when they are shown.

Texts are given in English, marked with ``N_``: nothing is translated when a module is imported.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from beirat_tui.cli.everywhere import everywhere, help_option, json_option
from beirat_tui.cli.parameters import Argument, Option, metavar
from beirat_tui.wording import _

Function = TypeVar("Function", bound=Callable[..., Any])


class Command(click.Command):
    """One command.

    Attributes:
        more: further paragraphs of the help, messages.
        examples: lines that show how it is called.
        answer: names of the schemas of what ``--json`` prints; None for a command without that option.
    """

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  (handed on to click)
        more: Sequence[str] = (),
        examples: Sequence[str] = (),
        answer: str | None = None,
        **settings: Any,  # noqa: ANN401  (handed on to click)
    ) -> None:
        super().__init__(*args, **settings)
        self.more = more
        self.examples = examples
        self.answer = answer

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:  # noqa: ARG002  (click's signature)
        """The command's own parameters, then those that every command has."""
        return [*self._own_params(), *everywhere(), help_option()]

    def _own_params(self) -> list[click.Parameter]:
        return [*self.params, *([json_option()] if self.answer else [])]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:  # noqa: ARG002  (click's signature)
        """The option of the help, which `get_params` lists already."""
        return help_option()

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Placeholders of the usage line."""
        arguments = [piece for param in self.params for piece in param.get_usage_pieces(ctx)]
        return [*arguments, _("[OPTIONS]")]

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002  (click's signature)
        """The description in one line."""
        return _(self.help) if self.help else ""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, description, arguments, options, commands, examples."""
        self.format_usage(ctx, formatter)
        for text in (self.help, *self.more):
            if text:
                formatter.write_paragraph()
                formatter.write_text(_(text))
        explained = [one for one in self.params if isinstance(one, Argument) and one.about]
        section(formatter, _("Arguments"), [(metavar(one), _(one.about)) for one in explained])
        options = [one for one in self._own_params() if not isinstance(one, Argument)]
        section(formatter, _("Options"), _records(ctx, options))
        self.write_commands(ctx, formatter)
        section(formatter, _("Options of every command"), _records(ctx, [*everywhere(), help_option()]))
        if self.examples:
            with formatter.section(_("Examples")):
                for example in self.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{example}\n")

    def write_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """A group lists its commands here."""


class Group(Command, click.Group):
    """Commands that share a word."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Placeholders of the usage line."""
        return [_("COMMAND …")]

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """The names in the order in which they were added."""
        return list(self.commands)

    def write_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with a line each."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        lines = [(name, one.get_short_help_str()) for name, one in found if one is not None]
        section(formatter, _("Commands"), lines)


def section(formatter: click.HelpFormatter, title: str, lines: Sequence[tuple[str, str]]) -> None:
    """Write TITLE and LINES in two columns, if there are any lines."""
    if lines:
        with formatter.section(title):
            formatter.write_dl(lines)


def _records(ctx: click.Context, params: Sequence[click.Parameter]) -> list[tuple[str, str]]:
    return [record for one in params if (record := one.get_help_record(ctx)) is not None]


def command(
    name: str,
    about: str,
    *,
    more: Sequence[str] = (),
    examples: Sequence[str] = (),
    answer: str | None = None,
    group: Group | None = None,
) -> Callable[[Callable[..., Any]], Command]:
    """Make a command NAME of a function that takes the `Place` first.

    Args:
        name: the word on the command line.
        about: one line on what it does, a message.
        more: further paragraphs of its help, messages.
        examples: lines that show how it is called.
        answer: names of the schemas of what ``--json`` prints; None for a command without that option.
        group: the group that it belongs to.
    """

    def decorate(function: Callable[..., Any]) -> Command:
        made = Command(
            name,
            callback=click.pass_obj(function),
            params=list(reversed(getattr(function, "__click_params__", []))),
            help=about,
            more=more,
            examples=examples,
            answer=answer,
        )
        if group is not None:
            group.add_command(made)
        return made

    return decorate


def option(*names: str, **settings: Any) -> Callable[[Function], Function]:  # noqa: ANN401  (handed on to click)
    """Give the function an option."""
    return click.option(*names, cls=Option, **settings)


def argument(name: str, about: str = "", **settings: Any) -> Callable[[Function], Function]:  # noqa: ANN401
    """Give the function an argument; ABOUT is one line on it, a message."""
    return click.argument(name, cls=Argument, about=about, **settings)
