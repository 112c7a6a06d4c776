"""What office and chair do with the roster: appoint, end a term, enrol and revoke devices."""

from typing import TYPE_CHECKING, Any, cast

from beirat_tui.tui.jobs import Jobs
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.board_views import BoardView, MemberView
    from beirat_tui.services.session import Session
    from beirat_tui.tui.app import BeiratApp
    from beirat_tui.tui.dialogs.appoint import AppointAnswer
    from beirat_tui.tui.dialogs.enrol import EnrolAnswer
    from beirat_tui.tui.dialogs.revoke import RevokeAnswer

BOARD_KEYS = ("board.enrol", "board.appoint", "board.change", "board.revoke", "board.release")
"""Ids of the actions, for a screen's ``BINDINGS``."""


class BoardActions(Jobs):
    """Mixin of the screen that shows the roster."""

    @property
    def board_view(self) -> "BoardView | None":
        """The board as it was read."""
        return None

    @property
    def member_view(self) -> "MemberView | None":
        """The member under the cursor."""
        return None

    @property
    def _session(self) -> "Session | None":
        return cast("BeiratApp", self.app).session

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the member under the cursor."""
        view, member = self.board_view, self.member_view
        if action == "enrol" and (view is None or not view.requests):
            return False
        if action in {"release", "change"} and (member is None or not member.active):
            return False
        if action == "revoke" and (member is None or all(device.ended for device in member.devices)):
            return False
        checked: bool | None = cast("Any", super()).check_action(action, parameters)
        return checked

    def action_enrol(self) -> None:
        """Enrol a device that asks to join."""
        view, session = self.board_view, self._session
        if view is None or session is None or not view.requests:
            return
        from beirat_tui.tui.dialogs.enrol import EnrolDialog  # noqa: PLC0415  (on demand)

        def answered(answer: "EnrolAnswer") -> None:
            def job(session: "Session") -> bool:
                from beirat_tui.services import places, roster  # noqa: PLC0415  (in the thread)

                root = answer.root.key() if answer.root is not None else None
                roster.enrol(session, answer.key, answer.member, answer.roles, root=root)
                return bool(places.places(session))

            def then(exchanged: bool) -> None:  # noqa: FBT001  (the job's answer)
                if exchanged:
                    said = _(
                        "{name}: the device is enrolled. It learns of it with the next exchange; if it asked "
                        "by file or text, hand that back."
                    )
                else:
                    said = _("{name}: the device is enrolled. Hand the file back so that it learns of it.")
                self.app.notify(said.format(name=answer.name), markup=False)

            self.write(job, then)

        self.ask(EnrolDialog(view.requests, view.members, session.person.roles), answered)

    def action_appoint(self) -> None:
        """Give a person a place on the board."""
        view = self.board_view
        if view is None:
            return
        from beirat_tui.tui.dialogs.appoint import AppointDialog  # noqa: PLC0415  (on demand)

        def answered(answer: "AppointAnswer") -> None:
            def job(session: "Session") -> str:
                from beirat_tui.services import roster  # noqa: PLC0415  (in the thread)

                return roster.appoint(session, answer.entry)

            said = _("{name} sits on the board now.").format(name=answer.entry.name)
            self.write_and_say(job, said)

        self.ask(AppointDialog(self._now.date(), view.members), answered)

    def action_change(self) -> None:
        """Change what is entered about the member."""
        view, member = self.board_view, self.member_view
        if view is None or member is None:
            return
        from beirat_tui.tui.dialogs.appoint import AppointDialog  # noqa: PLC0415  (on demand)

        def answered(answer: "AppointAnswer") -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import roster  # noqa: PLC0415  (in the thread)

                entry = answer.entry
                roster.change(
                    session,
                    member.member,
                    name=entry.name,
                    label=entry.label or member.label,
                    role=entry.role,
                    entitled=entry.entitled,
                    votes=entry.votes,
                    organisation=entry.organisation,
                    bench=entry.bench,
                    since=entry.since,
                    until=entry.until,
                )
                if answer.deputies is not None:
                    roster.name_deputies(session, member.member, answer.deputies)

            said = _("{name}: changed.").format(name=answer.entry.name)
            self.write_and_say(job, said)

        self.ask(AppointDialog(self._now.date(), view.members, member), answered)

    def action_revoke(self) -> None:
        """End what one of the member's devices may do."""
        member, session = self.member_view, self._session
        if member is None or session is None:
            return
        from beirat_tui.tui.dialogs.revoke import RevokeDialog  # noqa: PLC0415  (on demand)

        def answered(answer: "RevokeAnswer") -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import roster  # noqa: PLC0415  (in the thread)

                root = answer.root.key() if answer.root is not None else None
                roster.revoke(session, answer.cert, lost=answer.lost, root=root)

            self.write_and_say(job, _("The device is revoked."))

        own = session.key.public if session.key is not None else None
        self.ask(RevokeDialog(member, session.person.roles, own), answered)

    def action_release(self) -> None:
        """End the member's place on the board."""
        member = self.member_view
        if member is None:
            return
        from beirat_tui.tui.dialogs.sentence import SentenceDialog  # noqa: PLC0415  (on demand)

        name = f"{member.label} {member.name}".strip()

        def agreed() -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import roster  # noqa: PLC0415  (in the thread)

                roster.release(session, member.member)

            said = _("{name} is no longer on the board.").format(name=name)
            self.write_and_say(job, said)

        dialog = SentenceDialog(
            _("End a person’s place on the board"),
            _(
                "Votes that are open keep this person; votes opened from now on do not count them. Their "
                "devices are revoked as far as you may do that. What they signed stays."
            ),
            _("The place of {name} on the board ends now.").format(name=name),
            _("end it"),
        )
        self.ask_whether(dialog, agreed)
