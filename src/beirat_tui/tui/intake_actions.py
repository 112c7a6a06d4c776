"""What the office does with sketches: take in, summarise, tick the formal check, note the ministry's word."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

from beirat_tui.tui.focus import SketchFocus
from beirat_tui.wording import _, ngettext

if TYPE_CHECKING:
    from beirat_tui.domain.programme import Programme
    from beirat_tui.services.intake_views import ImportReport
    from beirat_tui.services.reading_views import SketchView
    from beirat_tui.services.session import Session
    from beirat_tui.tui.dialogs.decision import DecisionAnswer
    from beirat_tui.tui.dialogs.intake import IntakeAnswer

INTAKE_KEYS = ("office.intake", "office.summary", "office.checklist", "office.decision")
"""Ids of the actions, for a screen's ``BINDINGS``."""

_ON_A_SKETCH = frozenset({"summary", "checklist", "decision"})


class IntakeActions(SketchFocus):
    """Mixin of screens with a sketch under the cursor, `sketch_row`."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs a sketch only where there is one."""
        if action in _ON_A_SKETCH and (self.sketch_row is None or not self.sketch_row.sketch):
            return False
        checked: bool | None = cast("Any", super()).check_action(action, parameters)
        return checked

    # --- taking in -------------------------------------------------------------------------------------

    def action_intake(self) -> None:
        """Take in sketches from files."""
        from beirat_tui.tui.dialogs.intake import IntakeDialog  # noqa: PLC0415  (on demand)

        self.ask(IntakeDialog(self._now.date()), self._take_in)

    def _take_in(self, answer: "IntakeAnswer") -> None:
        def job(session: "Session") -> "tuple[list[ImportReport], dict[str, Programme]]":
            from beirat_tui.services import intake  # noqa: PLC0415  (in the thread)
            from beirat_tui.services.programmes import programmes  # noqa: PLC0415  (the same)

            reports = intake.import_files(
                session, answer.paths, received=answer.received, number=answer.number
            )
            with session.reading() as reading:
                return reports, programmes(reading)

        self.write(job, lambda result: self._show_reports(*result))

    def _show_reports(self, reports: "list[ImportReport]", programmes: "Mapping[str, Programme]") -> None:
        from beirat_tui.tui.screens.sheet import SheetScreen  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.sheets.intake import intake_sheet  # noqa: PLC0415  (the same)

        taken = sum(report.result in {"new", "revised"} for report in reports)
        title = ngettext("{number} sketch taken in", "{number} sketches taken in", taken).format(number=taken)
        refused = sum(report.result == "refused" for report in reports)
        if refused:
            text = ngettext("{number} file refused", "{number} files refused", refused)
            title = f"{title} · {text.format(number=refused)}"
        self.app.push_screen(SheetScreen(title, lambda width: intake_sheet(reports, programmes, width)))

    # --- what needs the sketch -------------------------------------------------------------------------

    def _read_sketch(self, group: str, then: "Callable[[SketchView], None]") -> None:
        row = self.sketch_row
        if row is None:
            return
        sketch = row.sketch

        def job(session: "Session") -> "SketchView":
            from beirat_tui.services import reading  # noqa: PLC0415  (in the thread)

            return reading.preview(session, sketch)

        self.read(group, job, then)

    def action_summary(self) -> None:
        """Write the summary that members read first."""
        row = self.sketch_row
        if row is None:
            return
        sketch = row.sketch

        def job(session: "Session") -> "tuple[SketchView, str]":
            from beirat_tui.services import drafts, reading  # noqa: PLC0415  (in the thread)

            return reading.preview(session, sketch), drafts.half_typed(session, f"summary/{sketch}")

        self.read("summary", job, lambda result: self._ask_summary(*result))

    def _ask_summary(self, view: "SketchView", typed: str) -> None:
        from beirat_tui.tui.dialogs.text import TextDialog, TextQuestion  # noqa: PLC0415  (on demand)

        key = f"summary/{view.sketch}"
        question = TextQuestion(
            title=_("Summary of {number} {title}").format(number=view.number, title=view.title),
            advice=_("Half a page that members read first, before the sketch itself."),
            text=typed or (view.summary if view.summary_is_office else ""),
            done=_("write"),
            key=key,
        )

        def answered(text: str) -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import drafts, intake  # noqa: PLC0415  (in the thread)

                intake.write_summary(session, view.sketch, text)
                drafts.keep_half_typed(session, key, "")

            self.write_and_say(job, _("Summary written."))

        self.ask(TextDialog(question), answered)

    def action_checklist(self) -> None:
        """Tick what only a person can judge."""
        self._read_sketch("checklist", self._ask_checklist)

    def _ask_checklist(self, view: "SketchView") -> None:
        from beirat_tui.tui.dialogs.checklist import ChecklistDialog  # noqa: PLC0415  (on demand)

        def answered(answers: Mapping[str, bool]) -> None:
            if not answers:
                return

            def job(session: "Session") -> None:
                from beirat_tui.services import intake  # noqa: PLC0415  (in the thread)

                for item, met in answers.items():
                    intake.tick(session, view.sketch, item, met=met)

            self.write_and_say(job, _("The checklist is recorded."))

        self.ask(ChecklistDialog(view), answered)

    def action_decision(self) -> None:
        """Record what the ministry decided."""
        self._read_sketch("decision", self._ask_decision)

    def _ask_decision(self, view: "SketchView") -> None:
        from beirat_tui.tui.dialogs.decision import DecisionDialog  # noqa: PLC0415  (on demand)

        def answered(answer: "DecisionAnswer") -> None:
            def job(session: "Session") -> None:
                from beirat_tui.services import intake  # noqa: PLC0415  (in the thread)

                intake.record_decision(
                    session,
                    view.sketch,
                    granted=answer.granted,
                    amount_cents=answer.amount_cents,
                    day=answer.day,
                    reasons=answer.reasons,
                )

            said = _("{number}: the ministry’s decision is recorded.").format(number=view.number)
            self.write_and_say(job, said)

        self.ask(DecisionDialog(view, self._now.date()), answered)
