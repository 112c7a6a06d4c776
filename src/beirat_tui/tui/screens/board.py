"""The board: who sits on it, with which devices, who asks to join, and the rules in plain words."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from beirat_tui.services.board_views import BoardView, MemberView
from beirat_tui.tui.actions import bindings
from beirat_tui.tui.board_actions import BOARD_KEYS, BoardActions
from beirat_tui.tui.screens.base import BoardScreen
from beirat_tui.tui.widgets.empty import Empty
from beirat_tui.tui.widgets.member_list import MemberList
from beirat_tui.tui.widgets.page import Page
from beirat_tui.tui.widgets.spans_line import SpansLine
from beirat_tui.wording import _, ngettext

if TYPE_CHECKING:
    from beirat_tui.services.outlook import Elsewhere
    from beirat_tui.services.session import Session


class MembersScreen(BoardScreen, BoardActions):
    """Roster, member, rules."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(*BOARD_KEYS, "board.rules", "vote.what-if", "read.scroll")
    ]

    DEFAULT_CSS = """
    MembersScreen {
        #requests { display: none; background: $panel; }
        #requests.-some { display: block; }
        #board { height: 1fr; layout: vertical; }
        #board > * { border: round $line; border-title-color: $quiet; }
        #board > *:focus { border: round $primary; border-title-color: $primary; }
        MemberList { height: 1fr; }
        #member { height: 1fr; }
        #rules { display: none; }
        &.-wide #board, &.-broad #board { layout: horizontal; }
        &.-wide #board > *, &.-broad #board > * { height: 1fr; width: 1fr; }
        &.-broad #rules { display: block; max-width: 85; }
        &.-broad #member { max-width: 85; }
        Empty { display: none; height: 1fr; }
        &.-none Empty { display: block; }
        &.-none #board { display: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._view: BoardView | None = None

    def compose_body(self) -> ComposeResult:
        """Lay the requests, the roster, the member and the rules."""
        yield SpansLine(id="requests")
        with Container(id="board"):
            yield MemberList(id="members")
            yield Page(id="member")
            yield Page(id="rules")
        yield Empty()

    def on_mount(self) -> None:
        """Name the panes."""
        super().on_mount()
        self.query_one("#members").border_title = _("Members")
        self.query_one("#member").border_title = _("Member")
        self.query_one("#rules").border_title = _("Rules of procedure")
        self.query_one(MemberList).focus()

    def refresh_board(self) -> None:
        """Read the board."""

        def job(session: "Session") -> BoardView:
            from beirat_tui.services import board  # noqa: PLC0415  (in the thread)

            return board.board(session)

        self.read("board", job, self._show)

    def _show(self, view: BoardView) -> None:
        from beirat_tui.tui.sheets.board import rules_sheet  # noqa: PLC0415  (brings the sentences)

        self._view = view
        members = sorted(view.members, key=lambda each: (not each.active, not each.entitled))
        self.set_class(not members, "-none")
        if not members:
            self.query_one(Empty).say(
                _("Nobody is on the roster yet."),
                _("+ appoints a person; beirat roster import reads a list."),
            )
        self._show_requests(view)
        found = self.query_one(MemberList)
        current = found.current
        places = {each.member: place for place, each in enumerate(members)}
        cursor = places.get(current.member, found.cursor) if current is not None else 0
        found.fill(members, cursor)
        voting = sum(each.active and each.entitled for each in members)
        found.border_subtitle = ngettext("{number} may vote", "{number} may vote", voting).format(
            number=voting
        )
        if members:
            self._show_member(members[min(cursor, len(members) - 1)])
        self.query_one("#rules", Page).show(lambda width: rules_sheet(view, width), keep_place=True)
        self.refresh_bindings()

    def _show_requests(self, view: BoardView) -> None:
        line = self.query_one("#requests", SpansLine)
        line.set_class(bool(view.requests), "-some")
        if not view.requests:
            return
        key = self.beirat.session.key if self.beirat.session is not None else None
        own = next((each for each in view.requests if key is not None and each.key == key.public), None)
        if own is not None:
            words = _("Your six words: {words}").format(words=" ".join(own.words))
            line.say(((words, "next"),))
            return
        names = ", ".join(request.name for request in view.requests)
        text = ngettext(
            "! {number} device asks to join: {names}.",
            "! {number} devices ask to join: {names}.",
            len(view.requests),
        ).format(number=len(view.requests), names=names)
        may = self.check_action("enrol", ())
        line.say(((text, "next"),), ((_("E compares six words"), "next"),) if may else ())

    @on(MemberList.Pointed)
    def _pointed(self, message: MemberList.Pointed) -> None:
        if message.row is not None:
            self._show_member(message.row)
        self.refresh_bindings()

    def _show_member(self, member: MemberView) -> None:
        from beirat_tui.tui.sheets.board import member_sheet  # noqa: PLC0415  (brings the words)

        now = self.beirat.now()
        page = self.query_one("#member", Page)
        page.border_title = Content(member.label)
        page.show(lambda width: member_sheet(member, now, width), keep_place=True)

    @property
    def board_view(self) -> BoardView | None:
        """The board as it was read."""
        return self._view

    @property
    def member_view(self) -> MemberView | None:
        """The member under the cursor."""
        return self.query_one(MemberList).current if self.is_mounted else None

    @on(MemberList.Opened)
    def _opened(self) -> None:
        self.query_one("#member", Page).focus()

    def action_scroll_preview(self) -> None:
        """Scroll the member beside the list."""
        self.query_one("#member", Page).turn()

    def action_rules(self) -> None:
        """Show the rules of procedure: beside the roster where there is room, else on a page."""
        view, pane = self._view, self.query_one("#rules", Page)
        if view is None:
            return
        if pane.display:
            pane.focus()
            return
        from beirat_tui.tui.screens.sheet import SheetScreen  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.sheets.board import rules_sheet  # noqa: PLC0415  (the same)

        self.app.push_screen(SheetScreen(_("Rules of procedure"), lambda width: rules_sheet(view, width)))

    def action_what_if(self) -> None:
        """Show all closed votes under other rules."""

        def job(session: "Session") -> "tuple[Elsewhere, ...]":
            from beirat_tui.services import outlook  # noqa: PLC0415  (in the thread)

            return outlook.all_under_other_rules(session)

        self.read("what-if", job, self._show_elsewhere)

    def _show_elsewhere(self, found: "tuple[Elsewhere, ...]") -> None:
        from beirat_tui.tui.screens.sheet import SheetScreen  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.sheets.board import elsewhere_sheet  # noqa: PLC0415  (the same)

        self.app.push_screen(SheetScreen(_("What if"), lambda width: elsewhere_sheet(found, width)))
