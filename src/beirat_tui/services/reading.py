"""One sketch as it is read: beside the queue, and whole with sections, comments, files and versions."""

from fractions import Fraction

from beirat_tui.domain.checklist import evaluate
from beirat_tui.domain.errors import InputError
from beirat_tui.domain.programme import Programme
from beirat_tui.domain.sketch import Sketch
from beirat_tui.domain.text import clean_line
from beirat_tui.log import payload as payloads
from beirat_tui.log.bodies.board import AttachmentAdded
from beirat_tui.log.record import Record
from beirat_tui.services.clocks import local_time
from beirat_tui.services.decisions import decision
from beirat_tui.services.people import author, places
from beirat_tui.services.programmes import programmes
from beirat_tui.services.queue import row as queue_row
from beirat_tui.services.reading_views import (
    AttachmentView,
    Change,
    CheckView,
    CommentView,
    Section,
    SketchView,
    VersionView,
)
from beirat_tui.services.round_views import RoundView
from beirat_tui.services.session import Session
from beirat_tui.services.sketches import Current, current, sketch_of, summaries, text_of, ticks, versions
from beirat_tui.store.board_file import Reading
from beirat_tui.store.rounds import round_ids
from beirat_tui.wording import language
from beirat_tui.wording.checklist import finding_text


def preview(session: Session, sketch: str) -> SketchView:
    """SKETCH with its figures, summary, formal check and latest round: what stands beside the queue.

    Raises:
        InputError: ``sketch.unknown``.
    """
    with session.reading() as reading:
        return _view(session, reading, sketch, whole=False)


def read(session: Session, sketch: str) -> SketchView:
    """SKETCH with everything that belongs to it.

    Raises:
        InputError: ``sketch.unknown``.
    """
    with session.reading() as reading:
        return _view(session, reading, sketch, whole=True)


def difference(session: Session, sketch: str, older: str, newer: str) -> list[Change]:
    """What the version NEWER says otherwise than OLDER, facts first.

    Raises:
        InputError: ``sketch.unknown``, ``sketch.no-such-version``.
    """
    with session.reading() as reading:
        now = current(reading, sketch)
        known = {each.id: each for each in (*versions(reading, sketch), *now.siblings)}
        if older not in known or newer not in known:
            raise InputError("sketch.no-such-version", sketch=now.version.id[:12])
        programme = _programme(reading, now.version)
        return changes(sketch_of(reading, known[older]), sketch_of(reading, known[newer]), programme)


def changes(old: Sketch, new: Sketch, programme: Programme | None) -> list[Change]:
    """What NEW says otherwise than OLD, with the names of PROGRAMME's sections."""
    from beirat_tui.documents.difference import difference as compare  # noqa: PLC0415  (when asked)
    from beirat_tui.wording.fact_values import fact_value  # noqa: PLC0415  (the same)
    from beirat_tui.wording.intake import fact_name  # noqa: PLC0415  (the same)

    return [
        Change(
            each.key if programme is None else fact_name(each.key, programme),
            fact_value(each.key, each.old, programme),
            fact_value(each.key, each.new, programme),
        )
        for each in compare(old, new)
    ]


def attachment(session: Session, attachment_id: str) -> tuple[str, str, bytes]:
    """Name, media type and bytes of an attached file.

    Raises:
        InputError: ``attachment.unknown``, ``attachment.not-here`` (erased, or still on its way).
    """
    with session.reading() as reading:
        record = reading.ledger.get(attachment_id)
        if record is None or not isinstance(record.body, AttachmentAdded):
            raise InputError("attachment.unknown", attachment=attachment_id[:12])
        blob = reading.blob(record.payload)
        name = clean_line(record.body.name)
        if blob is None:
            raise InputError("attachment.not-here", name=name)
        return name, clean_line(record.body.media_type), payloads.content(blob)


def _view(session: Session, reading: Reading, sketch: str, *, whole: bool) -> SketchView:
    now = current(reading, sketch)
    row = queue_row(session, reading, sketch)
    if row is None:
        raise InputError("sketch.unknown", sketch=sketch[:12])
    found = sketch_of(reading, now.version)
    programme = _programme(reading, now.version)
    written = summaries(reading, sketch)
    rounds = _rounds(session, reading, row.round, sketch, whole=whole)
    return SketchView(
        sketch=sketch,
        number=row.number,
        title=found.title,
        applicant=found.applicant.name,
        applicant_kind=_kind(found, programme),
        place=", ".join(filter(None, dict.fromkeys((found.applicant.place, found.applicant.region)))),
        programme_title=found.programme if programme is None else programme.name.text(language()),
        received=row.received,
        grant_cents=found.grant_cents,
        own_share_cents=found.own_share_cents,
        third_party_cents=found.third_party_cents,
        total_cents=found.total_cents,
        share=_share(found),
        months=found.months,
        start=found.start,
        end=found.end,
        fields=_fields(found, programme),
        partners=found.partners,
        summary="\n\n≠\n\n".join(written) or found.short_description,
        summary_is_office=bool(written),
        sections=_sections(found, programme) if whole else (),
        checklist=_checklist(reading, sketch, found, programme),
        row=row,
        round=next((each for each in rounds if each.id == row.round), None),
        rounds=rounds if whole else (),
        comments=_comments(reading, sketch) if whole else (),
        attachments=_attachments(reading, sketch) if whole else (),
        versions=_versions(reading, sketch) if whole else (),
        decision=decision(reading, sketch, _votum(rounds, row.round)),
        flags=_flags(reading, now, found, programme, written),
    )


def _programme(reading: Reading, version: Record) -> Programme | None:
    """The programme that VERSION names; None where it was not adopted here or cannot be read."""
    return programmes(reading).get(getattr(version.body, "programme", ""))


def _kind(found: Sketch, programme: Programme | None) -> str:
    kind = None if programme is None else programme.applicant_kind(found.applicant.kind)
    return found.applicant.kind if kind is None else kind.name.text(language())


def _share(found: Sketch) -> Fraction | None:
    if found.grant_cents is None or not found.total_cents:
        return None
    return Fraction(found.grant_cents, found.total_cents)


def _fields(found: Sketch, programme: Programme | None) -> tuple[str, ...]:
    known = {} if programme is None else {each.key: each.name.text(language()) for each in programme.fields}
    return tuple(known.get(key, clean_line(key)) for key in found.fields)


def _sections(found: Sketch, programme: Programme | None) -> tuple[Section, ...]:
    """The sections in the programme's order, then those that it does not know."""
    titles: dict[str, str] = {}
    if programme is not None:
        titles = {each.key: each.title.text(language()) for each in programme.sections}
    keys = [key for key in titles if found.sections.get(key)]
    keys += [key for key, text in found.sections.items() if key not in titles and text]
    return tuple(Section(key, titles.get(key, key), found.sections[key]) for key in keys)


def _checklist(
    reading: Reading, sketch: str, found: Sketch, programme: Programme | None
) -> tuple[CheckView, ...]:
    if programme is None:
        return ()
    return tuple(
        CheckView(
            each.key,
            each.title.text(language()),
            each.state,
            finding_text(each, programme),
            by_hand=not each.computed,
        )
        for each in evaluate(programme, found, ticks(reading, sketch))
    )


def _rounds(
    session: Session, reading: Reading, latest: str | None, sketch: str, *, whole: bool
) -> tuple[RoundView, ...]:
    from beirat_tui.services.round_view import view_round  # noqa: PLC0415  (brings the tally)

    ids = round_ids(reading, sketch) if whole else [] if latest is None else [latest]
    openings = (reading.ledger.get(name) for name in ids)
    return tuple(view_round(reading, session, each) for each in openings if each is not None)


def _votum(rounds: tuple[RoundView, ...], latest: str | None) -> str | None:
    outcome = next((each.outcome for each in rounds if each.id == latest), None)
    return None if outcome is None else outcome.votum


def _comments(reading: Reading, sketch: str) -> tuple[CommentView, ...]:
    roster = places(reading)
    found = []
    written = reading.view.effective(f"comment/{sketch}/*")
    for each in sorted(written, key=lambda record: (record.at, record.id)):
        label, name = author(reading, each, roster)
        found.append(CommentView(each.id, label, name, local_time(each.at), text_of(reading, each, "text")))
    return tuple(found)


def _attachments(reading: Reading, sketch: str) -> tuple[AttachmentView, ...]:
    return tuple(
        AttachmentView(each.id, clean_line(each.body.name), clean_line(each.body.media_type), each.body.size)
        for each in reading.view.effective(f"attachment/{sketch}/*")
        if isinstance(each.body, AttachmentAdded)
        and each.payload is not None
        and reading.has_blob(each.payload)
    )


def _versions(reading: Reading, sketch: str) -> tuple[VersionView, ...]:
    roster = places(reading)
    return tuple(
        VersionView(each.id, local_time(each.at), author(reading, each, roster)[0])
        for each in versions(reading, sketch)
    )


def _flags(
    reading: Reading, now: Current, found: Sketch, programme: Programme | None, written: list[str]
) -> tuple[str, ...]:
    """Codes of what deserves attention."""
    gone = found.erased and now.version.payload in reading.erased_payloads()
    flags = {
        "siblings": len(now.siblings) > 1,
        "erased": gone,
        "texts-missing": found.erased and not gone,
        "programme-unknown": programme is None,
        "summaries-contradict": len(written) > 1,
        "decisions-contradict": len(reading.view.values(f"decision/{now.id}")) > 1,
    }
    return tuple(code for code, there in flags.items() if there)
