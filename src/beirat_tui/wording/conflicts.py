"""What needs settling, in two sentences each: what contradicts itself, and what settles it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from beirat_tui.wording.catalogue import N_, _
from beirat_tui.wording.format import moment
from beirat_tui.wording.states import CHOICES, sign


@dataclass(frozen=True, slots=True)
class ConflictText:
    """What is wrong, with ``{about}``, and what to do."""

    what: str
    do: str


TEXTS: Mapping[str, ConflictText] = {
    "own-ballots": ConflictText(
        N_("{about}: you have voted twice, and the votes differ. Neither counts."),
        N_("Vote again: the new vote takes the place of both."),
    ),
    "others-ballots": ConflictText(
        N_("{about}: two votes of a member differ. Neither counts."),
        N_("The member votes again: the new vote takes the place of both."),
    ),
    "deputy-ballots": ConflictText(
        N_("{about}: two votes by a deputy differ. Neither counts."),
        N_("The deputy votes again."),
    ),
    "hand-ballots": ConflictText(
        N_("{about}: one member’s vote was recorded by hand twice, differently. Neither counts."),
        N_("The office records it once more: h on the running vote."),
    ),
    "closings": ConflictText(
        N_("{about}: the vote was closed twice, without knowledge of each other."),
        N_("The chair confirms one of the closings: e on the outcome."),
    ),
    "counts": ConflictText(
        N_("{about}: two counts of the secret vote differ. Neither counts."),
        N_("The office counts again and enters the figures: h on the running vote."),
    ),
    "roster": ConflictText(
        N_("{about}: two entries about this person contradict each other. The narrower holds."),
        N_("The office changes the entry: A in the view Board."),
    ),
    "deputies": ConflictText(
        N_("{about}: two lists of deputies contradict each other. Only who is in both may vote."),
        N_("The office names the deputies anew: A in the view Board."),
    ),
    "proxies": ConflictText(
        N_("{about}: two proxies contradict each other. None holds."),
        N_("The office records the proxy anew."),
    ),
    "rules": ConflictText(
        N_("Two rules of procedure were adopted at the same time. No vote can be opened."),
        N_("The office adopts one of them again: beirat adopt rules."),
    ),
    "programme": ConflictText(
        N_("{about}: two versions of the programme were adopted at the same time."),
        N_("The office adopts one of them again: beirat adopt programme."),
    ),
    "versions": ConflictText(
        N_("{about}: two versions of the sketch were taken in at the same time. No vote can be opened."),
        N_("The office takes in the right file once more: i."),
    ),
    "summaries": ConflictText(
        N_("{about}: two summaries were written at the same time. Both are shown."),
        N_("The office writes one summary: z on the sketch."),
    ),
    "ticks": ConflictText(
        N_("{about}: an item of the checklist was ticked in two ways."),
        N_("The office ticks it again: C on the sketch."),
    ),
    "meeting": ConflictText(
        N_("Meeting {about}: day, place or time was changed in two ways."),
        N_("The office moves the meeting once more: U in the view Meeting."),
    ),
    "agenda": ConflictText(
        N_("Meeting {about}: the agenda was set in two ways."),
        N_("The office sets it again: T in the view Meeting."),
    ),
    "attendance": ConflictText(
        N_("Meeting {about}: two notes on who was there contradict each other. The member counts as absent."),
        N_("The office notes the attendance again: a in the view Meeting."),
    ),
    "decisions": ConflictText(
        N_("{about}: the ministry’s decision was recorded in two ways."),
        N_("The office records it again: t on the outcome."),
    ),
    "conditions": ConflictText(
        N_("{about}: a condition of the grant was recorded in two ways."),
        N_("The office records it again."),
    ),
    "centre": ConflictText(
        N_("{about}: what became of the sketch was recorded in two ways."),
        N_("The office records it again."),
    ),
    "minutes": ConflictText(
        N_("Meeting {about}: there are two minutes."),
        N_("The office draws them up again."),
    ),
    "dissents": ConflictText(
        N_("{about}: a dissenting opinion was filed in two ways. Both are kept."),
        N_("Its author files it again."),
    ),
    "fork": ConflictText(
        N_(
            "{about}: a device was copied, or set back from a backup, and has gone on in two ways. Both are "
            "kept."
        ),
        N_("The office enrols a new device and revokes this one: view Board."),
    ),
}

UNKNOWN = ConflictText(
    N_("{about}: two entries contradict each other."), N_("A newer version of the program can say more.")
)


class Ballot(Protocol):
    """One of several ballots."""

    @property
    def at(self) -> dt.datetime:
        """When it was signed, by its device's clock."""

    @property
    def body(self) -> Mapping[str, Any]:
        """What it says."""


def both_votes(sides: Sequence[Ballot]) -> str:
    """Which votes contradict each other: ``Ja (16.03.2026 10:45), Nein (16.03.2026 11:02)``."""
    told = [(sign(CHOICES, str(side.body["choice"])).word, moment(side.at)) for side in sides if side.body]
    return ", ".join(f"{choice} ({at})" for choice, at in told)


def conflict_text(code: str, about: str, *, mine: bool = True) -> ConflictText:
    """Return what contradicts itself about ABOUT and what settles it, in the language in use.

    MINE: the person at the screen may settle it; what a member voted is told to others in other words.
    """
    found = TEXTS.get("others-ballots" if code == "own-ballots" and not mine else code, UNKNOWN)
    return ConflictText(_(found.what).format(about=about), _(found.do).format(about=about))
