"""What the app does with the exchange: begin it behind the screens, start it by a key, ask before leaving."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from beirat_tui.domain.errors import BeiratError
from beirat_tui.tui.settle_actions import SettleActions

if TYPE_CHECKING:
    from beirat_tui.services.delivery import Undelivered
    from beirat_tui.services.session import Session
    from beirat_tui.tui.app import BeiratApp
    from beirat_tui.tui.exchanges import Exchanges

TICK: Final = 30.0
"""Seconds after which the title line counts the minutes anew."""
PATIENCE: Final = 3.0
"""Seconds that leaving waits for what is being handed over."""
_LOOK: Final = 0.1


class Exchanging(SettleActions):
    """Mixin of the app."""

    exchanges: "Exchanges | None" = None
    """The exchange, once the board is open and its places are known."""
    farewell: str = ""
    """What to say when the screens are gone."""

    def __init__(self, *args: Any, **settings: Any) -> None:  # noqa: ANN401  (handed on)
        super().__init__(*args, **settings)
        self._told_pairs: set[frozenset[str]] = set()
        self._asked_early = False

    @property
    def _program(self) -> "BeiratApp":
        return cast("BeiratApp", self)

    # --- running -----------------------------------------------------------------------------------------

    def begin_exchange(self, session: "Session") -> None:
        """Exchange SESSION's board with its places from now on."""
        program = self._program

        def begin() -> None:
            from beirat_tui.tui.exchanges import Exchanges  # noqa: PLC0415  (in the thread)

            def call(function: Callable[[], object]) -> None:
                program.call_later(cast("Any", function))

            self._look_for_own(session, ask=True)
            self.exchanges = Exchanges(session, self.show_exchange, call, self._say, program.look_now)
            self.exchanges.begin()
            program.call_later(self._begun)

        program.run_worker(begin, thread=True, group="exchange", exit_on_error=False)
        program.set_interval(TICK, self.show_exchange)

    def _begun(self) -> None:
        """Show how the exchange stands, and do what was asked for before it was there."""
        self.show_exchange()
        if self._asked_early:
            self._asked_early = False
            self.action_exchange()

    def _say(self, text: str) -> None:
        self._program.notify(text, markup=False)

    def show_exchange(self) -> None:
        """Show how the exchange stands."""
        program, exchanges = self._program, self.exchanges
        if exchanges is None:
            return
        line = exchanges.line(program.now())
        if line != program.heading.exchange:
            program.heading = program.heading._replace(exchange=line)
        program.exchange_changed.publish(None)

    def _look_for_own(self, session: "Session", *, ask: bool) -> None:
        """Tell the member of votes of theirs that contradict each other, of each pair once; in a thread."""
        from beirat_tui.services import conflicts  # noqa: PLC0415  (in the thread)

        for found in conflicts.own_ballots(session):
            pair = frozenset(side.record for side in found.sides)
            if pair not in self._told_pairs:
                self._told_pairs.add(pair)
                self._program.call_later(partial(self.notice_own, found, ask=ask))

    def hand_over_soon(self) -> None:
        """The board has changed; from any thread but the screen's."""
        if self._program.session is not None:
            with suppress(BeiratError):
                self._look_for_own(self._program.session, ask=False)
        if self.exchanges is not None:
            self.exchanges.poke()

    def end_exchange(self) -> None:
        """Stop."""
        if self.exchanges is not None:
            self.exchanges.end()
            self.exchanges = None

    # --- keys --------------------------------------------------------------------------------------------

    def action_exchange(self) -> None:
        """Exchange with all places now."""
        from beirat_tui.wording import _  # noqa: PLC0415  (kept with the sentences)

        exchanges, program = self.exchanges, self._program
        if exchanges is None:
            self._asked_early = True
            return
        if exchanges.now():
            return
        if exchanges.line(program.now()):
            self._say(_("All places are paused: 5 leads to the exchange, u takes one up again."))
        else:
            self._say(_("No place to exchange with is set up yet: 5 leads to the exchange, + adds one."))

    # --- leaving -----------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Leave, unless something is only here that could be elsewhere: then ask."""
        program, session = self._program, self._program.session
        if session is None:
            program.exit()
            return
        exchanges = self.exchanges
        if exchanges is not None:
            exchanges.poke()

        def job(session: "Session") -> "tuple[Undelivered, bool, str] | BeiratError":
            try:
                return _left(session)
            except BeiratError as error:
                return error

        program.read("leave", job, self._ask_or_leave)

    def _ask_or_leave(self, found: "tuple[Undelivered, bool, str] | BeiratError") -> None:
        if not isinstance(found, BeiratError):
            self._ask(*found)
            return
        # A board or private folder that cannot be read any more keeps nobody here; what is wrong is told.
        from beirat_tui.wording.errors import explain  # noqa: PLC0415  (errors are rare)

        text = explain(found)
        self.farewell = f"{text.happened} {text.do}"
        self._program.exit()

    def _ask(self, left: "Undelivered", places: bool, problem: str) -> None:  # noqa: FBT001  (two facts)
        from beirat_tui.wording import ngettext  # noqa: PLC0415  (kept with the sentences)

        program, session = self._program, self._program.session
        if not places or not left or session is None:
            if left.votes and session is not None and "office" not in session.person.roles:
                text = ngettext(
                    "{number} vote is only in this file: {path}. Please give it to the office.",
                    "{number} votes are only in this file: {path}. Please give it to the office.",
                    left.votes,
                )
                self.farewell = text.format(number=left.votes, path=session.path)
            program.exit()
            return
        from beirat_tui.tui.dialogs.leaving import LeavingDialog  # noqa: PLC0415  (rarely needed)

        def answered(answer: str | None) -> None:
            if answer == "quit":
                program.exit()
            elif answer == "sync":
                self.action_exchange()

        program.push_screen(LeavingDialog(left, problem), answered)


def _left(session: "Session") -> "tuple[Undelivered, bool, str]":
    """What only this device has, whether there is a place for it, and what is wrong there.

    What is being handed over just now gets a moment to arrive.
    """
    import time  # noqa: PLC0415  (in the thread)

    from beirat_tui.services import delivery, places  # noqa: PLC0415  (the same)
    from beirat_tui.wording.errors import explain  # noqa: PLC0415  (the same)
    from beirat_tui.wording.places import advice  # noqa: PLC0415  (the same)

    end = time.monotonic() + PATIENCE
    while True:
        active = [each for each in places.places(session) if not each.paused]
        left = delivery.undelivered(session)
        problems = [each.problem for each in active if each.problem is not None]
        if not left or not active or len(problems) == len(active) or time.monotonic() > end:
            told = f"{explain(problems[0]).happened} {advice(problems[0])}" if problems else ""
            return left, bool(active), told
        time.sleep(_LOOK)
