"""The command palette: every action of the screen below it, the views, and the themes, by name."""

from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.binding import ActiveBinding
from textual.command import CommandPalette, DiscoveryHit, Hit, Provider

from beirat_tui.tui.actions import Area, actions, key_name
from beirat_tui.wording import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from beirat_tui.tui.app import BeiratApp

THEME_NAMES = {
    "beirat-dark": N_("Theme: dark"),
    "beirat-light": N_("Theme: light"),
    "beirat-contrast": N_("Theme: high contrast"),
}


_ORDER = (Area.VOTE, Area.READ, Area.OFFICE, Area.VIEWS, Area.PROGRAM, Area.DIALOG, Area.MOVE)


def _order(found: ActiveBinding) -> tuple[int, int]:
    action = actions().get(found.binding.id or "")
    return (_ORDER.index(action.area), action.rank or 99) if action else (len(_ORDER), 0)


class Commands(Provider):
    """Offers what works on the screen below the palette."""

    def _all(self) -> "Iterator[tuple[str, str, Callable[[], Any]]]":
        app = cast("BeiratApp", self.app)
        table = actions()
        seen: set[str] = set()
        for found in sorted(self.screen.active_bindings.values(), key=_order):
            name = found.binding.id or ""
            action = table.get(name)
            if action is None or name in seen or not found.enabled or action.area is Area.MOVE:
                continue
            seen.add(name)
            label = _(action.label)  # German nouns keep their capital wherever they stand
            title = f"{label[:1].upper()}{label[1:]}  ({key_name(found.binding.key)})"
            yield title, _(action.tip), partial(app.run_action, found.binding.action, found.node)
        for theme in app.available_themes:
            title = _(THEME_NAMES[theme]) if theme in THEME_NAMES else _("Theme: {name}").format(name=theme)
            yield (
                title,
                _("Colours of the program, kept for the next start."),
                partial(app.choose_theme, theme),
            )

    async def discover(self) -> "AsyncIterator[DiscoveryHit]":
        """Offer everything before a word is typed."""
        for title, tip, run in self._all():
            yield DiscoveryHit(title, run, help=tip)

    async def search(self, query: str) -> "AsyncIterator[Hit]":
        """Offer what fits the words typed, in name or sentence."""
        matcher = self.matcher(query)
        for title, tip, run in self._all():
            score = max(matcher.match(title), matcher.match(tip) / 2)
            if score > 0:
                yield Hit(score, matcher.highlight(title), run, help=tip)


class Palette(CommandPalette):
    """Textual's palette in our colours, without the picture of a lens."""

    DEFAULT_CSS = """
    Palette {
        & SearchIcon { display: none; }
        & > Vertical { background: $surface; width: 84; max-width: 100%; }
        & OptionList { background: $surface; scrollbar-color: $line; scrollbar-background: $surface; }
        & OptionList > .option-list--option-highlighted { background: $bar; color: $bar-text; }
    }
    """


def open_palette(app: "App[Any]") -> None:
    """Open the palette above the current screen."""
    if not CommandPalette.is_open(app):
        app.push_screen(Palette(providers=[Commands], placeholder=_("Search for a command …")))
