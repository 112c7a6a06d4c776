"""The exchange as the program sees it: it runs behind every screen, and the title line says how it stands.

What goes wrong at a place never comes as a dialog: it stands in the title line and in the view Exchange.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from beirat_tui.services.background import Background, Finished, News, Underway
from beirat_tui.services.places import Place, local, places
from beirat_tui.wording import _, ngettext
from beirat_tui.wording import format as fmt
from beirat_tui.wording.errors import explain
from beirat_tui.wording.places import advice

if TYPE_CHECKING:
    from beirat_tui.services.exchanging import PlaceReport
    from beirat_tui.services.session import Session

SIGN = "⇅"
_WHOLE = 100


class Exchanges:
    """Holds the background exchange of SESSION, and what was last heard of it.

    Attributes:
        reports: what came of the last exchange with each place, by its address.

    Args:
        session: the board.
        changed: called on the screen's thread whenever something is to be shown anew.
        call: calls a function on the screen's thread.
        say: tells the person one sentence, in passing.
        arrived: called in the threads of the places when something came in.
    """

    def __init__(
        self,
        session: "Session",
        changed: Callable[[], object],
        call: Callable[[Callable[[], object]], object],
        say: Callable[[str], object],
        arrived: Callable[[], object] = lambda: None,
    ) -> None:
        self._session = session
        self._changed = changed
        self._call = call
        self._say = say
        self._arrived = arrived
        self._under_way: dict[str, Underway] = {}
        self._places: tuple[Place, ...] = places(session)
        self.reports: dict[str, PlaceReport] = {}
        self.background = Background(session, self._hear)

    def begin(self) -> None:
        """Begin to exchange."""
        self.background.follow()

    def follow(self) -> None:
        """The places have changed."""
        self.background.follow()
        self._places = places(self._session)
        wanted = {each.address for each in self._places if not each.paused}
        self._under_way = {name: each for name, each in self._under_way.items() if name in wanted}

    def poke(self) -> None:
        """The board has changed."""
        self.background.poke()

    def now(self) -> bool:
        """Exchange now because somebody asked; False if there is no place."""
        return self.background.now() > 0

    def end(self) -> None:
        """Stop."""
        self.background.end()

    # --- what is heard -----------------------------------------------------------------------------------

    def _hear(self, news: News) -> None:
        # Runs in the threads of the places.
        if isinstance(news, Finished) and news.report.taken.changed:
            self._arrived()
        self._call(lambda: self._take(news))

    def _take(self, news: News) -> None:
        if isinstance(news, Underway):
            self._under_way[news.address] = news
        else:
            self._under_way.pop(news.report.place.address, None)
            self._keep(news)
            self._places = places(self._session)
            if news.asked:
                self._say(outcome(news))
        self._changed()

    def _keep(self, news: Finished) -> None:
        """Keep the report, unless it says nothing and an older one of the place says something."""
        report = news.report
        told = report.taken.changed or report.handed or not report.clean
        if told or news.asked or report.place.address not in self.reports:
            self.reports[report.place.address] = report

    def line(self, now: datetime) -> str:
        """How the exchange stands, for the title line; empty where no place is set up."""
        active = [each for each in self._places if not each.paused]
        if not self._places:
            return ""
        if not active:
            return f"{SIGN} " + _("paused")
        if self._under_way:
            done = sum(each.done for each in self._under_way.values())
            total = sum(each.total for each in self._under_way.values())
            return f"{SIGN} {fmt.number(done * _WHOLE // total)} %" if total > _WHOLE else f"{SIGN} …"
        failed = next((each for each in active if each.problem is not None), None)
        if failed is not None:
            return f"{SIGN} ! " + _("disturbed")
        times = [each.at for each in active if each.at is not None]
        return f"{SIGN} {fmt.ago(local(min(times)), now)}" if times else f"{SIGN} –"

    @property
    def under_way(self) -> frozenset[str]:
        """The addresses of the places that are being exchanged with."""
        return frozenset(self._under_way)


def outcome(news: Finished) -> str:
    """Return what came of an exchange that somebody asked for."""
    report = news.report
    if report.problem is not None:
        text = explain(report.problem)
        return f"{text.happened} {advice(report.problem)}"
    told = []
    if report.taken.new:
        new = report.taken.new
        told.append(ngettext("{number} new entry", "{number} new entries", new).format(number=new))
    if report.handed:
        text_ = ngettext("{number} entry handed over", "{number} entries handed over", report.handed)
        told.append(text_.format(number=report.handed))
    return f"{report.place.title}: " + (", ".join(told) or _("nothing new"))
