"""The words a rule file may use as values, each set for one key.

They are written in the file as they stand here, blanks included, so that a rule set can be read aloud.
"""

from typing import Literal

QuorumBase = Literal["voting members", "statutory seats", "members other than the chair", "entitled members"]
QuorumCounting = Literal["present", "present or represented", "present and entitled", "votes cast"]
ChairNeeded = Literal["not needed", "chair", "chair or deputy chair"]
QuorumTime = Literal["at the vote", "at opening", "when challenged"]
QuorumFailure = Literal["no quorum", "lapsed"]
Invitation = Literal["not needed", "needed", "with notice"]
MajorityBase = Literal[
    "votes cast", "participating", "present", "entitled members", "voting members", "statutory seats"
]
AbstentionMeaning = Literal["neutral", "no", "invalid", "absent for the majority", "absent", "forbidden"]
MissingMeaning = Literal["nothing", "abstention"]
TieRule = Literal[
    "rejected", "chair decides", "chair votes only then", "repeat once", "open: chair, papers: rejected"
]
TieVoice = Literal["whoever presides", "chair only"]
AfterRepeat = Literal["rejected", "chair decides"]
StoppedResult = Literal["to a meeting", "lapsed"]
ParticipationBase = Literal["entitled members", "voting members", "statutory seats"]
TooFewResult = Literal["no quorum", "to a meeting", "lapsed"]
DayKind = Literal["calendar days", "working days", "working days with Saturday"]
SilenceMeaning = Literal["nothing", "approval", "abstention"]
LateMeaning = Literal["invalid", "abstention"]
DeputyKind = Literal["none", "personal", "any order"]
DeputyTime = Literal["unless the member votes", "only if the member is absent"]
BallotForm = Literal["open", "secret"]
RecusalPresence = Literal["must leave", "may stay"]
RecusalQuorum = Literal["does not count", "counts"]
DecisiveBias = Literal["count again without it", "void"]
ElectionTie = Literal["lot", "repeat once, then lot", "repeat"]
