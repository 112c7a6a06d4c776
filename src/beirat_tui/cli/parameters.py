"""Options and arguments whose texts are English messages, translated when they are shown."""

from typing import Any

import click

from beirat_tui.cli.words import Words
from beirat_tui.wording import _


class Option(click.Option):
    """An option; help and metavar are messages."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Names and translated help."""
        record = super().get_help_record(ctx)
        return None if record is None else (record[0], _(self.help) if self.help else "")

    def make_metavar(self, ctx: click.Context | None = None) -> str:  # noqa: ARG002  (click's signature)
        """What stands for the value."""
        return metavar(self)


class Argument(click.Argument):
    """An argument.

    Attributes:
        about: one line on it, a message.
    """

    def __init__(self, *args: Any, about: str = "", **settings: Any) -> None:  # noqa: ANN401  (as click's)
        super().__init__(*args, **settings)
        self.about = about

    def make_metavar(self, ctx: click.Context | None = None) -> str:  # noqa: ARG002  (click's signature)
        """What stands for the value; in brackets where it may be missing."""
        text = metavar(self) if self.required else f"[{metavar(self)}]"
        return text if self.nargs == 1 else f"{text} …"

    def get_error_hint(self, ctx: click.Context | None) -> str:  # noqa: ARG002  (click's signature)
        """How an error names this argument."""
        return f"'{metavar(self)}'"


def metavar(param: click.Parameter) -> str:
    """What stands for the value of PARAM in the language in use."""
    if param.metavar is None and isinstance(param.type, Words):
        return param.type.shown()
    return _(param.metavar) if param.metavar else (param.name or "").upper()
