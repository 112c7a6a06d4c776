"""Values on the command line that are said in words: choices in both languages, days, times, amounts."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from beirat_tui.wording import _, language

if TYPE_CHECKING:
    _Word = click.ParamType[str]
    _Day = click.ParamType[dt.date]
    _Cents = click.ParamType[int]
else:  # older releases of click know no type of a type
    _Word = _Day = _Cents = click.ParamType
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class Words(_Word):
    """One of a few words; each value has an English name and may have a German one.

    Args:
        values: value → its names; the first is English, the second, if any, German. All are understood in
            either language, upper and lower case alike.
    """

    name = "word"

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        self.values = values

    def names(self) -> list[str]:
        """The names in the language in use."""
        place = 1 if language() == "de" else 0
        return [names[min(place, len(names) - 1)] for names in self.values.values()]

    def shown(self) -> str:
        """All names, as they stand in the help."""
        return "|".join(self.names())

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401
        """The value that the word names; click reports a word that names none."""
        wanted = str(value).casefold()
        for meant, names in self.values.items():
            if wanted == meant.casefold() or wanted in {name.casefold() for name in names}:
                return meant
        message = _("“{word}” is none of {words}.").format(word=value, words=", ".join(self.names()))
        raise click.BadParameter(message, ctx, param)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002  (click's signature)
        param: click.Parameter,  # noqa: ARG002  (click's signature)
        incomplete: str,
    ) -> "list[click.shell_completion.CompletionItem]":
        """The names that begin as what was typed."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415  (for the shell only)

        return [CompletionItem(name) for name in self.names() if name.startswith(incomplete)]


class Day(_Day):
    """A day: ``2026-03-16`` or ``16.03.2026``."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:  # noqa: ANN401
        """The day."""
        if isinstance(value, dt.date):
            return value
        german = _GERMAN_DAY.fullmatch(str(value))
        try:
            if german:
                day, month, year = (int(part) for part in german.groups())
                return dt.date(year, month, day)
            return dt.date.fromisoformat(str(value))
        except ValueError:
            message = _("“{word}” is no day; write 2026-03-16 or 16.03.2026.").format(word=value)
            raise click.BadParameter(message, ctx, param) from None


class Clock(_Word):
    """A local time: ``9:30``, returned as ``09:30``."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401
        """The time with two digits each."""
        found = _CLOCK.fullmatch(str(value))
        if found is None:
            message = _("“{word}” is no time; write 14:05.").format(word=value)
            raise click.BadParameter(message, ctx, param)
        return f"{int(found[1]):02}:{found[2]}"


class Euro(_Cents):
    """An amount in euros, returned in cents; one that is none is refused as in a file."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401, ARG002
        """Cents.

        Raises:
            InputError: ``money.*``.
        """
        from beirat_tui.domain.money import parse_euro  # noqa: PLC0415  (with its first use)

        return parse_euro(str(value))


DAY, CLOCK, EURO = Day(), Clock(), Euro()
CHOICE = Words({"yes": ("yes", "ja"), "no": ("no", "nein"), "abstain": ("abstain", "enthaltung")})
MOTION = Words(
    {
        "recommend": ("recommend", "empfehlen"),
        "recommend_with_conditions": ("recommend-with-conditions", "empfehlen-mit-auflagen"),
        "do_not_recommend": ("do-not-recommend", "nicht-empfehlen"),
        "postpone": ("postpone", "zurückstellen"),
    }
)
SEAT_ROLE = Words(
    {
        "chair": ("chair", "vorsitz"),
        "deputy_chair": ("deputy-chair", "stv-vorsitz"),
        "member": ("member", "mitglied"),
        "adviser": ("adviser", "beratend"),
        "office": ("office", "geschäftsstelle"),
    }
)
ROLE = Words(
    {
        "chair": ("chair", "vorsitz"),
        "office": ("office", "geschäftsstelle"),
        "member": ("member", "mitglied"),
    }
)
GRANTED = Words(
    {"yes": ("granted", "bewilligt"), "partly": ("partly", "teilweise"), "no": ("refused", "abgelehnt")}
)
