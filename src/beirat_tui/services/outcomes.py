"""Outcomes: every round that is no longer open, and the ministry's decision beside it."""

from beirat_tui.domain.text import clean_line
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.board import SketchFacts
from beirat_tui.log.closing import Conclusion, RoundState, conclude, moment
from beirat_tui.log.record import Record
from beirat_tui.services.corrections import correction
from beirat_tui.services.decisions import decision
from beirat_tui.services.outcome_views import OutcomeRow
from beirat_tui.services.programmes import programmes
from beirat_tui.services.round_details import subject_of
from beirat_tui.services.round_view import outcome_view
from beirat_tui.services.round_views import RoundState as Shown
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import Reading
from beirat_tui.store.rounds import round_ids
from beirat_tui.wording import language


def outcomes(session: Session) -> list[OutcomeRow]:
    """All rounds that are no longer open, the newest vote first."""
    with session.board.reading() as reading:
        rules_of = rules_in(reading.ledger)
        found = []
        for name in round_ids(reading):
            opening = reading.ledger.get(name)
            if opening is None:
                continue
            conclusion = conclude(reading.view, opening, rules_of)
            if conclusion.state != RoundState.OPEN:
                found.append(_row(reading, opening, conclusion))
    found.sort(key=lambda row: (row.closed_at is not None, row.closed_at), reverse=True)
    return found


def _row(reading: Reading, opening: Record, conclusion: Conclusion) -> OutcomeRow:
    body = conclusion.facts.opening
    version = None if body.version is None else reading.ledger.get(body.version)
    facts = version.body if version is not None and isinstance(version.body, SketchFacts) else None
    texts = {} if version is None else reading.texts(version)
    programme = None if facts is None else programmes(reading).get(facts.programme)
    settled = conclusion.settled or next(iter(conclusion.closings), None)
    kind = (
        None if programme is None or facts is None else programme.applicant_kind(facts.applicant_kind or "")
    )
    named = [] if programme is None or facts is None else [programme.field(key) for key in facts.fields]
    shown = outcome_view(reading, conclusion)
    corrected = correction(reading, opening, conclusion)
    number, title = subject_of(reading, opening) if body.candidates else ("", _line(texts.get("title")))
    decided = None
    if body.sketch is not None:
        decided = decision(reading, body.sketch, None if shown is None else shown.votum)
    return OutcomeRow(
        round=opening.id,
        sketch=body.sketch or "",
        number=number if facts is None else clean_line(facts.number),
        title=title,
        applicant=_line(texts.get("applicant_name")),
        applicant_kind="" if kind is None else kind.name.text(language()),
        fields=tuple(field.name.text(language()) for field in named if field is not None),
        grant_cents=None if facts is None else facts.grant_cents,
        motion="elect" if body.candidates else body.motion,
        procedure=body.procedure,
        state=Shown(conclusion.state.value),
        outcome=shown,
        closed_at=None if settled is None else moment(settled.body),
        received=None if facts is None else facts.received,
        corrected=corrected is not None and corrected.differs,
        decision=decided,
    )


def _line(value: object) -> str:
    return clean_line(value) if isinstance(value, str) else ""
