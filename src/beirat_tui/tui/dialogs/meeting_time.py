"""Opens or ends a meeting at a time that is noted as a fact."""

from textual.app import ComposeResult

from beirat_tui.services.meeting_views import MeetingView
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.typed_values import read_time
from beirat_tui.tui.widgets.form import Blank
from beirat_tui.wording import _, ngettext
from beirat_tui.wording import format as fmt


class MeetingTimeDialog(FormDialog[str]):
    """Returns the time as ``HH:MM``."""

    from_sentence = True

    def __init__(self, found: MeetingView, now: str, *, opening: bool) -> None:
        super().__init__()
        self._meeting = found
        self._now = now
        self._opening = opening
        self.heading = _("Open the meeting") if opening else _("End the meeting")

    def lines(self) -> ComposeResult:
        """Lay what deserves attention, and the time."""
        found = self._meeting
        if self._opening:
            here = sum(member.present for member in found.attendance if member.entitled)
            if not here:
                yield note(_("Nobody is noted as here yet: key a notes who is, before or after."), "quiet")
        else:
            running = sum(item.row.stage == "open" for item in found.agenda)
            if running:
                text = ngettext(
                    "{number} vote of this meeting is still open.",
                    "{number} votes of this meeting are still open.",
                    running,
                )
                yield note(text.format(number=running), "warn")
        yield Blank(_("Time"), self._now, id="time")

    def settle(self) -> Settled[str]:
        """Say what is noted."""
        time = read_time(self.query_one("#time", Blank).value)
        if time is None:
            return Settled(None, _("This is not a time. Write 14:05."))
        text = (
            _("I open meeting {number} at {time}.")
            if self._opening
            else _("I end meeting {number} at {time}.")
        )
        return Settled(time, text.format(number=self._meeting.number, time=fmt.clock(time)), self.heading)
