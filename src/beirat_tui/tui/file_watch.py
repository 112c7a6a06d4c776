"""What other programs do to the board file while it is open: put back, told, and copies beside it offered.

Works in the watching threads; only telling happens on the screen. A notice stays to be read in the log.
"""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from beirat_tui.domain.errors import BeiratError
from beirat_tui.tui.jobs import Jobs
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.beside import Beside
    from beirat_tui.services.merging_views import MergeReport
    from beirat_tui.services.session import Session
    from beirat_tui.tui.app import BeiratApp
    from beirat_tui.tui.jobs import Progress
    from beirat_tui.tui.live import Watch

FILE_KEYS = ("file.beside",)
"""Ids of the actions, for the app's ``BINDINGS``."""
FOLDER_LOOK: Final = 2.0
"""Seconds between two looks at the folder of the board file."""
LONG: Final = 20.0
"""Seconds for which a notice stays on the screen."""


class FileWatch(Jobs):
    """Mixin of the app."""

    def __init__(self, *args: Any, **settings: Any) -> None:  # noqa: ANN401  (handed on)
        super().__init__(*args, **settings)
        self.file_notices: list[tuple[datetime, str]] = []
        """What happened to the file since the program started."""
        self._beside: list[Path] = []
        self._told_beside: set[Path] = set()
        self._folder_watch: Watch | None = None
        self._looker: Beside | None = None

    @property
    def _own(self) -> "BeiratApp":
        return cast("BeiratApp", self)

    # --- in the watching threads -----------------------------------------------------------------------

    def watch_folder(self, session: "Session") -> None:
        """Look now, and whenever the folder changes, for copies beside the file."""
        from beirat_tui.services import live_file  # noqa: PLC0415  (not before the first paint)
        from beirat_tui.tui.live import Watch  # noqa: PLC0415  (the same)

        self._own.run_worker(
            partial(self._look_beside, session), thread=True, group="beside", exit_on_error=False
        )
        self._folder_watch = Watch(
            lambda: live_file.folder_mark(session), lambda: self._look_beside(session), FOLDER_LOOK
        )
        self._folder_watch.start()

    def end_folder_watch(self) -> None:
        """Stop looking."""
        if self._folder_watch is not None:
            self._folder_watch.end()

    def keep_file(self, session: "Session") -> None:
        """The file changed: put it back if it is gone, and tell what happened to it."""
        from beirat_tui.services import live_file  # noqa: PLC0415  (not before the first paint)

        try:
            live_file.keep_in_place(session)
            session.refresh()
        except BeiratError as error:
            from beirat_tui.wording.errors import explain  # noqa: PLC0415  (errors are rare)

            text = explain(error)
            self._own.call_later(self._tell_notice, f"{text.happened} {text.do}")
        self.tell_notices(session)

    def tell_notices(self, session: "Session") -> None:
        """Tell what other programs did to the file; from any thread."""
        from beirat_tui.services import live_file  # noqa: PLC0415  (not before the first paint)

        for notice in live_file.notices(session):
            from beirat_tui.wording.live_file import happened  # noqa: PLC0415  (hardly ever)

            self._own.call_later(self._tell_notice, happened(notice.what, notice.records, notice.path))

    def last_notices(self, session: "Session") -> None:
        """Keep for the farewell what happened to the file in the end: the screens are gone then."""
        from beirat_tui.services import live_file  # noqa: PLC0415  (not before the first paint)

        for notice in live_file.notices(session):
            from beirat_tui.wording.live_file import happened  # noqa: PLC0415  (hardly ever)

            text = happened(notice.what, notice.records, notice.path)
            self._own.farewell = f"{self._own.farewell}\n{text}".strip()

    def _look_beside(self, session: "Session") -> None:
        from beirat_tui.services.beside import Beside  # noqa: PLC0415  (not before the first paint)

        if self._looker is None:
            self._looker = Beside()
        try:
            found = self._looker.news(session)
        except (BeiratError, OSError):
            return
        self._own.call_later(self._show_beside, found)

    # --- on the screen ---------------------------------------------------------------------------------

    def _tell_notice(self, text: str) -> None:
        self.file_notices.append((self._own.now(), text))
        self._own.notify(text, timeout=LONG, markup=False)
        self._own.board_changed.publish(None)

    def _show_beside(self, found: list[Path]) -> None:
        changed, self._beside = found != self._beside, found
        new = [each for each in found if each not in self._told_beside]
        if new:
            from beirat_tui.wording.live_file import beside  # noqa: PLC0415  (hardly ever)

            self._told_beside.update(new)
            text, key = beside([each.name for each in new]), _("{key} takes it in.").format(key="F")
            self._own.notify(f"{text} {key}", timeout=LONG, markup=False)
        if changed:
            for screen in self._own.screen_stack:
                screen.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take in copies only where there are some."""
        if action == "take_beside":
            return bool(self._beside)
        checked: bool | None = cast("Any", super()).check_action(action, parameters)
        return checked

    def action_take_beside(self) -> None:
        """Take in the copies that lie beside the file."""
        from beirat_tui.tui.dialogs.sentence import SentenceDialog  # noqa: PLC0415  (on demand)
        from beirat_tui.wording.live_file import beside  # noqa: PLC0415  (the same)

        found = list(self._beside)

        advice = _(
            "Programs that keep folders in step lay such copies where two people wrote at the same time. "
            "What they hold is added here; the files themselves stay as they are, and can be deleted "
            "afterwards."
        )
        names, said = beside([each.name for each in found]), _("I take it in.")
        dialog = SentenceDialog(_("Take in a copy"), advice, f"{names} {said}", _("take it in"))
        self.ask_whether(dialog, lambda: self._take(found))

    def _take(self, paths: list[Path]) -> None:
        def job(session: "Session", progress: "Progress") -> "MergeReport":
            from beirat_tui.services import merging  # noqa: PLC0415  (in the thread)

            report = merging.merge(session, paths, progress)
            if self._looker is not None:
                self._looker.settle([each.path for each in report.files if each.error is None])
            self._look_beside(session)
            return report

        def then(report: "MergeReport") -> None:
            from beirat_tui.tui.screens.sheet import SheetScreen  # noqa: PLC0415  (on demand)
            from beirat_tui.tui.sheets.sync import merge_sheet  # noqa: PLC0415  (the same)

            sheet = SheetScreen(_("What was taken in"), lambda width: merge_sheet(report, width))
            self._own.push_screen(sheet)

        self.long(_("Taking in"), job, then)
