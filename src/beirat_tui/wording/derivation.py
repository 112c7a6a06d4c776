"""The derivation of an outcome in sentences: one for every step, made from its rule, verdict and figures.

Screens, minutes and commands take them from here, so that all say the same. Members' ids become names through
a function that the caller passes in.
"""

import datetime as dt
from collections.abc import Callable, Mapping

from beirat_tui.domain.tally.outcome import Counts, Fact, Outcome, Step
from beirat_tui.wording import rule_words as words
from beirat_tui.wording.catalogue import N_, _, ngettext
from beirat_tui.wording.derivation_sentences import REASONS, SENTENCES
from beirat_tui.wording.format import date

Naming = Callable[[str], str]

_RESULTS = {
    "adopted": N_("The motion is adopted."),
    "adopted_with_conditions": N_("The motion is adopted, with conditions."),
    "rejected": N_("The motion is rejected."),
    "postponed": N_("The item is postponed."),
    "elected": N_("{name} is elected."),
    "no_quorum": N_("No quorum: nothing is decided."),
    "repeat": N_("The vote is to be repeated."),
    "to_a_meeting": N_("Nothing is decided in writing: the item goes to a meeting."),
    "lapsed": N_("The item lapses."),
    "void": N_("The vote is void."),
    "undecided": N_("Still open."),
}

_NEXT = {
    "repeat_vote": N_("Vote again on the same motion."),
    "invite_again": N_("Invite the board again for this item, and say what will suffice then."),
    "put_on_agenda": N_("Put the item on the agenda of a meeting."),
    "draw_lot": N_("Draw the lot in public and record what was said."),
    "record_missing_fact": N_("Record what is missing."),
}


def sentence(step: Step, name: Naming = str) -> str:
    """Return STEP in one sentence, in the language in use; NAME turns a member's id into their name."""
    facts = step.facts
    keys = (f"{step.rule}:{_variant(facts)}", f"{step.rule}/{step.verdict}", step.rule)
    template = next((SENTENCES[key] for key in keys if key in SENTENCES), None)
    if template is None:
        shown = ", ".join(f"{key}={value}" for key, value in facts.items())
        return f"{step.rule}: {step.verdict} ({shown})"
    return _(template).format_map(_figures(step.rule, facts, name))


def result_text(outcome: Outcome, name: Naming = str) -> str:
    """Return what became of the motion, in one sentence."""
    return _(_RESULTS[outcome.result]).format(name=name(outcome.elected))


def outcome_word(result: str) -> str:
    """Return what RESULT, a code, says of a motion; the bare code where this version does not know it."""
    return _(_RESULTS[result]) if result in _RESULTS else result


def next_text(outcome: Outcome) -> str:
    """Return what the board should do now; "" if nothing."""
    if outcome.result == "lapsed":
        return _("The item is over, unless somebody puts it on an agenda anew.")
    if outcome.next_step == "repeat_vote" and outcome.reason.startswith("election."):
        return _("Hold the election again.")
    return _(_NEXT[outcome.next_step]) if outcome.next_step else ""


def counts_text(counts: Counts) -> str:
    """Return all the votes in one line, zeros included: ``5 yes, 4 no, 0 abstentions, …``.

    Late ones stand there only if there are any: where a late answer is invalid, its member is silent.
    """
    parts = [
        _("{number} yes").format(number=counts.yes),
        _("{number} no").format(number=counts.no),
        ngettext("{number} abstention", "{number} abstentions", counts.abstain).format(number=counts.abstain),
        _("{number} invalid").format(number=counts.invalid),
        _("{number} not voted").format(number=counts.silent),
    ]
    if counts.late:
        parts.append(_("{number} late").format(number=counts.late))
    return ", ".join(parts)


def _variant(facts: Mapping[str, Fact]) -> str:
    """The fact that chooses between sentences of one rule."""
    for key in ("why", "holds", "void"):
        if key in facts:
            return str(facts[key])
    return ""


def _figures(rule: str, facts: Mapping[str, Fact], name: Naming) -> dict[str, str]:
    """The facts of a step as they stand in its sentence."""
    figures = {key: _shown(key, value, name) for key, value in facts.items()}
    if rule == "votes.counted":
        numbers = {key: value for key, value in facts.items() if isinstance(value, int)}
        figures["votes"] = counts_text(Counts(**numbers))
    need, base = str(facts.get("need", "")), facts.get("base", 0)
    if need and isinstance(base, int):
        of = str(facts.get("of", ""))
        of_votes = rule.startswith(("majority.", "election.")) and rule != "majority.members-yes"
        of_text = words.votes_text(of or "votes cast", base) if of_votes else words.members_text(of, base)
        minimum = facts.get("minimum", 0)
        figures["need"] = words.need_text(need, of_text, minimum if isinstance(minimum, int) else 0)
    return figures


def _shown(key: str, value: Fact, name: Naming) -> str:
    """One fact as it stands in a sentence."""
    if isinstance(value, tuple):
        return _shown_list(key, value, name)
    if key in {"member", "by", "chair", "candidate"}:
        return name(str(value))
    if key in {"last_day", "announced"}:
        return date(dt.date.fromisoformat(str(value))) if value else _("no date")
    if key == "needed" and isinstance(value, str):
        return words.chair_text(value)
    if key == "choice":
        return {"yes": _("voted yes"), "no": _("voted no")}.get(str(value), _("gave no vote"))
    say = {"counting": words.counting_text, "counts_as": _meaning, "why": _reason}.get(key, str)
    return say(str(value))


def _shown_list(key: str, values: tuple[str, ...], name: Naming) -> str:
    """A list of members, of results, or of what was said in the room."""
    if key == "results":
        return " ".join(_(_RESULTS.get(result, result)) for result in values)
    if key == "inputs":
        return " · ".join(values)
    return ", ".join(map(name, values))


def _reason(word: str) -> str:
    """Why a ballot does not count."""
    return _(REASONS.get(word, word))


def _meaning(value: str) -> str:
    """What an abstention or a missing answer means."""
    return words.silence_text(value) if value in {"approval", "abstention"} else words.abstention_text(value)
