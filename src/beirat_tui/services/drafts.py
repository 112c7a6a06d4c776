"""Vormerkungen: private draft votes, and remarks half typed. Nothing of this is in the board file."""

from beirat_tui.domain.errors import Refused
from beirat_tui.services.round_views import Delivery, DraftView
from beirat_tui.services.rounds import conclusions
from beirat_tui.services.session import Session
from beirat_tui.services.voting import cast, may_vote
from beirat_tui.store.rounds import sketch_titles

_DRAFTS = "drafts"
_TYPED = "typed"


def draft(session: Session, sketch: str, choice: str, remark: str = "") -> None:
    """Keep a Vormerkung: it becomes the ballot by one key once the person is present.

    Raises:
        Refused: the person has no vote, is recused, or the round is closed (codes of `voting.may_vote`).
    """
    permission = may_vote(session, sketch)
    if not permission.draft and not permission.ballot:
        raise Refused(permission.reason or "vote.closed")
    kept = session.home.private(session.id, _DRAFTS)
    kept[sketch] = {"choice": choice, "remark": remark}
    session.home.keep_private(session.id, _DRAFTS, kept)


def draft_of(session: Session, sketch: str) -> tuple[str, str] | None:
    """Choice and remark of the Vormerkung on SKETCH."""
    kept = session.home.private(session.id, _DRAFTS).get(sketch)
    return (str(kept.get("choice")), str(kept.get("remark", ""))) if isinstance(kept, dict) else None


def drafts(session: Session) -> list[DraftView]:
    """All Vormerkungen, those that can be cast now first."""
    kept = session.home.private(session.id, _DRAFTS)
    with session.board.reading() as reading:
        titles = sketch_titles(reading, list(kept))
    found = [
        DraftView(
            sketch=sketch,
            number=titles[sketch][0],
            title=titles[sketch][1],
            choice=str(each.get("choice")),
            remark=str(each.get("remark", "")),
            castable=may_vote(session, sketch).ballot,
        )
        for sketch, each in kept.items()
        if sketch in titles and isinstance(each, dict)
    ]
    return sorted(found, key=lambda each: (not each.castable, each.number))


def cast_draft(session: Session, sketch: str) -> Delivery:
    """Make the Vormerkung on SKETCH the ballot.

    Raises:
        Refused: ``draft.none``, ``vote.no-round``, or why no ballot can be cast now; the Vormerkung stays.
    """
    kept = draft_of(session, sketch)
    if kept is None:
        raise Refused("draft.none")
    with session.board.reading() as reading:
        rounds = [opening.id for opening, _ in conclusions(reading, sketch)]
    if not rounds:
        raise Refused("vote.no-round")
    delivered = cast(session, rounds[-1], *kept)
    drop_draft(session, sketch)
    return delivered


def drop_draft(session: Session, sketch: str) -> None:
    """Forget the Vormerkung on SKETCH."""
    kept = session.home.private(session.id, _DRAFTS)
    if kept.pop(sketch, None) is not None:
        session.home.keep_private(session.id, _DRAFTS, kept)


def half_typed(session: Session, key: str) -> str:
    """What was typed under KEY and neither sent nor discarded; survives a crash."""
    return str(session.home.private(session.id, _TYPED).get(key, ""))


def keep_half_typed(session: Session, key: str, text: str) -> None:
    """Keep TEXT under KEY until it is sent; an empty text forgets it."""
    kept = session.home.private(session.id, _TYPED)
    if text:
        kept[key] = text
    else:
        kept.pop(key, None)
    session.home.keep_private(session.id, _TYPED, kept)
