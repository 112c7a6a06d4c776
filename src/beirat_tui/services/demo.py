"""The demo: a board whose story is played through the real services, with a private folder for every person.

Everything lies below one folder; nothing else on the machine is touched.
"""

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from beirat_tui.log.bodies.rights import Role
from beirat_tui.log.keys import SEED_BYTES, SigningKey
from beirat_tui.services import closing, comments, founding, intake, meetings, roster, rounds, voting
from beirat_tui.services.home import Home
from beirat_tui.services.root_keys import RootKeys
from beirat_tui.services.roster_file import read_roster
from beirat_tui.services.session import Session, Surroundings
from beirat_tui.services.story import (
    MeetingStory,
    RoundStory,
    Story,
    fixtures_folder,
    read_story,
)
from beirat_tui.wording import language

PERSONS: Final = {"office": "g01", "chair": "m01", "member": "m07"}
"""Whom `--as` chooses."""
BOARD: Final = "demo.beirat"
_STAMP: Final = "played-on"
_HOUR: Final = 3_600_000

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class _Clock:
    """The time that the story has reached, in milliseconds since 1970 UTC."""

    now: int

    def __call__(self) -> int:
        self.now += 1_000
        return self.now


def folder(home: Home) -> Path:
    """Where the demo's files lie."""
    return home.path / "demo"


def person_home(home: Home, member: str) -> Home:
    """The private folder of one person of the demo."""
    return Home(folder(home) / "persons" / member)


def prepare(
    home: Home, outside: Surroundings, today: dt.date, *, progress: Progress | None = None
) -> tuple[Path, bool]:
    """The demo's board as of TODAY: made anew unless it was made today already.

    Returns:
        The board file, and whether it was made just now.
    """
    place = folder(home)
    stamp = place / _STAMP
    if stamp.exists() and stamp.read_text(encoding="ascii") == _stamp(today) and (place / BOARD).exists():
        return place / BOARD, False
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    Stage(home, outside, today, read_story(fixtures_folder() / "demo.toml")).play(
        progress or (lambda _d, _t: None)
    )
    stamp.write_text(_stamp(today), encoding="ascii")
    return place / BOARD, True


def _stamp(today: dt.date) -> str:
    return f"{today.isoformat()} {language()}"


@dataclass(slots=True)
class Stage:
    """Plays a story: every act is done by the person whose act it is, with that person's key."""

    home: Home
    outside: Surroundings
    today: dt.date
    story: Story
    sessions: dict[str, Session] = field(default_factory=dict)
    sketches: dict[str, str] = field(default_factory=dict)
    meetings: dict[str, str] = field(default_factory=dict)
    clock: _Clock = field(default_factory=lambda: _Clock(0))

    def play(self, progress: Progress) -> None:
        """Found the board and play everything that happened on it."""
        fixtures = fixtures_folder()
        rounds_ = self.story.rounds
        total = len(self.story.meetings) + len(rounds_) + 3
        self._found(fixtures)
        progress(1, total)
        self._hand_in(fixtures)
        progress(2, total)
        for meeting in self.story.meetings:
            self._call(meeting)
        for done, each in enumerate(rounds_, 3):
            self._vote(each)
            progress(done, total)
        self._close_meetings()
        self._comment_and_decide()
        progress(total, total)
        for session in self.sessions.values():
            session.close()

    def _at(self, day: int, time: str = "09:00") -> dt.datetime:
        """A moment of the story; the clock is set to it."""
        moment = dt.datetime.combine(self.today + dt.timedelta(days=day), dt.time.fromisoformat(time))
        self.clock.now = int(moment.timestamp() * 1000)
        return moment

    @property
    def office(self) -> Session:
        """The office's session."""
        return self.sessions[PERSONS["office"]]

    def _found(self, fixtures: Path) -> None:
        self._at(-130)
        people = read_roster(fixtures / "board.toml")
        clerk = next(entry for entry in people if entry.member == PERSONS["office"])
        outside = replace(self.outside, now=self.clock)
        office, keys = founding.found(
            folder(self.home) / BOARD,
            person_home(self.home, clerk.member),
            outside,
            title=self.story.title.get(language(), self.story.title["de"]),
            founder=founding.Founder(clerk.name, clerk.label, clerk.member, "office"),
            rules=self.story.rules,
            programmes=self.story.programmes,
        )
        self.sessions[clerk.member] = office
        roster.import_roster(office, fixtures / "board.toml")
        for entry in people:
            if entry.member != clerk.member:
                self._enrol(entry.member, entry.role == "chair", keys, outside)

    def _enrol(self, member: str, chair: bool, keys: RootKeys, outside: Surroundings) -> None:  # noqa: FBT001
        """Give a person a device: a key of their own in a private folder of their own."""
        key = SigningKey(outside.random(SEED_BYTES))
        home = person_home(self.home, member)
        home.keep_key(self.office.id, key)
        roles: list[Role] = ["chair", "member"] if chair else ["member"]
        roster.enrol(self.office, key.public, member, roles, root=keys.root if chair else None)
        session = replace(self.office, home=home, key=key, keeps=True)
        session.refresh()
        self.sessions[member] = session

    def _hand_in(self, fixtures: Path) -> None:
        told = {sketch.file: sketch for sketch in self.story.sketches}
        files = {path.stem: path for path in sorted((fixtures / "sketches").glob("*.json"))}
        queued = [name for name in files if name not in told]
        for place, name in enumerate([*told, *queued]):
            if name not in files:
                continue
            story = told.get(name)
            day = story.received if story is not None else -28 + 2 * (place - len(told))
            self._at(day, "11:00")
            report = intake.import_files(
                self.office,
                [files[name]],
                received=self.today + dt.timedelta(days=day),
                number=story.number if story is not None and story.number else None,
            )[0]
            self.sketches[name] = report.sketch or ""
            if story is not None and story.summary:
                self._at(day + 3, "15:00")
                intake.write_summary(self.office, self.sketches[name], story.summary.strip())

    def _call(self, story: MeetingStory) -> None:
        self._at(story.called)
        meeting = meetings.call_meeting(
            self.office,
            number=story.number,
            day=self.today + dt.timedelta(days=story.day),
            time=story.time,
            place=story.place,
            second_of=None if story.second_of is None else self.meetings[story.second_of],
            notice=story.second_of is not None,
        )
        self.meetings[story.key] = meeting
        meetings.set_agenda(self.office, meeting, [self.sketches[name] for name in story.agenda])
        if story.opened is None:
            return
        self._at(story.day, story.opened)
        meetings.open_meeting(self.office, meeting, story.opened)
        for member in story.present:
            meetings.attend(self.office, meeting, member, present=True, at=story.opened)

    def _close_meetings(self) -> None:
        for story in self.story.meetings:
            if story.closed is not None:
                self._at(story.day, story.closed)
                meetings.close_meeting(self.office, self.meetings[story.key], story.closed)

    def _vote(self, story: RoundStory) -> None:
        meeting = next((each for each in self.story.meetings if each.key == story.meeting), None)
        day = story.day if meeting is None else meeting.day
        moment = self._at(day, story.time or (meeting.opened if meeting and meeting.opened else "09:00"))
        self._leave(meeting, story.time)
        self.clock.now = int(moment.timestamp() * 1000) - _HOUR // 6
        round_id = rounds.open_round(
            self.office,
            self.sketches[story.sketch],
            motion=story.motion,
            conditions=story.conditions,
            meeting=None if story.meeting is None else self.meetings[story.meeting],
            deadline=None if story.deadline is None else self.today + dt.timedelta(days=story.deadline),
            begun=self.today + dt.timedelta(days=day) if story.deadline is not None else None,
            hidden=story.deadline is not None,
        )
        for member, reason in story.recused.items():
            voting.recuse(self.sessions[member], round_id, reason)
        for choice, voters in (("yes", story.yes), ("no", story.no), ("abstain", story.abstain)):
            for member in voters:
                voting.cast(self.sessions[member], round_id, choice, story.remarks.get(member, ""))
        if story.time is None:
            return
        self._at(day, story.time)
        closing.close(self.office, round_id, at=moment)
        for member, text in story.dissents.items():
            voting.dissent(self.sessions[member], round_id, text)
        if story.confirmed:
            closing.confirm(self.sessions[PERSONS["chair"]], round_id)

    def _leave(self, meeting: MeetingStory | None, time: str | None) -> None:
        """Note who has left the meeting before the vote."""
        if meeting is None or time is None:
            return
        for member, left in list(meeting.leaving.items()):
            if left <= time:
                meetings.attend(self.office, self.meetings[meeting.key], member, present=False, at=left)
                del meeting.leaving[member]

    def _comment_and_decide(self) -> None:
        for comment in self.story.comments:
            self._at(comment.day, "17:00")
            comments.write_comment(self.sessions[comment.member], self.sketches[comment.sketch], comment.text)
        for decision in self.story.decisions:
            self._at(decision.day, "14:00")
            intake.record_decision(
                self.office,
                self.sketches[decision.sketch],
                granted=decision.granted,
                amount_cents=None if decision.amount is None else decision.amount * 100,
                day=self.today + dt.timedelta(days=decision.day),
                reasons=decision.reasons,
            )
