"""A board founded for real, with an office, a chair and members who all sit at one file, each with a home.

board = seat_board(tmp_path, members=4)
board.office, board.chair, board.members["M02"]       # sessions
"""

import datetime as dt
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from beirat_tui.domain.errors import Refused
from beirat_tui.log.keys import SEED_BYTES, SigningKey
from beirat_tui.services import founding, intake, meetings, roster, rounds
from beirat_tui.services.home import Home
from beirat_tui.services.root_keys import RootKeys
from beirat_tui.services.roster_file import Entry
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import BoardFile
from stores import surroundings

SKETCHES = Path(__file__).parent.parent / "fixtures" / "sketches"
DAY = dt.date(2026, 3, 16)
DEADLINE = dt.date(2026, 3, 30)
"""The last day of a vote in writing that begins on `DAY`."""
AFTER = dt.datetime(2026, 3, 31, 9)  # noqa: DTZ001  (a local time, as the office notes it)
"""When it is closed."""


@dataclass
class SeatedBoard:
    """Everybody's sessions; `chair` is M01, a member with a vote."""

    path: Path
    keys: RootKeys
    office: Session
    members: dict[str, Session]

    @property
    def chair(self) -> Session:
        """The chair."""
        return self.members["M01"]

    def id_of(self, label: str) -> str:
        """A member's id."""
        member = self.members[label].person.member
        assert member is not None
        return member

    def sketch(self, name: str = "salzlandkreis", number: str = "2026-01") -> str:
        """Take in one of the fixtures; returns the sketch's id."""
        report = intake.import_files(self.office, [SKETCHES / f"{name}.json"], received=DAY, number=number)[0]
        assert report.sketch is not None
        return report.sketch

    def meeting(self, *present: str, number: str = "1/2026", sketches: tuple[str, ...] = ()) -> str:
        """Call and open a meeting at ten with those PRESENT."""
        meeting = meetings.call_meeting(self.office, number=number, day=DAY, time="10:00", place="Rathaus")
        meetings.set_agenda(self.office, meeting, sketches)
        meetings.open_meeting(self.office, meeting, "10:00")
        for label in present:
            meetings.attend(self.office, meeting, self.id_of(label), present=True, at="10:00")
        return meeting

    def circulate(self, sketch: str | None = None) -> str:
        """Open a vote in writing until `DEADLINE` on SKETCH, or else on a fixture; returns the round's id."""
        on = sketch or self.sketch()
        return rounds.open_round(self.office, on, motion="recommend", deadline=DEADLINE, begun=DAY)

    def close(self) -> None:
        """Let go of the file."""
        self.office.close()


def at(time: str, day: dt.date = DAY) -> dt.datetime:
    """A local time on the day of the meeting."""
    return dt.datetime.combine(day, dt.time.fromisoformat(time))


def refused(code: str) -> "pytest.RaisesExc[Refused]":
    """Expect the refusal CODE."""
    return pytest.raises(Refused, match=rf"^{code.replace('.', '[.]')}\(")


def seat_board(folder: Path, members: int = 4) -> SeatedBoard:
    """Found a board of MEMBERS voting members; M01 is the chair."""
    path = folder / "board.beirat"
    office, keys = founding.found(
        path,
        Home(folder / "office"),
        surroundings("office"),
        title="Beirat",
        founder=founding.Founder("Gerda Schreiber"),
    )
    seated = SeatedBoard(path, keys, office, {})
    for place in range(1, members + 1):
        label = f"M{place:02}"
        entry = Entry(name=f"Person {place}", label=label, role="chair" if place == 1 else "member")
        seated.members[label] = enrol(seated, folder / label, roster.appoint(office, entry), chair=place == 1)
    return seated


def move(board: SeatedBoard, folder: Path) -> SeatedBoard:
    """The same board with all private folders, copied to the new FOLDER: quicker than founding it again."""
    shutil.copytree(board.path.parent, folder)
    path = folder / board.path.name
    file = BoardFile(path)

    def moved(session: Session) -> Session:
        return replace(session, board=file, home=Home(folder / session.home.path.name))

    members = {label: moved(each) for label, each in board.members.items()}
    return SeatedBoard(path, board.keys, moved(board.office), members)


def enrol(board: SeatedBoard, home: Path, member: str, *, chair: bool = False) -> Session:
    """Give MEMBER a device with the private folder HOME."""
    outside = surroundings(home.name)
    key = SigningKey(outside.random(SEED_BYTES))
    private = Home(home)
    private.keep_key(board.office.id, key)
    roster.enrol(board.office, key.public, member, ["member"])
    if chair:
        roster.enrol(board.office, key.public, member, ["chair"], root=board.keys.root)
    session = replace(board.office, home=private, key=key, outside=outside)
    session.refresh()
    return session
