"""Persons of a board with a vote under way, for tests of the places where they meet."""

from pathlib import Path

from beirat_tui.services import rounds, voting
from exchanges import Party
from seated import SeatedBoard, seat_board


def with_vote(folder: Path, members: int = 4) -> SeatedBoard:
    """A board below FOLDER with a vote in writing under way."""
    seated = seat_board(folder, members=members)
    seated.circulate()
    return seated


def vote(party: Party, choice: str = "yes") -> None:
    """Cast the vote of PARTY."""
    voting.cast(party.session, rounds.list_rounds(party.session)[0].id, choice)


def voted(party: Party) -> int:
    """How many have voted, as PARTY sees it."""
    return rounds.list_rounds(party.session)[0].voted


def code_of(party: Party) -> str:
    """Let PARTY exchange; returns the code of what went wrong, or nothing."""
    problem = party.sync().problem
    return "" if problem is None else problem.code
