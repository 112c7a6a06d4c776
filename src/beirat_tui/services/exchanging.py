"""Exchanging a board with the places that were set up: taking in what is there, handing over what is lacking.

One exchange is: collect, take in within one transaction, say what this device has now, hand over, and note
how far one's own entries have come. Neither collecting nor handing over holds a lock on the board.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

from beirat_tui.domain.errors import BeiratError, StoreError
from beirat_tui.log import heard
from beirat_tui.services import merging, places
from beirat_tui.services.merging_views import MergeReport
from beirat_tui.services.places import Place
from beirat_tui.services.session import Session
from beirat_tui.store.offered import Offered
from beirat_tui.sync.exchange import Exchange
from beirat_tui.sync.merge import STOPPED
from beirat_tui.sync.places import Secret, no_secret

Progress = Callable[[int, int], None]
AskSecret = Callable[[str], Secret | None]


@dataclass(frozen=True, slots=True)
class PlaceReport:
    """What came of exchanging with one place.

    Attributes:
        place: the place, as it is noted now.
        taken: what came in; nothing if it could not be read at all.
        handed: how many entries are there that were not before.
        problem: what went wrong; what was done before it went wrong holds.
    """

    place: Place
    taken: MergeReport
    handed: int = 0
    problem: BeiratError | None = None

    @property
    def clean(self) -> bool:
        """Whether the place was read and written, and nothing there was refused."""
        return self.problem is None and self.taken.clean


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What came of exchanging with several places, in their order."""

    places: tuple[PlaceReport, ...]

    @property
    def new(self) -> int:
        """How many entries came in."""
        return sum(each.taken.new for each in self.places)

    @property
    def handed(self) -> int:
        """How many entries are at some place that were not there before; one at two places counts twice."""
        return sum(each.handed for each in self.places)

    @property
    def clean(self) -> bool:
        """Whether all went well."""
        return all(each.clean for each in self.places)

    def with_newer(self, newer: "SyncReport") -> "SyncReport":
        """This report with what came of trying some of its places once more in their stead."""
        found = {each.place.address: each for each in newer.places}
        return SyncReport(tuple(found.get(each.place.address, each) for each in self.places))


NOTHING = MergeReport(())


def sync(
    session: Session,
    chosen: Sequence[Place] | None = None,
    progress: Progress | None = None,
    secret: AskSecret = no_secret,
) -> SyncReport:
    """Exchange with the places CHOSEN, or with all that are not paused, once.

    A place that cannot be reached does not stop the others; it is told in its report, and noted. What one
    place brings is handed over to all others in the same run, whatever their order.
    """
    wanted = [each for each in places.places(session) if not each.paused] if chosen is None else chosen
    with ExitStack() as stack:
        begun = [_begin(session, each, secret, progress, stack) for each in wanted]
        return SyncReport(tuple(_end(session, *each) for each in begun))


def _begin(
    session: Session, place: Place, secret: AskSecret, progress: Progress | None, stack: ExitStack
) -> tuple[Exchange | None, PlaceReport]:
    try:
        exchange = places.opened(session, place, secret)
    except BeiratError as error:
        return None, PlaceReport(place, NOTHING, problem=error)
    stack.callback(exchange.close)
    return exchange, _collected(session, place, exchange, progress)


def _end(session: Session, exchange: Exchange | None, report: PlaceReport) -> PlaceReport:
    if exchange is not None and report.problem is None:
        report = _handed_over(session, exchange, report)
    return _noted(session, report)


def sync_place(
    session: Session, place: Place, exchange: Exchange, progress: Progress | None = None
) -> PlaceReport:
    """Exchange with PLACE once by way of EXCHANGE, which stays open; what the place did wrong is told."""
    report = _collected(session, place, exchange, progress)
    if report.problem is None:
        report = _handed_over(session, exchange, report)
    return _noted(session, report)


def _collected(session: Session, place: Place, exchange: Exchange, progress: Progress | None) -> PlaceReport:
    try:
        with exchange.collect() as parcels:
            taken = merging.take_in(session, parcels, progress) if parcels else NOTHING
    except BeiratError as error:
        if error.code == STOPPED:
            raise
        return PlaceReport(place, NOTHING, problem=error)
    return PlaceReport(place, taken)


def _handed_over(session: Session, exchange: Exchange, report: PlaceReport) -> PlaceReport:
    if session.key is None:
        return report
    try:
        say_what_is_here(session)
        through = last_own(session)
        handed = exchange.hand_over(Offered(session.board, session.id, session.key.public))
    except BeiratError as error:
        return replace(report, problem=error)
    place = replace(report.place, through=max(report.place.through, through))
    done = replace(report, place=place, handed=handed)
    try:
        note_handed(session, through)
    except StoreError as error:
        return replace(done, problem=error)
    return done


def failed(session: Session, place: Place, problem: BeiratError) -> PlaceReport:
    """The report of a PLACE that could not even be opened; its PROBLEM is noted."""
    return _noted(session, PlaceReport(place, NOTHING, problem=problem))


def _noted(session: Session, report: PlaceReport) -> PlaceReport:
    """Note how it went; a failure leaves the time of the last success.

    Where nothing can be noted that is the problem, unless there was one already.
    """
    problem, new = report.problem, report.taken.new

    def change(place: Place) -> Place:
        if problem is not None:
            return replace(place, problem=problem, new=new or place.new)
        return replace(
            place,
            at=session.outside.now(),
            new=new or place.new,
            through=report.place.through,
            problem=None,
        )

    try:
        noted = places.note(session, report.place.address, change)
    except StoreError as error:
        return replace(report, place=change(report.place), problem=problem or error)
    return replace(report, place=noted or report.place)


# --- what this device has ----------------------------------------------------------------------------------


def say_what_is_here(session: Session) -> bool:
    """Sign what this device has now, if that changed since it said so last; did it?

    Nothing is said by a device that is neither enrolled nor asks to be.
    """
    key = session.key
    if key is None:
        return False
    with session.reading() as reading:
        tips, said = sorted(reading.ledger.tips()), reading.heard_of(key.public)
        own = reading.ledger.tips_of(key.public)
    if said is not None and list(said.tips) == tips:
        return False
    number, last = (1 if said is None else said.number + 1), (own[0].seq if own else 0)
    statement = heard.state(key, session.id, number=number, at=session.outside.now(), tips=tips, last=last)
    with session.board.writing() as writing:
        return writing.hear(statement)


def last_own(session: Session) -> int:
    """The number of the last entry that this device signed; 0 if it has signed none."""
    if session.key is None:
        return 0
    with session.reading() as reading:
        tips = reading.ledger.tips_of(session.key.public)
        return tips[0].seq if tips else 0


def note_handed(session: Session, through: int) -> None:
    """Note that this device's own entries up to number THROUGH are at some place, or in somebody's hands."""
    with places.noting():
        known = session.home.private(session.id, "handed").get("through", 0)
        if not isinstance(known, int) or through > known:
            session.home.keep_private(session.id, "handed", {"through": through})


@contextmanager
def exchanging(session: Session, place: Place, secret: AskSecret = no_secret) -> Iterator[Exchange]:
    """PLACE, opened for several exchanges.

    Raises:
        ExchangeError: this computer lacks what this kind of place needs.
    """
    exchange = places.opened(session, place, secret)
    try:
        yield exchange
    finally:
        exchange.close()
