"""The keys and values of the filter language, in German and English.

Both languages are understood whatever the program speaks; completion offers those of one language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from beirat_tui.domain.text import fold

Name = TypeVar("Name", bound=str)
Key = Literal["status", "vote", "conflict", "topic", "applicant", "amount", "received"]


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a key or value is written: what completion offers, and what else is understood."""

    de: str
    en: str
    also: tuple[str, ...] = ()

    def text(self, language: str) -> str:
        """Return the spelling that completion offers in LANGUAGE."""
        return self.de if language == "de" else self.en

    def both(self) -> str:
        """Return both spellings, for an error that is read in either language."""
        return self.de if self.de == self.en else f"{self.de}/{self.en}"


KEYS: Mapping[Key, Spelling] = {
    "status": Spelling("status", "status", ("stand",)),
    "vote": Spelling("stimme", "vote"),
    "conflict": Spelling("konflikt", "conflict", ("befangen",)),
    "topic": Spelling("thema", "topic", ("handlungsfeld", "field")),
    "applicant": Spelling("antragsteller", "applicant", ("antragstellerin",)),
    "amount": Spelling("betrag", "amount", ("förderung", "grant")),
    "received": Spelling("eingang", "received", ("datum", "date")),
}

STATUS: Mapping[str, Spelling] = {
    "submitted": Spelling("warteschlange", "queued", ("eingereicht", "submitted", "queue")),
    "scheduled": Spelling("tagesordnung", "scheduled", ("agenda", "angesetzt")),
    "open": Spelling("offen", "open"),
    "closed": Spelling("geschlossen", "closed", ("vorläufig", "provisional")),
    "contested": Spelling("widersprüchlich", "contested", ("strittig",)),
    "positive": Spelling("positiv", "positive"),
    "positive_with_conditions": Spelling(
        "auflagen", "conditions", ("positiv-mit-auflagen", "with-conditions")
    ),
    "negative": Spelling("negativ", "negative"),
    "postponed": Spelling("zurückgestellt", "postponed", ("vertagt",)),
    "back": Spelling("zurück", "back", ("nicht-entschieden", "not-decided", "undecided")),
}

VOTE: Mapping[str, Spelling] = {
    "missing": Spelling("fehlt", "missing", ("offen", "open")),
    "draft": Spelling("vormerkung", "draft", ("vorgemerkt",)),
    "yes": Spelling("ja", "yes", ("j", "y")),
    "no": Spelling("nein", "no", ("n",)),
    "abstain": Spelling("enthaltung", "abstain", ("enthalten", "abstention")),
    "recused": Spelling("befangen", "recused"),
    "conflict": Spelling("widersprüchlich", "contradictory", ("doppelt", "conflict")),
    "not_entitled": Spelling("keine", "not-entitled", ("nicht-berechtigt",)),
    "none": Spelling("nicht-gefragt", "not-asked", ("none",)),
}

CONFLICT: Mapping[str, Spelling] = {
    "me": Spelling("ich", "me", ("mein", "mine")),
    "any": Spelling("jemand", "any", ("alle", "anybody")),
    "none": Spelling("niemand", "none", ("keiner", "nobody")),
}


def meaning(word: str, spellings: Mapping[Name, Spelling]) -> Name | None:
    """Return what WORD means among SPELLINGS, whatever its case and umlauts; None where it means nothing."""
    wanted = fold(word)
    for name, spelling in spellings.items():
        if wanted in (fold(name), *(fold(text) for text in (spelling.de, spelling.en, *spelling.also))):
            return name
    return None
