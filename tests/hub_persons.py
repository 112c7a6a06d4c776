"""Persons of a board with a vote under way, for tests of the places where they meet."""

from pathlib import Path

from beirat_tui.services import rounds, voting
from beirat_tui.services.round_views import RoundView
from beirat_tui.services.session import Session
from exchanges import Party
from seated import SeatedBoard, seat_board


def with_vote(folder: Path, members: int = 4) -> SeatedBoard:
    """A board below FOLDER with a vote in writing under way."""
    seated = seat_board(folder, members=members)
    seated.circulate()
    return seated


def the_round(session: Session) -> RoundView:
    """The vote under way, as SESSION sees it."""
    return rounds.list_rounds(session)[0]


def vote(party: Party, choice: str = "yes") -> None:
    """Cast the vote of PARTY."""
    voting.cast(party.session, the_round(party.session).id, choice)


def voted(party: Party) -> int:
    """How many have voted, as PARTY sees it."""
    return the_round(party.session).voted


def code_of(party: Party) -> str:
    """Let PARTY exchange; returns the code of what went wrong, or nothing."""
    problem = party.sync().problem
    return "" if problem is None else problem.code
