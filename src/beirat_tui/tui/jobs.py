"""Work away from the screen: every call of a service runs in a thread, its result comes back as a message.

A *reading* is exclusive in its group: a newer one makes the older one's result worthless, and it is dropped.
A *writing* is never exclusive, because cancelling one must not lose a vote. What goes wrong in either ends on
the one error path, `BeiratApp.show_error`. Knows no service.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.message import Message
from textual.message_pump import MessagePump
from textual.worker import Worker, WorkerState, get_current_worker

from beirat_tui.domain.errors import BeiratError, InputError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime
    from typing import Protocol

    from textual.screen import ModalScreen
    from textual.signal import Signal

    from beirat_tui.services.session import Session

    class Host(Protocol):
        """What jobs need of the app."""

        session: Session | None
        now: Callable[[], datetime]
        board_changed: Signal[None]

        def show_error(self, error: BaseException) -> None:
            """Tell the user about ERROR."""

        def when_open(self, then: Callable[[], None]) -> None:
            """Call THEN once the board is open."""

        def look_now(self) -> None:
            """Show soon what was written; from any thread."""

        def watch_job(self, job: object) -> AbstractContextManager[None]:
            """Count JOB as under way while the context lasts; entered in the job's own thread."""


Result = TypeVar("Result")
Answer = TypeVar("Answer")

MOMENT = 0.5
"""Seconds after which long work shows how far it is."""


class Done(Message, bubble=False):
    """A job's result on its way back to the screen that asked for it."""

    def __init__(self, then: Callable[[Any], None], result: object) -> None:
        super().__init__()
        self.then = then
        self.result = result


class Cancelled(BeiratError):  # noqa: N818  (nothing went wrong)
    """The user stopped the work; nothing is said about it."""

    def __init__(self) -> None:
        super().__init__("program.cancelled")


class Progress:
    """How far a long piece of work is; called by the service, read by the screen.

    Calling it after the user cancelled raises `Cancelled`, which ends the work where it stands.
    """

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.cancelled = False
        self.ended = False

    def __call__(self, done: int, total: int) -> None:
        """Note that DONE of TOTAL steps are finished (0: nobody knows how many there are)."""
        self.done, self.total = done, total
        if self.cancelled:
            raise Cancelled


class Jobs(MessagePump):
    """Mixin of screens, dialogs and the app: starts jobs and takes their results."""

    @property
    def _now(self) -> "datetime":
        """The moment, by the app's clock."""
        return cast("Host", self.app).now()

    def read(self, group: str, job: Callable[["Session"], Result], then: Callable[[Result], None]) -> None:
        """Run JOB in a thread and THEN with its result here, unless a newer job of GROUP was started."""
        self._start(job, then, group, exclusive=True)

    def try_read(
        self,
        group: str,
        job: Callable[["Session"], Result],
        then: Callable[[Result], None],
        refused: Callable[[BeiratError], None],
    ) -> None:
        """Do as `read`, but hand input that cannot be used to REFUSED instead of the error dialog."""

        def guarded(session: "Session") -> Result | InputError:
            try:
                return job(session)
            except InputError as error:
                return error

        def either(result: Result | InputError) -> None:
            if isinstance(result, InputError):
                refused(result)
            else:
                then(result)

        self._start(guarded, either, group, exclusive=True)

    def write(self, job: Callable[["Session"], Result], then: Callable[[Result], None]) -> None:
        """Run JOB, which changes something, in a thread and THEN with its result here."""
        self._start(job, then, "write", exclusive=False)

    def ask(self, dialog: "ModalScreen[Answer]", then: Callable[[Answer], None]) -> None:
        """Show DIALOG, and go on with THEN if it is answered."""

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                then(answer)

        self.app.push_screen(dialog, answered)

    def ask_whether(self, dialog: "ModalScreen[bool]", then: Callable[[], None]) -> None:
        """Show DIALOG, and go on with THEN if the person agrees."""
        self.ask(dialog, lambda yes: then() if yes else None)

    def write_and_say(self, job: Callable[["Session"], object], said: str) -> None:
        """Do as `write`, and tell the person SAID when it is done."""
        self.write(job, lambda _result: self.app.notify(said, markup=False))

    def long(
        self,
        label: str,
        job: Callable[["Session", Progress], Result],
        then: Callable[[Result], None],
    ) -> None:
        """Do as `write` for a JOB that may take long: after a moment LABEL shows how far it is."""
        progress = Progress()
        dialog: list[Any] = []

        def show() -> None:
            if not progress.ended:
                from beirat_tui.tui.dialogs.progress import ProgressDialog  # noqa: PLC0415  (on demand)

                dialog.append(ProgressDialog(label, "", progress))
                self.app.push_screen(dialog[0])

        def body(session: "Session") -> Result:
            try:
                return job(session, progress)
            finally:
                progress.ended = True

        def done(result: Result) -> None:
            for each in dialog:
                each.finish()
            then(result)

        cast("Any", self).set_timer(MOMENT, show)
        self._start(body, done, "long", exclusive=False)

    def _start(
        self,
        job: Callable[["Session"], Result],
        then: Callable[[Result], None],
        group: str,
        *,
        exclusive: bool,
    ) -> None:
        host = cast("Host", self.app)
        session = host.session
        if session is None:
            host.when_open(lambda: self._start(job, then, group, exclusive=exclusive))
            return

        def body() -> None:
            worker = get_current_worker()
            with host.watch_job(worker):
                result = job(session)
            if not exclusive:
                host.look_now()
            if not worker.is_cancelled:
                self.post_message(Done(then, result))

        cast("Any", self).run_worker(body, thread=True, group=group, exclusive=exclusive, exit_on_error=False)

    def on_done(self, message: Done) -> None:
        """Hand the result to whoever asked for it."""
        message.stop()
        message.then(message.result)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Send what went wrong down the one error path."""
        event.stop()
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            cast("Host", self.app).show_error(event.worker.error)
