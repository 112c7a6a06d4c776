"""What a member writes about a sketch: a note, a comment, an objection to writing, a dissenting opinion.

All four ask for a text in the same dialog and say who will read it. What is half-typed is kept, except for
notes, which are kept whole.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from beirat_tui.tui.focus import SketchFocus
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.session import Session
    from beirat_tui.tui.dialogs.text import TextQuestion


class OpinionActions(SketchFocus):
    """Mixin of screens with a sketch under the cursor, `sketch_row`."""

    def _ask_text(
        self,
        question: "Callable[[str], TextQuestion]",
        typed: "Callable[[Session], str]",
        send: "Callable[[Session, str], object]",
        said: str,
    ) -> None:
        """Ask QUESTION with what TYPED finds, SEND the answer and say what was SAID of it."""

        def ask(text: str) -> None:
            from beirat_tui.tui.dialogs.text import TextDialog  # noqa: PLC0415  (on demand)

            def answered(answer: str) -> None:
                self.write_and_say(lambda session: send(session, answer), said)

            self.ask(TextDialog(question(text)), answered)

        self.read("text", typed, ask)

    def _ask_kept(
        self,
        key: str,
        title: str,
        advice: str,
        done: str,
        send: "Callable[[Session, str], object]",
        said: str,
    ) -> None:
        """Ask for a text that is kept half-typed under KEY until it is sent."""

        def question(text: str) -> "TextQuestion":
            from beirat_tui.tui.dialogs.text import TextQuestion  # noqa: PLC0415  (on demand)

            return TextQuestion(title=title, advice=advice, text=text, done=done, key=key)

        def typed(session: "Session") -> str:
            from beirat_tui.services import drafts  # noqa: PLC0415  (in the thread)

            return drafts.half_typed(session, key)

        def sent(session: "Session", text: str) -> None:
            from beirat_tui.services import drafts  # noqa: PLC0415  (in the thread)

            send(session, text)
            drafts.keep_half_typed(session, key, "")

        self._ask_text(question, typed, sent, said)

    def action_note(self) -> None:
        """Write or change one's private note on the sketch."""
        row = self.sketch_row
        if row is None:
            return

        def question(text: str) -> "TextQuestion":
            from beirat_tui.tui.dialogs.text import TextQuestion  # noqa: PLC0415  (on demand)

            return TextQuestion(
                title=_("Private note on {number} {title}").format(number=row.number, title=row.title),
                advice=_(
                    "Only you can read this note. It stays on this device and never goes into the board file."
                ),
                text=text,
                done=_("keep"),
                may_be_empty=True,
            )

        def typed(session: "Session") -> str:
            from beirat_tui.services import notes  # noqa: PLC0415  (in the thread)

            return notes.note(session, row.sketch)

        def keep(session: "Session", text: str) -> None:
            from beirat_tui.services import notes  # noqa: PLC0415  (in the thread)

            notes.keep_note(session, row.sketch, text)

        self._ask_text(question, typed, keep, _("Note kept. Only you can read it."))

    def action_comment(self) -> None:
        """Write a comment for the board."""
        row = self.sketch_row
        if row is None:
            return

        def send(session: "Session", text: str) -> None:
            from beirat_tui.services import comments  # noqa: PLC0415  (in the thread)

            comments.write_comment(session, row.sketch, text)

        self._ask_kept(
            f"comment/{row.sketch}",
            _("Comment on {number} {title}").format(number=row.number, title=row.title),
            _("Whoever has the board file can read it, with your name. It cannot be changed later."),
            _("write"),
            send,
            _("Comment written."),
        )

    def action_object(self) -> None:
        """Object to a vote by circulation, so that it goes to a meeting."""
        row = self.sketch_row
        if row is None:
            return
        round_id = row.round
        if round_id is None or row.procedure != "circulation" or row.stage != "open":
            self.app.notify(_("You can object while a vote by circulation is running."), markup=False)
            return

        def job(session: "Session") -> bool:
            from beirat_tui.services import voting  # noqa: PLC0415  (in the thread)

            return voting.objecting(session, round_id)

        subject = f"{row.number} {row.title}"
        self.read(
            "objection",
            job,
            lambda raised: (self._ask_withdrawal if raised else self._ask_objection)(round_id, subject),
        )

    def _ask_objection(self, round_id: str, subject: str) -> None:
        def send(session: "Session", text: str) -> None:
            from beirat_tui.services import voting  # noqa: PLC0415  (in the thread)

            voting.object_to_circulation(session, round_id, text)

        self._ask_kept(
            f"objection/{round_id}",
            _("Objection to the written vote on {subject}").format(subject=subject),
            _(
                "You object to deciding in writing, not to the sketch. What follows from it stands in the "
                "rules: often the vote ends without a decision and the sketch goes to a meeting. Your reason:"
            ),
            _("object now"),
            send,
            _("Recorded: you object to deciding in writing."),
        )

    def _ask_withdrawal(self, round_id: str, subject: str) -> None:
        from beirat_tui.tui.dialogs.sentence import SentenceDialog  # noqa: PLC0415  (on demand)

        def agreed() -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import voting  # noqa: PLC0415  (in the thread)

                voting.object_to_circulation(session, round_id, "", raised=False)

            said = _("You no longer object to deciding in writing.")
            self.write_and_say(job, said)

        dialog = SentenceDialog(
            _("Withdraw the objection"),
            _("You object to deciding on {subject} in writing.").format(subject=subject),
            _("I withdraw my objection: the written vote may go on."),
            _("withdraw it"),
        )
        self.ask_whether(dialog, agreed)

    def action_dissent(self) -> None:
        """File a dissenting opinion on the sketch's latest vote."""
        row = self.sketch_row
        if row is None:
            return
        round_id = row.round
        if round_id is None:
            self.app.notify(_("There has been no vote on this sketch yet."), markup=False)
            return

        def send(session: "Session", text: str) -> None:
            from beirat_tui.services import voting  # noqa: PLC0415  (in the thread)

            voting.dissent(session, round_id, text)

        self._ask_kept(
            f"dissent/{round_id}",
            _("Dissenting opinion on {number} {title}").format(number=row.number, title=row.title),
            _("Your reasons against the board’s outcome. They go into the minutes with your name."),
            _("file it"),
            send,
            _("Dissenting opinion filed."),
        )
