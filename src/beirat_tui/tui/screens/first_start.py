"""The first start: no board is known here yet. Found one, join one, or try the demo.

Returns the session to go on with. Nothing is written before a dialog's sentence was accepted.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.screen import Screen
from textual.widgets import Static

from beirat_tui.domain.errors import BeiratError
from beirat_tui.tui.actions import bindings
from beirat_tui.tui.jobs import Done, Jobs, Progress
from beirat_tui.tui.widgets.cards import Card
from beirat_tui.tui.widgets.key_line import KeyLine
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.home import Home
    from beirat_tui.services.root_keys import RootKeys
    from beirat_tui.services.session import Session
    from beirat_tui.tui.app import BeiratApp
    from beirat_tui.tui.dialogs.founding import FoundAnswer
    from beirat_tui.tui.dialogs.joining import JoinAnswer
    from beirat_tui.tui.joined import Joined, Wanted

Result = TypeVar("Result")


class FirstStartScreen(Jobs, Screen["Session"]):
    """Three cards."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("first.found", "first.join", "first.demo")]

    DEFAULT_CSS = """
    FirstStartScreen {
        align: center middle;
        #welcome { width: 100%; max-width: 110; height: auto; padding: 0 1; }
        #head { text-style: bold; color: $primary; height: auto; }
        #advice { color: $quiet; height: auto; margin: 0 0 1 0; }
        #cards { height: auto; layout: vertical; }
        &.-wide #cards, &.-broad #cards { layout: horizontal; }
        &.-wide Card, &.-broad Card { height: 13; margin: 0 1 0 0; padding: 1 2; }
    }
    """

    def __init__(self, home: "Home") -> None:
        super().__init__()
        self._home = home

    @property
    def _folder(self) -> Path:
        return Path.home()

    def compose(self) -> ComposeResult:
        """Lay the cards."""
        with Vertical(id="welcome"):
            yield Static(_("Welcome. No board is known on this computer yet."), id="head", markup=False)
            yield Static(_("What would you like to do?"), id="advice", markup=False)
            with Container(id="cards"):
                yield Card(
                    _("Found a board"),
                    _(
                        "You work for a board that does not use this program yet. You make its file, its "
                        "keys and its roster; the others join."
                    ),
                    _("{key} or Enter").format(key="1"),
                    id="found",
                )
                yield Card(
                    _("Join a board"),
                    _(
                        "The office has given you a board file, a folder or an invitation. You ask to join; "
                        "six words make sure that it is you."
                    ),
                    _("{key} or Enter").format(key="2"),
                    id="join",
                )
                yield Card(
                    _("Try the demo"),
                    _(
                        "A board with invented members and sketches, votes running and closed. You can do "
                        "anything; it can be made anew."
                    ),
                    _("{key} or Enter").format(key="3"),
                    id="demo",
                )
        yield KeyLine()

    def on_mount(self) -> None:
        """Start at the first card."""
        self.query_one("#found").focus()

    @on(Card.Chosen)
    def _chosen(self, message: Card.Chosen) -> None:
        {"found": self.action_found, "join": self.action_join, "demo": self.action_demo}[
            message.card.id or "demo"
        ]()

    def on_key(self, event: Any) -> None:  # noqa: ANN401  (Textual's key event)
        """Go from card to card with the arrows."""
        if event.key in {"down", "right"}:
            event.stop()
            self.focus_next()
        elif event.key in {"up", "left"}:
            event.stop()
            self.focus_previous()

    # --- work without a board --------------------------------------------------------------------------

    def _work(
        self,
        job: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Callable[[BeiratError], None] | None = None,
    ) -> None:
        """Run JOB in a thread and THEN with its result; FAILED takes an error instead of the error dialog."""
        app = cast("BeiratApp", self.app)

        def body() -> None:
            with app.watch_job(object()):
                try:
                    result = job()
                except BeiratError as error:
                    if failed is None:
                        raise
                    self.post_message(Done(failed, error))
                    return
            self.post_message(Done(then, result))

        self.run_worker(body, thread=True, group="first", exit_on_error=False)

    def _go_on(self, session: "Session") -> None:
        self.dismiss(session)

    # --- founding --------------------------------------------------------------------------------------

    def action_found(self) -> None:
        """Found a board."""

        def job() -> list[tuple[str, str]]:
            from beirat_tui.services import outlook  # noqa: PLC0415  (in the thread)

            return outlook.preset_names()

        self._work(job, self._ask_found)

    def _ask_found(self, rules: list[tuple[str, str]]) -> None:
        from beirat_tui.tui.dialogs.founding import FoundDialog  # noqa: PLC0415  (on demand)

        self.ask(FoundDialog(self._folder, rules), self._found)

    def _found(self, answer: "FoundAnswer") -> None:
        home = self._home

        def job() -> "tuple[Session, RootKeys]":
            from beirat_tui import bootstrap  # noqa: PLC0415  (in the thread)
            from beirat_tui.services import founding  # noqa: PLC0415  (the same)

            session, keys = founding.found(
                answer.path,
                home,
                bootstrap.surroundings(),
                title=answer.title,
                founder=founding.founder(answer.name, answer.place),
                rules=answer.rules,
            )
            bootstrap.remember(session)
            return session, keys

        self._work(job, lambda result: self._save(*result, answer.root, answer.passphrase))

    def _save(self, session: "Session", keys: "RootKeys", path: Path, passphrase: str) -> None:
        def job() -> list[str]:
            from beirat_tui.services import root_keys  # noqa: PLC0415  (in the thread)

            root_keys.save(path, keys.root, passphrase)
            return keys.spare_words()

        self._work(
            job,
            lambda words: self._show_words(session, words, path),
            lambda error: self._save_elsewhere(session, keys, error),
        )

    def _save_elsewhere(self, session: "Session", keys: "RootKeys", error: BeiratError) -> None:
        from beirat_tui.tui.dialogs.founding import SaveRootDialog  # noqa: PLC0415  (hardly ever)

        self.ask(SaveRootDialog(self._folder), lambda answer: self._save(session, keys, *answer))
        cast("BeiratApp", self.app).show_error(error)

    def _show_words(self, session: "Session", words: list[str], root: Path) -> None:
        from beirat_tui.tui.dialogs.founding import SpareWordsDialog  # noqa: PLC0415  (on demand)

        self.app.push_screen(SpareWordsDialog(words, root), lambda _done: self._go_on(session))

    # --- joining ---------------------------------------------------------------------------------------

    def action_join(self) -> None:
        """Join a board."""
        self._ask_join("")

    def take_text(self, text: str) -> None:
        """Join by TEXT, which was pasted."""
        self._ask_join(text)

    def _ask_join(self, text: str) -> None:
        from beirat_tui.tui.dialogs.joining import JoinDialog  # noqa: PLC0415  (on demand)

        self.ask(JoinDialog(self._folder, text), self._join)

    def _join(self, answer: "JoinAnswer", login: tuple[str, str] | None = None) -> None:
        home = self._home

        def job() -> "Joined | Wanted":
            from beirat_tui.tui.joined import join  # noqa: PLC0415  (in the thread)

            return join(answer, home, login)

        def then(result: "Joined | Wanted") -> None:
            from beirat_tui.tui.joined import Joined  # noqa: PLC0415  (it is here by now)

            if isinstance(result, Joined):
                self._joined(result)
            else:
                self._ask_login(answer, result)

        self._work(job, then)

    def _ask_login(self, answer: "JoinAnswer", wanted: "Wanted") -> None:
        from beirat_tui.tui.dialogs.password import PasswordDialog  # noqa: PLC0415  (on demand)

        self.ask(PasswordDialog(wanted.problem, wanted.name), lambda login: self._join(answer, login))

    def _joined(self, joined: "Joined") -> None:
        session = joined.session
        if not joined.words:
            self._go_on(session)
            return
        from beirat_tui.tui.dialogs.joining import SixWordsDialog  # noqa: PLC0415  (on demand)

        dialog = SixWordsDialog(joined.words, session.path, joined.place, joined.request)
        self.app.push_screen(dialog, lambda _done: self._go_on(session))
        if joined.problem is not None:
            cast("BeiratApp", self.app).show_error(joined.problem)

    # --- the demo --------------------------------------------------------------------------------------

    def action_demo(self) -> None:
        """Try the demo."""

        def job() -> Path:
            from beirat_tui.services import demo  # noqa: PLC0415  (in the thread)

            return demo.folder(self._home)

        self._work(job, self._ask_demo)

    def _ask_demo(self, folder: Path) -> None:
        from beirat_tui.tui.dialogs.demo import DemoDialog  # noqa: PLC0415  (on demand)

        self.ask(DemoDialog(folder), self._prepare)

    def _prepare(self, person: str) -> None:
        from beirat_tui.tui.dialogs.progress import ProgressDialog  # noqa: PLC0415  (on demand)

        home, today, progress = self._home, self._now.date(), Progress()

        def job() -> "Session":
            from beirat_tui import bootstrap  # noqa: PLC0415  (in the thread)
            from beirat_tui.services import demo  # noqa: PLC0415  (the same)

            try:
                board, _made = demo.prepare(home, bootstrap.surroundings(), today, progress=progress)
            finally:
                progress.ended = True
            return bootstrap.open_session(board, demo.person_home(home, person).path)

        dialog = ProgressDialog(
            _("Preparing the demo"), _("Eighteen members found a board, vote, and close."), progress
        )

        def then(session: "Session") -> None:
            dialog.finish()
            self._go_on(session)

        self.app.push_screen(dialog)
        self._work(job, then)
