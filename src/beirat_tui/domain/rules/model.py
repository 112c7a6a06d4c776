"""A board's rules of procedure as values: one class a section of the rule file.

The meaning of every key stands in `docs/rules.md`; the words a key may take in `words.py`; how a file
becomes a `RuleSet` in `read.py`. Every section's `cite` names the passage of the board's own text it
comes from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from beirat_tui.domain.rules import words
from beirat_tui.domain.rules.amount import ANY, HALF, NONE, Amount


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether a meeting may decide. It counts members, not their votes."""

    need: Amount
    of: words.QuorumBase = "voting members"
    minimum: int = 0
    counting: words.QuorumCounting = "present"
    in_each_bench: Amount = NONE
    in_bench: Mapping[str, Amount] = field(default_factory=dict)
    chair: words.ChairNeeded = "not needed"
    all_invited: bool = False
    checked: words.QuorumTime = "at the vote"
    failing: words.QuorumFailure = "no quorum"
    cite: str = ""


@dataclass(frozen=True, slots=True)
class SecondTry:
    """The easier quorum after a first one failed, and what must have happened before it holds."""

    need: Amount = ANY
    minimum: int = 0
    chair: words.ChairNeeded = "not needed"
    invitation: words.Invitation = "with notice"
    after_minutes: int = 0
    after_days: int = 0
    cite: str = ""


@dataclass(frozen=True, slots=True)
class ReducedQuorum:
    """The smaller quorum that holds when many members are excluded by recusal."""

    if_excluded: Amount
    need: Amount
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Majority:
    """How many yes votes adopt a motion. It counts votes."""

    need: Amount = HALF
    of: words.MajorityBase = "votes cast"
    minimum_yes: Amount = NONE
    members_yes: Amount = NONE
    fewer_no_than: int = 0
    in_each_bench: Amount = NONE
    in_bench: Mapping[str, Amount] = field(default_factory=dict)
    cite: str = ""


@dataclass(frozen=True, slots=True)
class LaterBallots:
    """The majority that holds once the first ballots did not reach the stricter one."""

    after_ballots: int
    need: Amount = HALF
    of: words.MajorityBase = "votes cast"
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Ballots:
    """Whether a vote given before the sitting, or without being there, counts."""

    in_advance: bool = False
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Abstention:
    """What an abstention means, and what the missing answer of a present member means."""

    counts_as: words.AbstentionMeaning = "neutral"
    missing: words.MissingMeaning = "nothing"
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """What happens when yes and no are equal."""

    rule: words.TieRule = "rejected"
    only_at_half: bool = False
    voice: words.TieVoice = "whoever presides"
    after_repeat: words.AfterRepeat = "rejected"
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Circulation:
    """The written vote between meetings."""

    allowed: bool = True
    stopped_by: Amount = NONE
    when_stopped: words.StoppedResult = "to a meeting"
    all_must_consent: bool = False
    participation: Amount = NONE
    participation_of: words.ParticipationBase = "entitled members"
    chair: words.ChairNeeded = "not needed"
    too_few: words.TooFewResult = "to a meeting"
    need: Amount | None = None
    of: words.MajorityBase | None = None
    days: int = 0
    counted_in: words.DayKind = "calendar days"
    holidays: str = ""
    end_moves: bool = False
    silence: words.SilenceMeaning = "nothing"
    late: words.LateMeaning = "invalid"
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Deputies:
    """Who votes for a member who is prevented."""

    allowed: words.DeputyKind = "none"
    when: words.DeputyTime = "unless the member votes"
    proxies: bool = False
    proxies_at_most: int = 0
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Secrecy:
    """Whether a vote is open, and who may ask for a secret one."""

    vote: words.BallotForm = "open"
    secret_forbidden: bool = False
    on_demand_of: Amount = NONE
    by_decision: bool = False
    cite: str = ""


@dataclass(frozen=True, slots=True)
class RecusalRule:
    """What a conflict of interest does to presence, quorum and result."""

    presence: words.RecusalPresence = "must leave"
    quorum: words.RecusalQuorum = "does not count"
    decisive_vote: words.DecisiveBias = "count again without it"
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Elections:
    """How one seat is filled: by most votes (`need` is None), or by a share of the votes cast.

    After so many ballots (`after_ballots`, 0: never) that share is no longer needed.
    """

    need: Amount | None = field(default=None, metadata={"none": "most votes"})
    after_ballots: int = 0
    tie: words.ElectionTie = "lot"
    papers_on_objection: bool = True
    secret_on_demand_of: Amount = ANY
    cite: str = ""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules a board votes by. Sections that a file leaves out have the defaults of `docs/rules.md`."""

    name: str
    source: str
    quorum: Quorum
    majority: Majority
    note: str = ""
    seats: int = 0
    second_try: SecondTry | None = None
    reduced_quorum: ReducedQuorum | None = None
    later_ballots: LaterBallots | None = None
    ballots: Ballots = Ballots()
    abstention: Abstention = Abstention()
    tie: Tie = Tie()
    circulation: Circulation = Circulation(allowed=False)
    deputies: Deputies = Deputies()
    secrecy: Secrecy = Secrecy()
    recusal: RecusalRule = RecusalRule()
    elections: Elections = Elections()
