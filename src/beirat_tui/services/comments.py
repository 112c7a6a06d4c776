"""Comments on a sketch, which everybody on the board may read."""

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.text import clean
from beirat_tui.log.bodies.board import CommentWritten
from beirat_tui.services.session import Session


def write_comment(session: Session, sketch: str, text: str, *, answers: str | None = None) -> str:
    """Write a comment on SKETCH, perhaps as an answer to another one; returns its id.

    Raises:
        RightsError: only members, office and chair may comment.
        InputError: ``comment.empty``.
    """
    cleaned = clean(text).strip()
    if not cleaned:
        raise InputError("comment.empty")
    with session.writing("member", "office", "chair") as pen:
        body = CommentWritten(sketch=sketch, answers=answers)
        return pen.write("comment.written", body, texts={"text": cleaned}).id
