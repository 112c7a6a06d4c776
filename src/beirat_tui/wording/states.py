"""A glyph, a word and a tone for every state that users see, so that nothing is told by colour alone.

Screens, plain commands and documents take them from here. The tones name what a theme colours: ``good``,
``bad``, ``warn``, ``next`` (the next thing to do), ``dim`` and nothing at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from beirat_tui.wording.catalogue import N_, _


@dataclass(frozen=True, slots=True)
class Sign:
    """One state as it is shown; ``short`` is the word for narrow columns."""

    glyph: str
    word: str
    tone: str = ""
    short: str = ""

    def __str__(self) -> str:
        return f"{self.glyph} {self.word}"

    @property
    def brief(self) -> str:
        """Glyph and short word."""
        return f"{self.glyph} {self.short or self.word}"


UNKNOWN = Sign("?", N_("unknown"), "warn")

STAGES: Mapping[str, Sign] = {
    "submitted": Sign("·", N_("received"), "dim"),
    "scheduled": Sign("▹", N_("on an agenda"), "", N_("agenda")),
    "open": Sign("○", N_("vote running"), "next", N_("running")),
    "closed": Sign("◐", N_("provisional"), "", N_("provisional")),
    "contested": Sign("≠", N_("contested"), "warn"),
    "positive": Sign("✓", N_("positive"), "good"),
    "positive_with_conditions": Sign("✓", N_("positive, with conditions"), "good", N_("conditions")),
    "negative": Sign("✗", N_("negative"), "bad"),
    "postponed": Sign("~", N_("postponed"), "dim", N_("put off")),
    "back": Sign("!", N_("not decided"), "warn", N_("no outcome")),
}

REASONS: Mapping[str, Sign] = {
    "no_quorum": Sign("!", N_("quorum failed"), "warn", N_("no quorum")),
    "repeat": Sign("!", N_("to be voted on again"), "warn", N_("vote again")),
    "to_a_meeting": Sign("!", N_("goes to a meeting"), "warn", N_("meeting")),
    "lapsed": Sign("!", N_("lapsed"), "warn"),
    "void": Sign("!", N_("void"), "warn"),
    "aborted": Sign("!", N_("broken off"), "warn"),
    "elected": Sign("✓", N_("elected"), "good"),
    "not_decided": Sign("!", N_("not decided, next step due"), "warn", N_("step due")),
    "undecided": Sign("?", N_("something is missing"), "warn", N_("missing")),
}

MY_VOTES: Mapping[str, Sign] = {
    "none": Sign("·", N_("nothing to do"), "dim", N_("nothing")),
    "missing": Sign("○", N_("your vote is missing"), "next", N_("open")),
    "draft": Sign("◌", N_("draft vote, private"), "next", N_("draft")),
    "yes": Sign("●", N_("you voted yes"), "good", N_("yes")),
    "no": Sign("●", N_("you voted no"), "bad", N_("no")),
    "abstain": Sign("●", N_("you abstained"), "", N_("abstained")),
    "recused": Sign("⚑", N_("recused"), "warn"),
    "conflict": Sign("≠", N_("two votes of yours: vote again"), "warn", N_("two votes")),
    "not_entitled": Sign("–", N_("no vote for you here"), "dim", N_("no vote")),
}

CHOICES: Mapping[str, Sign] = {
    "yes": Sign("✓", N_("Yes"), "good"),
    "no": Sign("✗", N_("No"), "bad"),
    "abstain": Sign("–", N_("Abstention"), ""),
}

ROUND_STATES: Mapping[str, Sign] = {
    "open": Sign("○", N_("vote running"), "next"),
    "closed": Sign("◐", N_("closed, provisional until the chair confirms"), "", N_("provisional")),
    "contested": Sign("≠", N_("contested: two closings"), "warn", N_("contested")),
    "confirmed": Sign("✓", N_("confirmed by the chair"), "good", N_("confirmed")),
    "paper": Sign("✓", N_("confirmed on paper"), "", N_("on paper")),
    "aborted": Sign("!", N_("broken off"), "warn"),
    "pending": Sign("…", N_("parts are still on their way"), "warn", N_("on its way")),
    "irregular": Sign("≠", N_("closed otherwise than the votes imply"), "warn", N_("irregular")),
}

DELIVERIES: Mapping[str, Sign] = {
    "here": Sign("⌂", N_("only on this device"), "warn", N_("only here")),
    "handed": Sign("…", N_("handed over"), "", N_("handed over")),
    "seen": Sign("✓", N_("seen by the office"), "", N_("seen")),
    "counted": Sign("✓", N_("counted"), "good"),
}

VOTA: Mapping[str, Sign] = {
    "positive": Sign("✓", N_("positive"), "good"),
    "positive_with_conditions": Sign("✓", N_("positive, with conditions"), "good"),
    "negative": Sign("✗", N_("negative"), "bad"),
    "postponed": Sign("~", N_("postponed"), "dim"),
    "back_to_board": Sign("!", N_("back to the board"), "warn"),
    "not_decided": Sign("!", N_("not decided"), "warn"),
}

CHECKS: Mapping[str, Sign] = {
    "met": Sign("✓", N_("met"), "good"),
    "failed": Sign("✗", N_("not met"), "bad"),
    "warning": Sign("!", N_("please look"), "warn"),
    "open": Sign("○", N_("not checked yet"), "dim"),
}

DECISIONS: Mapping[str, Sign] = {
    "yes": Sign("✓", N_("granted"), "good"),
    "partly": Sign("✓", N_("granted in part"), "good"),
    "no": Sign("✗", N_("refused"), "bad"),
}

VERDICTS: Mapping[str, Sign] = {
    "met": Sign("✓", N_("met"), "good"),
    "failed": Sign("✗", N_("not met"), "bad"),
    "note": Sign("·", N_("note"), "dim"),
    "warning": Sign("!", N_("please look"), "warn"),
    "missing": Sign("?", N_("not recorded"), "warn"),
}

MEETING_STATES: Mapping[str, Sign] = {
    "planned": Sign("·", N_("planned"), "dim"),
    "open": Sign("○", N_("sitting now"), "next"),
    "closed": Sign("✓", N_("closed")),
    "cancelled": Sign("✗", N_("cancelled"), "warn"),
}

MOTIONS: Mapping[str, str] = {
    "recommend": N_("recommend the grant"),
    "recommend_with_conditions": N_("recommend the grant with conditions"),
    "do_not_recommend": N_("do not recommend the grant"),
    "postpone": N_("postpone the sketch"),
}

ROLES: Mapping[str, str] = {
    "root": N_("Keeper of the board"),
    "chair": N_("Chair"),
    "deputy_chair": N_("Deputy chair"),
    "office": N_("Office"),
    "member": N_("Member"),
    "adviser": N_("Adviser"),
}

PROCEDURES: Mapping[str, str] = {
    "meeting": N_("in a meeting"),
    "circulation": N_("by circulation"),
}

COUNT_STATES: Mapping[str, str] = {
    "none": N_("Nothing has been counted yet."),
    "one": N_("The numbers are entered. They count once a second entry says the same."),
    "differs": N_("The entries differ. Count again: the entry that agrees with an earlier one settles it."),
    "agreed": N_("Both entries agree: the numbers count."),
}

SECRECY: Mapping[str, str] = {
    "open": N_("open vote"),
    "secret": N_("secret vote"),
}


def sign(table: Mapping[str, Sign], state: str) -> Sign:
    """Return the sign of STATE in TABLE, in the language in use; one unknown to this version says so."""
    found = table.get(state, UNKNOWN)
    return Sign(found.glyph, _(found.word), found.tone, _(found.short) if found.short else "")


def word(table: Mapping[str, str], state: str) -> str:
    """Return the word of STATE in TABLE, in the language in use; the bare code where there is none."""
    found = table.get(state)
    return _(found) if found else state


def queue_sign(stage: str, my_vote: str, reason: str | None) -> Sign:
    """Return the one sign a queue line has: one's own vote while a vote runs, else how far the sketch is."""
    running = stage == "open" and my_vote not in {"none", "not_entitled"}
    if running or (my_vote == "draft" and stage in {"submitted", "scheduled", "back"}):
        return sign(MY_VOTES, my_vote)
    if reason in REASONS and (stage == "back" or (stage == "closed" and reason == "not_decided")):
        return sign(REASONS, reason or "")
    return sign(STAGES, stage)
