"""Adopting rules of procedure and programmes: the office puts the text of a file into the board."""

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.programme_file import parse_programme
from beirat_tui.domain.rules.read import read_rules
from beirat_tui.log.bodies.board import ProgrammeAdopted, RulesAdopted
from beirat_tui.services.session import Session

TEXT_LIMIT = 48 * 1024


def adopt_rules(session: Session, text: str) -> str:
    """Adopt the rules of procedure in TEXT; rounds that are open keep theirs. Returns the rules' name.

    Raises:
        RightsError: only the office adopts rules.
        InputError: ``rules.*``: the text is no usable rule set; nothing was written.
    """
    name = read_rules(_bounded(text)).name
    with session.writing("office") as pen:
        pen.write("rules.adopted", RulesAdopted(name[:64], text))
    return name


def adopt_programme(session: Session, text: str) -> str:
    """Adopt the programme in TEXT, or a newer text of one adopted before; returns the programme's id.

    Raises:
        RightsError: only the office adopts programmes.
        InputError: ``programme.*``, ``table.*``: the text is no programme; nothing was written.
    """
    programme = parse_programme(_bounded(text))
    with session.writing("office") as pen:
        pen.write("programme.adopted", ProgrammeAdopted(programme.id, text))
    return programme.id


def _bounded(text: str) -> str:
    size = len(text.encode())
    if size > TEXT_LIMIT:
        raise InputError("adoption.too-large", size=size, limit=TEXT_LIMIT)
    return text


def adopted(session: Session) -> tuple[str, str, list[str]]:
    """Name and text of the rules in force (empty where there are none, or two), and the programmes' texts."""
    with session.board.reading() as reading:
        rules = reading.view.value("rules")
        programmes = [values[0].body for values in reading.view.each("programme/")]
    body = None if rules is None else rules.body
    texts = [each.toml for each in programmes if isinstance(each, ProgrammeAdopted)]
    return (body.name, body.toml, texts) if isinstance(body, RulesAdopted) else ("", "", texts)
