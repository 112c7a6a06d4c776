"""A round drawn by a random seed, played on a copy of the demo through the real services and told."""

import datetime as dt
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from beirat_tui.services import closing, demo, meetings, queue, rounds, verification, voting
from beirat_tui.services.home import Home
from beirat_tui.services.meeting_views import MeetingView
from beirat_tui.services.queue_views import QueueRow, Stage
from beirat_tui.services.round_views import OutcomeView
from beirat_tui.services.session import Session, Surroundings
from beirat_tui.services.story import Story, fixtures_folder, read_story
from beirat_tui.store.board_file import BoardFile
from beirat_tui.wording import _, derivation, ngettext, states
from beirat_tui.wording import format as formats

Say = Callable[[str], None]
CHOICES: Final = ("yes",) * 6 + ("no",) * 3 + ("abstain", None)
"""What a member may draw; None is not voting, which is not abstaining."""
_MARKS: Final = {"met": "✓", "failed": "✗", "note": "·", "warning": "!", "missing": "…"}
_LINES: Final = 8


@dataclass(slots=True)
class Play:
    """One drawn round.

    Attributes:
        board: the copied board file.
        homes: the persons' private folders, copied with it.
        draw: the source of everything that is drawn.
    """

    board: Path
    homes: Path
    outside: Surroundings
    story: Story
    draw: random.Random
    say: Say
    names: dict[str, str] = field(default_factory=dict)

    def session(self, member: str) -> Session:
        """The session of one person of the demo."""
        file = BoardFile(self.board)
        with file.reading() as reading:
            board_id = reading.board
        home = Home(self.homes / member)
        session = Session(file, home, home.key(board_id), self.outside, board_id)
        session.refresh()
        return session

    def run(self, now: dt.datetime) -> bool:
        """Play the round; returns whether `verify` found nothing wrong."""
        office = self.session(self.story.persons["office"])
        try:
            return self._run(office, now)
        finally:
            office.close()

    def _run(self, office: Session, now: dt.datetime) -> bool:
        rows = queue.window(office, "", 0, queue.counts(office, "").total)
        self._tell_queue(rows)
        meeting = meetings.current(office)
        waiting = [row for row in rows if row.stage == Stage.SUBMITTED]
        if meeting is None or not waiting:
            return False
        self.names = {seat.member: f"{seat.name} ({seat.label})" for seat in meeting.attendance}
        row = self.draw.choice(waiting)
        round_id = rounds.open_round(office, row.sketch, motion="recommend", meeting=meeting.id)
        self.say("")
        motion = states.word(states.MOTIONS, "recommend")
        self.say(
            _("Round opened: {number} {title} – {motion}").format(
                number=row.number, title=row.title, motion=motion
            )
        )
        self._vote(office, round_id, meeting)
        self.say("")
        outcome = closing.close(office, round_id, at=now)
        self._tell_outcome(outcome)
        chair = self.session(self.story.persons["chair"])
        closing.confirm(chair, round_id)
        chair.close()
        self.say(_("Confirmed by the chair: the outcome is final."))
        return self._verify(office)

    def _tell_queue(self, rows: Sequence[QueueRow]) -> None:
        self.say(_("Queue"))
        for row in rows[:_LINES]:
            sign = states.sign(states.STAGES, row.stage)
            euro = "–" if row.grant_cents is None else formats.euro(row.grant_cents)
            self.say(f"  {row.number}  {row.title[:52]:<52}  {euro:>10}  {sign.glyph} {sign.word}")
        if len(rows) > _LINES:
            more = len(rows) - _LINES
            self.say("  " + ngettext("… and {number} more", "… and {number} more", more).format(number=more))

    def _vote(self, office: Session, round_id: str, meeting: MeetingView) -> None:
        """Every member who is there draws a vote; one in three rounds somebody is biased."""
        there = [seat.member for seat in meeting.attendance if seat.present and seat.entitled]
        recused = self.draw.choice(there) if there and self.draw.random() < 1 / 3 else None
        for member in there:
            choice = self.draw.choice(CHOICES)
            name = self.names[member]
            if member == recused:
                voting.recuse(office, round_id, "", member=member)
                self.say("  ⚑ " + _("{name}: recused").format(name=name))
            elif choice is None:
                self.say("    " + _("{name}: no vote").format(name=name))
            else:
                person = self.session(member)
                voting.cast(person, round_id, choice)
                person.close()
                self.say("  ● " + f"{name}: {states.sign(states.CHOICES, choice).word}")

    def _tell_outcome(self, outcome: OutcomeView) -> None:
        self.say(_("Round closed."))
        for step in outcome.steps:
            sign = states.sign(states.VERDICTS, step.verdict)
            self.say(
                f"  {sign.glyph} " + derivation.sentence(step, lambda member: self.names.get(member, member))
            )
        votum = states.sign(states.VOTA, outcome.votum)
        self.say(
            _("Outcome: {result} – Votum: {votum}").format(
                result=derivation.result_text(outcome.derived), votum=f"{votum.glyph} {votum.word}"
            )
        )

    def _verify(self, office: Session) -> bool:
        report = verification.verify(office)
        sentence = ngettext(
            "Recomputed from {records} signed records, {rounds} round: {problems} problems.",
            "Recomputed from {records} signed records, {rounds} rounds: {problems} problems.",
            report.rounds,
        )
        self.say(sentence.format(records=report.records, rounds=report.rounds, problems=len(report.problems)))
        return report.sound


def play(home: Home, outside: Surroundings, now: dt.datetime, seed: int, say: Say) -> bool:
    """Play a round drawn by SEED on a fresh copy of the demo, telling every line to SAY.

    Args:
        home: the private folder below which everything lies.
        outside: clock and randomness for keys and signatures; what is drawn follows from SEED alone.
        now: the local time of the vote.
        seed: the same seed on the same day draws the same round.
        say: takes one line.

    Returns:
        Whether `verify` found nothing wrong.
    """
    say(_("This is a demo; its persons are invented. Seed: {seed}").format(seed=seed))
    demo.prepare(home, outside, now.date())
    place = home.path / "demo-drawn"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(demo.folder(home), place)
    say(_("Its files lie in {folder}").format(folder=place))
    say("")
    story = read_story(fixtures_folder() / "demo.toml")
    drawn = Play(
        place / demo.BOARD,
        place / "persons",
        outside,
        story,
        random.Random(seed),  # noqa: S311  (a game of chance, no secret)
        say,
    )
    return drawn.run(now)
