"""Which keys of a scenario file say what an outcome still misses."""

from beirat_tui.domain.tally import Outcome

_KEYS = {
    "quorum.attendance": "meeting.present",
    "quorum.invited": "meeting.invited_all",
    "quorum.opening": "meeting.opened",
    "quorum.statutory-seats": "board.statutory_seats",
    "quorum.second-open:time-not-noted": "meeting.scheduled, meeting.vote_at",
    "quorum.second-open:day-not-noted": "meeting.day, meeting.earlier_day",
    "circulation.started": "circulation.started",
    "circulation.holidays": "circulation.holidays",
    "circulation.deadline": "circulation.closed",
    "circulation.deadline:no-deadline": "circulation.deadline",
    "circulation.statutory-seats": "board.statutory_seats",
    "majority.statutory-seats": "board.statutory_seats",
    "majority.bench-counts": "counted.bench",
    "majority.member-counts": "votes",
    "tie.casting-vote": "casting_vote",
    "votes.count:none": "counted",
    "votes.too-many": "counted",
    "election.lot": "election.lot",
}


def missing_keys(outcome: Outcome) -> str:
    """The keys that say what is missing, "" if nothing is or if no key says it."""
    keys = (
        _KEYS.get(f"{step.rule}:{step.facts.get('why', '')}") or _KEYS.get(step.rule, "")
        for step in outcome.steps
        if step.verdict == "missing"
    )
    return ", ".join(key for key in keys if key)
