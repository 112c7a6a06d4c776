"""Which sketch and which vote the keys act on: those under the cursor of whatever screen."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from beirat_tui.tui.jobs import Jobs
from beirat_tui.tui.vote_steps import VoteSteps

if TYPE_CHECKING:
    from beirat_tui.services.queue_views import QueueRow
    from beirat_tui.services.round_views import RoundView
    from beirat_tui.services.session import Session
    from beirat_tui.tui.jobs import Host


class SketchFocus(Jobs):
    """Base of the mixins that do something with a sketch."""

    @property
    def sketch_row(self) -> "QueueRow | None":
        """The sketch that the keys act on."""
        return None


class RoundFocus(SketchFocus, VoteSteps):
    """Base of the mixins that do something with a vote."""

    @property
    def round_id(self) -> str | None:
        """The vote that the keys act on."""
        row = self.sketch_row
        return row.round if row is not None else None

    @property
    def preferred_meeting(self) -> str | None:
        """The meeting that a vote opened here is in, where the screen shows one."""
        return None

    @property
    def _roles(self) -> frozenset[str]:
        session = cast("Host", self.app).session
        return session.person.roles if session is not None else frozenset()

    def _read_round(self, group: str, then: "Callable[[RoundView], None]") -> None:
        round_id = self.round_id
        if round_id is None:
            return

        def job(session: "Session") -> "RoundView":
            from beirat_tui.services import rounds  # noqa: PLC0415  (in the thread)

            return rounds.round_view(session, round_id)

        self.read(group, job, then)
