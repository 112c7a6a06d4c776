"""Plays a story of a board: every act is done by the person whose act it is, with that person's key."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from beirat_tui.log.keys import SEED_BYTES, SigningKey
from beirat_tui.services import closing, comments, drafts, founding, intake, meetings, roster, rounds, voting
from beirat_tui.services.home import Home
from beirat_tui.services.root_keys import RootKeys
from beirat_tui.services.roster_file import Entry, read_roster
from beirat_tui.services.session import Session, Surroundings
from beirat_tui.services.story import MeetingStory, RoundStory, SketchStory, Story

Act = tuple[dt.datetime, Callable[[], object]]
Progress = Callable[[int, int], None]
_NOTICE_DAYS = 16
_SPEAKING = dt.timedelta(minutes=9)
_RUNNING = dt.timedelta(minutes=80)


@dataclass(slots=True)
class _Clock:
    """The time the story has reached; never later than the real one."""

    real: Callable[[], int]
    now: int = 0

    def __call__(self) -> int:
        self.now += 1_000
        return min(self.now, self.real())


class Stage:
    """One board on which a story is played.

    Attributes:
        sessions: the persons' sessions by member id.
        sketches: the sketches' ids by name.
        rounds: the rounds' ids by key.
    """

    def __init__(
        self,
        story: Story,
        fixtures: Path,
        board: Path,
        home_of: Callable[[str], Home],
        outside: Surroundings,
        today: dt.date,
    ) -> None:
        self._story, self._fixtures, self._board = story, fixtures, board
        self._home_of, self._today = home_of, today
        self._clock = _Clock(outside.now)
        self._shift = dt.timedelta()
        self._outside = replace(outside, now=self._clock)
        self.sessions: dict[str, Session] = {}
        self.sketches: dict[str, str] = {}
        self.meetings: dict[str, str] = {}
        self.rounds: dict[str, str] = {}

    def play(self, progress: Progress, language: str) -> None:
        """Found the board and play everything in the order in which it happened."""
        self._set(self._at(self._story.begun, "09:00"))
        self._found(language)
        acts = sorted(self._acts(), key=lambda act: act[0])
        for done, (moment, act) in enumerate(acts, 1):
            self._set(moment)
            act()
            progress(done, len(acts))

    def close(self) -> None:
        """Let go of the file, which all sessions share."""
        for session in list(self.sessions.values())[:1]:
            session.close()

    @property
    def _office(self) -> Session:
        return self.sessions[self._story.persons["office"]]

    def _at(self, day: int, time: str) -> dt.datetime:
        return dt.datetime.combine(self._today + dt.timedelta(days=day), dt.time.fromisoformat(time))

    def _under_way(self, story: MeetingStory) -> MeetingStory:
        """An open meeting with its times moved so that it has been running for a while now."""
        if story.state != "open":
            return story
        now = dt.datetime.fromtimestamp(self._clock.real() / 1000)  # noqa: DTZ006  (the story's times are local)
        midnight = dt.datetime.combine(now.date(), dt.time())
        begun = max(midnight, now.replace(second=0, microsecond=0) - _RUNNING)
        shift = begun - dt.datetime.combine(now.date(), dt.time.fromisoformat(story.time))

        def moved(times: dict[str, str]) -> dict[str, str]:
            return {member: self._moved(time, shift) for member, time in times.items()}

        self._shift = shift
        return msgspec.structs.replace(
            story, time=self._moved(story.time, shift), came=moved(story.came), left=moved(story.left)
        )

    def _moved(self, time: str, shift: dt.timedelta) -> str:
        return f"{dt.datetime.combine(self._today, dt.time.fromisoformat(time)) + shift:%H:%M}"

    def _day(self, day: int) -> dt.date:
        return self._today + dt.timedelta(days=day)

    def _set(self, moment: dt.datetime) -> None:
        self._clock.now = int(moment.timestamp() * 1000)

    def _found(self, language: str) -> None:
        people = read_roster(self._fixtures / "board.toml")
        clerk = next(entry for entry in people if entry.member == self._story.persons["office"])
        office, keys = founding.found(
            self._board,
            self._home_of(clerk.member),
            self._outside,
            title=self._story.title.get(language, self._story.title["de"]),
            founder=founding.Founder(clerk.name, clerk.label, clerk.member, "office"),
            rules=self._story.rules,
            programmes=[self._story.programme],
        )
        self.sessions[clerk.member] = office
        roster.import_roster(office, self._fixtures / "board.toml")
        for entry in people:
            if entry.member != clerk.member:
                self._enrol(entry, keys)

    def _enrol(self, entry: Entry, keys: RootKeys) -> None:
        """Give a person a device: a key of their own in a private folder of their own."""
        key = SigningKey(self._outside.random(SEED_BYTES))
        home = self._home_of(entry.member)
        home.keep_key(self._office.id, key)
        roster.enrol(self._office, key.public, entry.member, ["member"])
        if entry.role == "chair":
            roster.enrol(self._office, key.public, entry.member, ["chair"], root=keys.root)
        session = replace(self._office, home=home, key=key)
        session.refresh()
        self.sessions[entry.member] = session

    def _acts(self) -> Iterator[Act]:
        for sketch in self._story.sketches:
            yield from self._hand_in(sketch)
        told = [self._under_way(meeting) for meeting in self._story.meetings]
        for meeting in told:
            yield from self._meet(meeting)
        spoken = {meeting.key: self._at(meeting.day, meeting.time) for meeting in told}
        running = {meeting.key for meeting in told if meeting.state == "open"}
        for each in self._story.rounds:
            if each.meeting is None:
                yield from self._circulate(each)
            else:
                time = (
                    self._moved(each.voted, self._shift)
                    if each.voted and each.meeting in running
                    else each.voted
                )
                latest = spoken[each.meeting]
                at = (
                    latest + 2 * _SPEAKING
                    if time is None
                    else self._at((latest.date() - self._today).days, time)
                )
                spoken[each.meeting] = at
                yield from self._vote(each, at)
        yield from self._afterwards()

    def _hand_in(self, story: SketchStory) -> Iterator[Act]:
        received = self._day(story.received)
        number = f"{self._today.year}-{story.number:02}"

        def take_in() -> None:
            path = self._fixtures / "sketches" / story.file
            report = intake.import_files(self._office, [path], received=received, number=number)[0]
            self.sketches[story.name] = report.sketch or ""

        def check() -> None:
            for items, met in ((story.ticked, True), (story.unticked, False)):
                for item in items:
                    intake.tick(self._office, self.sketches[story.name], item, met=met)
            if story.summary:
                intake.write_summary(self._office, self.sketches[story.name], story.summary.strip())

        yield self._at(story.received, "11:00"), take_in
        yield self._at(min(story.received + 3, 0), "11:30"), check

    def _meet(self, story: MeetingStory) -> Iterator[Act]:
        opened = self._at(story.day, story.time) + dt.timedelta(minutes=2)

        def call() -> None:
            self.meetings[story.key] = meetings.call_meeting(
                self._office,
                number=f"{story.number}/{self._today.year}",
                day=self._day(story.day),
                time=story.time,
                place=story.place,
                second_of=None if story.second_of is None else self.meetings[story.second_of],
                notice=story.notice,
            )
            agenda = [self.sketches[name] for name in story.agenda]
            meetings.set_agenda(self._office, self.meetings[story.key], agenda)

        def open_() -> None:
            meetings.open_meeting(self._office, self.meetings[story.key], f"{opened:%H:%M}")
            there = [member for member in story.present if member not in story.came]
            self._attend(story, there, f"{opened:%H:%M}", present=True)
            meetings.excuse(self._office, self.meetings[story.key], story.excused)

        yield self._at(story.day - _NOTICE_DAYS, "12:00"), call
        if story.state == "planned":
            return
        yield opened, open_
        for moves, present in ((story.came, True), (story.left, False)):
            for member, time in moves.items():
                yield self._at(story.day, time), self._moving(story, member, time, present=present)
        if story.ended is not None:
            ended = story.ended
            yield (
                self._at(story.day, ended),
                lambda: meetings.close_meeting(self._office, self.meetings[story.key], ended),
            )

    def _attend(self, story: MeetingStory, members: Sequence[str], at: str, *, present: bool) -> None:
        for member in members:
            meetings.attend(self._office, self.meetings[story.key], member, present=present, at=at)

    def _moving(self, story: MeetingStory, member: str, at: str, *, present: bool) -> Callable[[], None]:
        return lambda: self._attend(story, [member], at, present=present)

    def _vote(self, story: RoundStory, at: dt.datetime) -> Iterator[Act]:
        meeting = story.meeting or ""
        yield (
            at - _SPEAKING,
            lambda: self._open(story, meeting=self.meetings[meeting]),
        )
        yield at - dt.timedelta(minutes=1), lambda: self._cast(story)
        yield from self._end(story, at)

    def _circulate(self, story: RoundStory) -> Iterator[Act]:
        opened, deadline = story.opened or 0, story.deadline or 0
        yield (
            self._at(opened, "09:00"),
            lambda: self._open(story, deadline=self._day(deadline), begun=self._day(opened), hidden=True),
        )
        yield self._at(min(opened + 2, 0), "08:00"), lambda: self._cast(story)
        if story.closed is not None:
            yield from self._end(story, self._at(story.closed, "09:30"))

    def _open(
        self,
        story: RoundStory,
        *,
        meeting: str | None = None,
        deadline: dt.date | None = None,
        begun: dt.date | None = None,
        hidden: bool = False,
    ) -> None:
        self.rounds[story.key] = rounds.open_round(
            self._office,
            self.sketches[story.sketch],
            motion=story.motion,
            conditions=story.conditions.strip(),
            meeting=meeting,
            deadline=deadline,
            begun=begun,
            hidden=hidden,
        )

    def _cast(self, story: RoundStory) -> None:
        round_id = self.rounds[story.key]
        for member, reason in story.recused.items():
            voting.recuse(self.sessions[member], round_id, reason)
        for member, choice in story.ballots():
            voting.cast(self.sessions[member], round_id, choice, story.remarks.get(member, ""))

    def _end(self, story: RoundStory, at: dt.datetime) -> Iterator[Act]:
        if story.state == "open":
            return
        yield at, lambda: closing.close(self._office, self.rounds[story.key], at=at)
        for member, text in story.dissents.items():
            yield at + _SPEAKING / 4, self._dissenting(story, member, text)
        if story.state == "confirmed":
            chair = self._story.persons["chair"]
            yield (
                at + dt.timedelta(minutes=1),
                lambda: closing.confirm(self.sessions[chair], self.rounds[story.key]),
            )

    def _dissenting(self, story: RoundStory, member: str, text: str) -> Callable[[], None]:
        return lambda: voting.dissent(self.sessions[member], self.rounds[story.key], text)

    def _afterwards(self) -> Iterator[Act]:
        for comment in self._story.comments:
            yield (
                self._at(comment.day, "17:00"),
                self._commenting(comment.sketch, comment.member, comment.text),
            )
        for decision in self._story.decisions:
            yield (
                self._at(decision.day, "14:00"),
                lambda decision=decision: intake.record_decision(  # type: ignore[misc]  # the loop's value is bound
                    self._office,
                    self.sketches[decision.sketch],
                    granted=decision.granted,
                    amount_cents=None if decision.amount_eur is None else decision.amount_eur * 100,
                    day=self._day(decision.day),
                    reasons=decision.reasons,
                ),
            )
        for kept in self._story.drafts:
            yield self._at(0, "07:00"), self._drafting(kept.sketch, kept.member, kept.choice, kept.remark)

    def _commenting(self, sketch: str, member: str, text: str) -> Callable[[], str]:
        return lambda: comments.write_comment(self.sessions[member], self.sketches[sketch], text)

    def _drafting(self, sketch: str, member: str, choice: str, remark: str) -> Callable[[], None]:
        return lambda: drafts.draft(self.sessions[member], self.sketches[sketch], choice, remark)
