"""Exchanging in the background: one sleeping thread a place, woken by changes there and by what is done here.

Nothing waits for it and nothing is asked: what goes wrong at a place is told like all else, as a state.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from beirat_tui.domain.errors import BeiratError
from beirat_tui.services import exchanging, places
from beirat_tui.services.exchanging import AskSecret, PlaceReport
from beirat_tui.services.passwords import ASKING
from beirat_tui.services.places import Place
from beirat_tui.services.session import Session
from beirat_tui.sync.exchange import Exchange
from beirat_tui.sync.merge import STOPPED
from beirat_tui.sync.places import Kind, no_secret

CALM: Final = 0.5
"""Seconds to wait after a change for the rest of it: files arrive together, votes are cast in a row."""
REST: Final = 300.0
"""Seconds after which a place is looked at in any case."""
AGAIN: Final = 30.0
"""Seconds after which a place that failed is tried again."""


@dataclass(frozen=True, slots=True)
class Underway:
    """A place is being exchanged with; how far, as far as is known (``total`` 0: not known)."""

    address: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    """An exchange with a place is over.

    Attributes:
        report: what came of it.
        asked: whether somebody had asked for it.
    """

    report: PlaceReport
    asked: bool


News = Underway | Finished


class Background:
    """Exchanges the board of SESSION with its places until `end`; `tell` is called from its threads."""

    def __init__(
        self, session: Session, tell: Callable[[News], object], secret: AskSecret = no_secret
    ) -> None:
        self._session = session
        self._tell = tell
        self._secret = secret
        self._keepers: dict[str, _Keeper] = {}
        self._lock = threading.Lock()
        self._ended = False

    def follow(self) -> None:
        """Begin with places that were added or taken up again, end with those removed or paused."""
        wanted = {each.address: each for each in places.places(self._session) if not each.paused}
        with self._lock:
            if self._ended:
                return
            for address in set(self._keepers) - set(wanted):
                self._keepers.pop(address).end()
            for address, place in wanted.items():
                if address not in self._keepers:
                    self._keepers[address] = _Keeper(self._session, place, self._tell, self._secret)
                    self._keepers[address].start()

    def now(self) -> int:
        """Exchange with all places now, because somebody asked; returns how many there are."""
        with self._lock:
            for each in self._keepers.values():
                each.wake(asked=True)
            return len(self._keepers)

    def poke(self) -> None:
        """The board has changed here: hand over soon what is new."""
        with self._lock:
            for each in self._keepers.values():
                each.wake(asked=False)

    def end(self, seconds: float = 2.0) -> None:
        """Stop; waits so many SECONDS at most for what is under way."""
        with self._lock:
            self._ended = True
            keepers, self._keepers = list(self._keepers.values()), {}
        for each in keepers:
            each.end()
        for each in keepers:
            each.join(seconds)


class _Keeper(threading.Thread):
    """Exchanges with one place."""

    def __init__(
        self, session: Session, place: Place, tell: Callable[[News], object], secret: AskSecret
    ) -> None:
        super().__init__(name=f"exchange {place.address}", daemon=True)
        self._session = session
        self._place = place
        self._tell = tell
        self._secret = secret
        self._woken = threading.Event()
        self._ended = threading.Event()
        self._asked = False

    def wake(self, *, asked: bool) -> None:
        """Exchange soon, or at once if somebody ASKED."""
        if asked:
            self._asked = True
        self._woken.set()

    def end(self) -> None:
        """Stop as soon as possible."""
        self._ended.set()
        self._woken.set()

    def run(self) -> None:
        """Exchange, wait, and exchange again."""
        while not self._ended.is_set():
            try:
                with exchanging.exchanging(self._session, self._place, self._secret) as exchange:
                    self._keep_up(exchange)
            except BeiratError as error:
                if error.code == STOPPED:
                    return
                asked = self._begun()
                self._finished(exchanging.failed(self._session, self._place, error), asked=asked)
            self._wait_for_somebody(REST)

    def _keep_up(self, exchange: Exchange) -> None:
        """Exchange until the end, or until the place wants a password: it is read when a place is opened."""
        while not self._ended.is_set():
            asked = self._begun()
            self._tell(Underway(self._place.address))
            report = exchanging.sync_place(self._session, self._place, exchange, self._progress)
            self._finished(report, asked=asked)
            if report.problem is not None and report.problem.code in ASKING:
                return
            self._sleep(exchange, AGAIN if report.problem is not None else REST)

    def _begun(self) -> bool:
        """Forget what woke this one; was it somebody who asked?"""
        self._woken.clear()
        asked, self._asked = self._asked, False
        return asked

    def _finished(self, report: PlaceReport, *, asked: bool) -> None:
        self._place = report.place
        self._tell(Finished(report, asked=asked))

    def _wait_for_somebody(self, seconds: float) -> None:
        """Wait until somebody asks: servers lock out whoever comes again and again with a wrong password."""
        end = time.monotonic() + seconds
        while not (self._asked or self._ended.is_set()):
            left = end - time.monotonic()
            if left <= 0 or not self._woken.wait(left):
                return
            if not self._asked:
                self._woken.clear()

    def _sleep(self, exchange: Exchange, seconds: float) -> None:
        exchange.changed(self._woken, seconds)
        if not self._asked and self._place.kind is not Kind.HUB:
            # A hub tells of what is complete, and a room waits for it.
            self._ended.wait(CALM)

    def _progress(self, done: int, total: int) -> None:
        if self._ended.is_set():
            raise BeiratError(STOPPED)
        self._tell(Underway(self._place.address, done, total))
