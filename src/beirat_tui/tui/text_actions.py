"""Handing over as text and taking texts in, on every screen: by key, and by pasting into the program.

A paste that holds a text of this program is caught before any field sees it, whatever has the focus.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual import events

from beirat_tui.domain.errors import BeiratError
from beirat_tui.tui.jobs import Jobs
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.merging_views import MergeReport
    from beirat_tui.services.session import Session
    from beirat_tui.services.text_views import Copied, Pasted, What, Wish
    from beirat_tui.tui.dialogs.copy_text import Ready
    from beirat_tui.tui.jobs import Progress

TEXT_KEYS = ("text.copy", "text.paste")
"""Ids of the actions, for the app's ``BINDINGS``."""
MARK = "beirat"
"""Stands in every text of this program."""


class TextActions(Jobs):
    """Mixin of the app."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer texts only where there is a board."""
        if action in {"copy_text", "paste_text"}:
            return cast("Any", self.app).session is not None
        checked: bool | None = cast("Any", super()).check_action(action, parameters)
        return checked

    async def on_event(self, event: events.Event) -> None:
        """Take a text of this program that is pasted anywhere, except where one is asked for."""
        pasted = isinstance(event, events.Paste) and not event.is_forwarded
        if pasted and self._take_pasted(cast("events.Paste", event).text):
            return
        await super().on_event(event)

    def _take_pasted(self, text: str) -> bool:
        """Begin to take TEXT in, if that is what it is for; tells whether it is."""
        from beirat_tui.services import text_exchange  # noqa: PLC0415  (with the first paste)

        app = cast("Any", self.app)
        if MARK not in text.casefold() or getattr(app.screen, "takes_texts", False):
            return False
        try:
            found = text_exchange.look(text)
        except BeiratError as error:
            app.show_error(error)
            return True
        if found is None:
            return False
        taker = next((each for each in reversed(app.screen_stack) if hasattr(each, "take_text")), None)
        if taker is not None:
            taker.take_text(text)
        elif app.session is not None:
            self._ask_paste(text, found)
        return True

    # --- taking in -------------------------------------------------------------------------------------

    def action_paste_text(self) -> None:
        """Ask for a text."""
        from beirat_tui.tui.dialogs.paste_text import PasteDialog  # noqa: PLC0415  (on demand)

        self.ask(PasteDialog(), self._paste)

    def _ask_paste(self, text: str, found: "Pasted") -> None:
        from beirat_tui.tui.dialogs.paste_text import sentence  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.dialogs.sentence import SentenceDialog  # noqa: PLC0415  (the same)

        advice = _("You have pasted something from another copy of the board. Every entry is checked.")
        self.ask_whether(
            SentenceDialog(_("Take in a text"), advice, sentence(found), _("take it in")),
            lambda: self._paste(text),
        )

    def _paste(self, text: str) -> None:
        def job(session: "Session", progress: "Progress") -> "MergeReport":
            from beirat_tui.services import text_exchange  # noqa: PLC0415  (in the thread)

            return text_exchange.paste(session, text, progress)

        self.long(_("Taking in"), job, self._pasted)

    def _pasted(self, report: "MergeReport") -> None:
        from beirat_tui.tui.screens.sheet import SheetScreen  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.sheets.sync import merge_sheet  # noqa: PLC0415  (the same)

        if report.heard and not report.changed:
            from beirat_tui.wording.texts import arrived  # noqa: PLC0415  (with receipts only)

            self.app.notify(arrived(), markup=False)
            return
        self.app.push_screen(SheetScreen(_("What was taken in"), lambda width: merge_sheet(report, width)))

    # --- handing over ----------------------------------------------------------------------------------

    def action_copy_text(self) -> None:
        """Ask what is to be handed over, and to whom."""

        def job(session: "Session") -> "tuple[What, list[tuple[str, str]]]":
            from beirat_tui.services import text_exchange  # noqa: PLC0415  (in the thread)

            return text_exchange.usual(session), text_exchange.recipients(session)

        self.read("copy", job, lambda found: self._ask_copy(*found))

    def _ask_copy(self, usual: "What", members: list[tuple[str, str]]) -> None:
        from beirat_tui.tui.dialogs.copy_text import CopyDialog  # noqa: PLC0415  (on demand)

        self.ask(CopyDialog(usual, members), self._copy)

    def _copy(self, wish: "Wish") -> None:
        def job(session: "Session") -> "Copied":
            from beirat_tui.services import text_exchange  # noqa: PLC0415  (in the thread)

            return text_exchange.copy(session, wish)

        self.write(job, self._copied)

    def _copied(self, copied: "Copied") -> None:
        from beirat_tui.tui.dialogs.copy_text import ReadyDialog  # noqa: PLC0415  (on demand)

        self.ask(ReadyDialog(copied, Path.home()), lambda ready: self._finish(copied, ready))

    def _finish(self, copied: "Copied", ready: "Ready") -> None:
        def job(session: "Session") -> None:
            from beirat_tui.services import text_exchange  # noqa: PLC0415  (in the thread)

            if ready.path is not None:
                text_exchange.save(copied, ready.path)
            if ready.sent:
                text_exchange.sent(session, copied)

        def then(_nothing: None) -> None:
            told = []
            if ready.path is not None:
                told.append(_("Written: {path}").format(path=ready.path))
            if ready.sent and copied.through is not None:
                told.append(_("Your entries count as handed over."))
            if told:
                self.app.notify("\n".join(told), markup=False)
            cast("Any", self.app).board_changed.publish(None)

        if ready.path is not None or ready.sent:
            self.write(job, then)
