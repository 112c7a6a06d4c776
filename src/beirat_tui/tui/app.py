"""The program on the screen: views, themes, the one error path, and the board, opened after the first paint.

The first frame is drawn before the board file, the database library and the keys are touched: `open_session`
is called in a thread once it stands. Knows no service of a particular view.
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import App
from textual.binding import BindingType
from textual.reactive import reactive
from textual.screen import Screen
from textual.signal import Signal
from textual.worker import Worker, WorkerState

from beirat_tui.domain.errors import BeiratError
from beirat_tui.tui import theme as themes
from beirat_tui.tui.actions import bindings
from beirat_tui.tui.exchanging import Exchanging
from beirat_tui.tui.file_watch import FILE_KEYS, FileWatch
from beirat_tui.tui.jobs import Cancelled
from beirat_tui.tui.own_clock import OwnClock
from beirat_tui.tui.screens.queue import QueueScreen
from beirat_tui.tui.text_actions import TEXT_KEYS, TextActions
from beirat_tui.tui.views import FIRST_VIEW, VIEWS, make_view
from beirat_tui.tui.widgets.title_line import Heading
from beirat_tui.tui.widgets.window_list import PAGE

if TYPE_CHECKING:
    from beirat_tui.services.glance import Glance
    from beirat_tui.services.person import Person
    from beirat_tui.services.session import Session
    from beirat_tui.tui.dialogs.base import Typed
    from beirat_tui.tui.live import Watch

SLOW = 0.5
"""Seconds after which the title line says that work is under way."""

Settings = Mapping[str, Any]

_ENDED = frozenset({WorkerState.SUCCESS, WorkerState.ERROR, WorkerState.CANCELLED})


def _local_now() -> datetime:
    return datetime.now().astimezone()


def unexpected(error: BaseException) -> BeiratError:
    """Return ERROR, a fault of the program, as something users can be told."""
    return BeiratError("program.unexpected", kind=type(error).__name__, text=str(error))


class BeiratApp(Exchanging, FileWatch, OwnClock, TextActions, App[None]):
    """One board, one person.

    Args:
        open_session: opens the board; called in a thread after the first paint.
        settings: what the person set before: ``theme``, ``keymap``.
        save_settings: keeps changed settings; called in a thread.
        now: the present moment in the local zone.
        first_start: makes the screen that finds a session where no board is known yet.
        debug: show the traceback of a fault of the program.
    """

    TITLE = "beirat"
    CSS_PATH: ClassVar[None] = None
    ENABLE_COMMAND_PALETTE = True
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        name: make_view(name) for name in VIEWS if name != FIRST_VIEW
    }
    CSS = "Toast { background: $panel; }"
    DEFAULT_MODE = FIRST_VIEW
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-broad")]  # noqa: RUF012  (Textual's)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012  (the same)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            "app.help", "app.palette", "app.sync", "app.quit",
            "view.queue", "view.meeting", "view.outcomes", "view.board", "view.sync", "view.log",
            *TEXT_KEYS, *FILE_KEYS,
        )
    ]  # fmt: skip

    heading: reactive[Heading] = reactive(Heading())

    def __init__(
        self,
        open_session: Callable[[], "Session"],
        settings: Settings | None = None,
        save_settings: Callable[[dict[str, Any]], None] | None = None,
        now: Callable[[], datetime] = _local_now,
        *,
        first_start: "Callable[[], Screen[Session]] | None" = None,
        glance: "Callable[[int], Glance | None] | None" = None,
        debug: bool = False,
    ) -> None:
        self._themed = False
        super().__init__()
        self._first_start = first_start
        self._glance = glance
        self._first_view = QueueScreen()
        self._waiting: list[Callable[[], None]] = []
        self._choosing = False
        self._show_traceback = debug
        self._open_session = open_session
        self.settings: dict[str, Any] = dict(settings or {})
        self._save_settings = save_settings
        self.now = now
        self.session: Session | None = None
        self.board_changed: Signal[None] = Signal(self, "board-changed")
        """Published when the board has been opened and whenever its file changed, by whichever program."""
        self.exchange_changed: Signal[None] = Signal(self, "exchange-changed")
        """Published whenever an exchange with a place began, went on, or ended."""
        self._watch: Watch | None = None
        self._under_way: set[object] = set()
        for theme in themes.THEMES:
            self.register_theme(theme)
        wanted = self.settings.get("theme")
        # Set without its watcher, which runs when the app starts: styles are not parsed twice that way.
        self.set_reactive(App.theme, wanted if wanted in self.available_themes else themes.DEFAULT)
        self._themed = True
        self.stylesheet.set_variables(self.get_css_variables())
        keymap = self.settings.get("keymap")
        if isinstance(keymap, dict):
            self.set_keymap({str(name): str(keys) for name, keys in keymap.items()})

    def get_css_variables(self) -> dict[str, str]:
        """Give Textual's own themes the colours that ours name."""
        if not self._themed:
            # Textual asks once before any theme of ours is known, and forgets the answer when one is chosen.
            return {}
        variables = super().get_css_variables()
        own = self.current_theme.variables
        return variables | {
            name: variables[source] for name, source in themes.FALLBACK.items() if name not in own
        }

    # --- opening ---------------------------------------------------------------------------------------

    def get_default_screen(self) -> QueueScreen:
        """Make the first view: Textual parses all styles once more for one that is a mode from the start."""
        return self._first_view

    def on_mount(self) -> None:
        """Open the board once the first frame stands."""
        self.add_mode(FIRST_VIEW, QueueScreen)
        self.call_after_refresh(self._start_opening)

    def _start_opening(self) -> None:
        glance = self._glance
        if glance is None:
            self.call_later(self._fill, None)
        else:
            self.run_worker(lambda: glance(PAGE), thread=True, group="glance", exit_on_error=False)

    async def _fill(self, glance: "Glance | None") -> None:
        if glance is not None:
            self._show_person(glance.board, glance.person)
        await self._first_view.fill(glance)
        # Not before that is on the screen: importing what opening needs keeps the interpreter busy.
        self.call_after_refresh(self._open_behind)

    def when_open(self, then: Callable[[], None]) -> None:
        """Call THEN once the board is open: keys pressed before that are not lost."""
        self._waiting.append(then)

    def _open_behind(self) -> None:
        self.run_worker(self._open_session, thread=True, group="open", exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take the opened board; what goes wrong is told by `Jobs`, except that there is no board yet."""
        if event.state not in _ENDED:
            return
        if event.worker.group == "glance":
            self.call_later(self._fill, event.worker.result)
        if event.worker.group != "open":
            return
        gc.freeze()
        gc.enable()
        error = event.worker.error
        if event.state is WorkerState.SUCCESS:
            self._opened(cast("Session", event.worker.result))
        elif isinstance(error, BeiratError) and error.code == "store.no-board" and self._first_start:
            event.prevent_default()
            self._choosing = True
            self.push_screen(self._first_start(), self._chosen)

    def _chosen(self, session: "Session | None") -> None:
        self._choosing = False
        if session is not None:
            self._opened(session)

    def _opened(self, session: "Session") -> None:
        from beirat_tui.tui.live import Watch  # noqa: PLC0415  (not before the first paint)

        self.session = session
        self._show_person(session.title, session.person)
        self._watch = Watch(session.revision, self._changed)
        self._watch.start()
        self.board_changed.publish(None)
        self.watch_folder(session)
        self.begin_exchange(session)
        self.run_worker(lambda: self.look_at_clock(session), thread=True, group="clock", exit_on_error=False)
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _show_person(self, board: str, person: "Person") -> None:
        from beirat_tui.tui.person import person_line  # noqa: PLC0415  (not before the first paint)

        self.heading = self.heading._replace(board=board, person=person_line(person), label=person.label)

    def _changed(self) -> None:
        # Runs in the watching thread. What came in may have given the person a role, or ended one.
        session = self.session
        if session is not None:
            self.keep_file(session)
            self.hand_over_soon()
            self.look_at_clock(session)
            self.call_later(self._tell, session)

    def look_now(self) -> None:
        """Show soon what was just written or came in; from any thread."""
        if self._watch is not None:
            self._watch.look()

    def _tell(self, session: "Session") -> None:
        self._show_person(session.title, session.person)
        self.board_changed.publish(None)

    def on_unmount(self) -> None:
        """Let go of the board."""
        if self._watch is not None:
            self._watch.end()
        self.end_folder_watch()
        self.end_exchange()
        if self.session is not None:
            self.session.close()
            self.last_notices(self.session)

    # --- work under way --------------------------------------------------------------------------------

    @contextmanager
    def watch_job(self, job: object) -> Iterator[None]:
        """Count JOB as under way while the context lasts; after half a second the title line says so."""
        self._under_way.add(job)
        self.call_later(self._look_later)
        try:
            yield
        finally:
            self._under_way.discard(job)

    def _look_later(self) -> None:
        if self._under_way:
            self.set_timer(SLOW, self._show_work)

    def _show_work(self) -> None:
        busy = bool(self._under_way)
        if busy != self.heading.busy:
            self.heading = self.heading.working(busy)
        if busy:
            self.set_timer(SLOW / 2, self._show_work)

    # --- errors ----------------------------------------------------------------------------------------

    def show_error(self, error: BaseException) -> None:
        """Tell the user about ERROR: what happened, what is unchanged, what to do.

        Where the board could not be opened there is nothing to go on with: the program ends after it.
        """
        if isinstance(error, Cancelled):
            return
        leave = self.session is None and not self._choosing
        from beirat_tui.tui.dialogs.error import ErrorDialog  # noqa: PLC0415  (errors are rare)

        if not isinstance(error, BeiratError):
            self.log.error(repr(error))
            error = unexpected(error)
        self.push_screen(ErrorDialog(error), (lambda _closed: self.exit(return_code=1)) if leave else None)

    def _fatal_error(self) -> None:
        # Textual would print a traceback with everything that the board holds in its local variables.
        if self._show_traceback or self._exception is None:
            super()._fatal_error()
            return
        from rich.text import Text  # noqa: PLC0415  (faults are rare)

        from beirat_tui.wording.errors import explain  # noqa: PLC0415  (the same)

        text = explain(unexpected(self._exception))
        self.panic(Text(f"{text.happened}\n{text.unchanged}\n{text.do}"))

    # --- half-typed text -------------------------------------------------------------------------------

    def on_typed(self, message: "Typed") -> None:
        """Keep what is being typed in a dialog, so that it survives anything."""

        def job(session: "Session") -> None:
            from beirat_tui.services import drafts  # noqa: PLC0415  (in the thread)

            drafts.keep_half_typed(session, message.key, message.text)

        self.write(job, lambda _nothing: None)

    # --- actions ---------------------------------------------------------------------------------------

    def action_view(self, name: str) -> None:
        """Go to the view called NAME."""
        if name != self.current_mode:
            self.switch_mode(name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only views that exist."""
        if self._choosing and action in {"view", "exchange"}:
            return False
        if action == "view":
            return str(parameters[0]) in VIEWS
        return super().check_action(action, parameters)

    async def action_quit(self) -> None:
        """Leave, but not before what was just done is written."""
        writing = [worker for worker in self.workers if worker.group == "write" and not worker.is_finished]
        if writing:  # of none Textual would wait for all, those that only read included
            await self.workers.wait_for_complete(writing)
        self.leave()

    def action_keys(self) -> None:
        """Show every key that works on this screen."""
        from beirat_tui.tui.screens.help import HelpScreen  # noqa: PLC0415  (on demand)

        if not isinstance(self.screen, HelpScreen):
            working = frozenset(found.binding.id or "" for found in self.screen.active_bindings.values())
            self.push_screen(HelpScreen(working, self.settings.get("keymap") or {}))

    def action_command_palette(self) -> None:
        """Search every command by name."""
        from beirat_tui.tui.palette import open_palette  # noqa: PLC0415  (on demand)

        open_palette(self)

    def action_help_quit(self) -> None:
        """Ctrl+C copies in most places: say how to leave instead."""
        from beirat_tui.wording import _  # noqa: PLC0415  (kept with the sentence)

        self.notify(_("Press q to leave the program. Everything is saved."), markup=False)

    def choose_theme(self, name: str) -> None:
        """Wear the theme NAME from now on, after the next start too."""
        self.theme = name
        self.settings["theme"] = name
        save = self._save_settings
        if save is not None:
            settings = dict(self.settings)
            self.run_worker(lambda: save(settings), thread=True, group="settings", exit_on_error=False)
