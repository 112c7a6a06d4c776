"""Votes: why one cannot be opened, cast in, closed or confirmed."""

from beirat_tui.wording.catalogue import N_, _
from beirat_tui.wording.errors import ErrorText

_NOT_OPENED = N_("No vote was opened.")
_NOT_CAST = N_("No vote was cast; what you voted before stays as it was.")
_NOT_CLOSED = N_("The vote is still open, and every vote cast is kept.")
_NOT_CONFIRMED = N_("The outcome stays as it was.")
_NOTHING = N_("Nothing was changed.")
_NOTHING_NOTED = N_("Nothing was recorded; votes cast before stay as they are.")
_ASK_OFFICE = N_("If you think that this is wrong, ask the office.")
_ANOTHER_COPY = N_("Take in a newer copy of the board, or look at the list of votes.")
_MISSING = {
    "bias.unknown": N_(
        "A member with a conflict of interest took part in a secret vote: it has to be repeated."
    ),
    "circulation.chair": N_("It is not recorded whether the chair answered."),
    "circulation.deadline": N_("The time for answers is not over yet, and not all have answered."),
    "election.lot": N_(
        "The lot decides, and it is not drawn yet: enter what is said in the room, one after another (--lot)."
    ),
    "quorum.second-open": N_(
        "It is not recorded when the meeting was called for, or when the one before failed."
    ),
    "tie.casting-vote": N_("The votes are equal, and the vote that decides is not recorded."),
    "votes.count": N_("The votes have not been counted twice with the same result yet."),
}
_SAID_APART = frozenset({"votes.count"})
"""Rules whose derivation already says in words of its own why something is missing."""


def _choices(codes: str) -> str:
    """Votes as users know them; a candidate’s name stays."""
    from beirat_tui.wording.states import CHOICES, sign  # noqa: PLC0415  (with the first error of this kind)

    return ", ".join(sign(CHOICES, each).word if each in CHOICES else each for each in codes.split(", "))


def _missing(rule: str) -> str:
    """Say what keeps RULE of the derivation from being judged."""
    from beirat_tui.wording.derivation_sentences import SENTENCES as STEPS  # noqa: PLC0415  (the same)

    bare = rule.partition(":")[0]
    said = STEPS.get(rule) if bare in _SAID_APART else None
    template = said or _MISSING.get(bare) or STEPS.get(f"{bare}/missing") or STEPS.get(rule)
    return _(template or N_("Something that the rules need is not recorded."))


SENTENCES = {
    "round.unknown": ErrorText(N_("This vote is not in this copy of the board."), _NOTHING, _ANOTHER_COPY),
    "round.already-open": ErrorText(
        N_("The last vote on this sketch is still open, or not confirmed yet."),
        _NOT_OPENED,
        N_("Close and confirm it, or break it off, before a new one is opened."),
    ),
    "round.no-rules": ErrorText(
        N_("The board has no rules of procedure yet."),
        _NOTHING,
        N_("The office adopts some first: `beirat adopt rules vwvfg`."),
    ),
    "round.rules-contradict": ErrorText(
        N_("Two different rules of procedure were adopted without knowledge of each other."),
        _NOT_OPENED,
        N_("The office adopts the right ones once more; that settles it."),
    ),
    "round.versions-contradict": ErrorText(
        N_("There are two current versions of this sketch, entered without knowledge of each other."),
        _NOT_OPENED,
        N_("The office takes the right version in once more; that settles it."),
    ),
    "round.no-electorate": ErrorText(
        N_("Nobody on the board has a vote."), _NOT_OPENED, N_("The office appoints members first.")
    ),
    "round.meeting-or-deadline": ErrorText(
        N_("A vote needs either a meeting that is open or a deadline for answers in writing."),
        _NOT_OPENED,
        N_("Open the meeting first, or give a deadline."),
    ),
    "round.not-in-writing": ErrorText(
        N_("The board’s rules do not allow votes in writing."),
        _NOT_OPENED,
        N_("Put the sketch on the agenda of a meeting."),
    ),
    "round.no-such-meeting": ErrorText(
        N_("This meeting does not exist."), _NOT_OPENED, N_("The list of meetings shows them all.")
    ),
    "round.confirmed": ErrorText(
        N_("The chair has confirmed the outcome: it is final."),
        _NOTHING,
        N_("A new vote can be opened on a new motion."),
    ),
    "round.aborted": ErrorText(
        N_("This vote was broken off already."), _NOTHING, N_("Open a new one if the board is to decide.")
    ),
    "round.still-open": ErrorText(
        N_("This vote is not closed yet."),
        N_("Nothing was shown of the votes cast so far."),
        N_("Look again when it is closed."),
    ),
    "round.update-needed": ErrorText(
        N_("This vote holds entries of a newer version of the program."),
        _NOTHING,
        N_("Update the program: this version could count wrongly."),
    ),
    "round.undecided": ErrorText(
        N_("The vote cannot be closed yet."),
        _NOT_CLOSED,
        N_("{missing} The derivation of the outcome shows more."),
        {"missing": _missing},
    ),
    "round.reason-needed": ErrorText(
        N_("A vote that leaves out somebody’s ballot needs a reason."),
        _NOT_CLOSED,
        N_("Give the reason; it goes into the minutes."),
    ),
    "vote.no-round": ErrorText(
        N_("There is no vote on this sketch now."),
        _NOT_CAST,
        N_("You can keep a private draft vote until there is one."),
    ),
    "vote.closed": ErrorText(
        N_("The vote on this sketch is closed."),
        _NOTHING_NOTED,
        N_("If a vote is missing, tell the office or the chair before the outcome is confirmed."),
    ),
    "vote.aborted": ErrorText(
        N_("The vote on this sketch was broken off."),
        _NOTHING,
        N_("The sketch is back in the queue; a new vote on it can be opened."),
    ),
    "receipt.in-meeting": ErrorText(
        N_("This vote is held in a meeting: when a vote arrived is noted of written votes only."),
        _NOTHING_NOTED,
        N_("A vote that must not count is left out at closing: see `beirat round close --help`."),
    ),
    "receipt.no-vote": ErrorText(
        N_("No vote of this member is here yet."),
        _NOTHING_NOTED,
        N_("Take in the member’s vote first, or record it by hand."),
    ),
    "vote.not-entitled": ErrorText(
        N_("There is no right to vote in this matter."), _NOTHING_NOTED, _ASK_OFFICE
    ),
    "vote.not-a-member": ErrorText(
        N_("This device does not speak for a member of the board."),
        _NOTHING_NOTED,
        N_("If you are a member, ask the office to enrol this device for you."),
    ),
    "vote.recused": ErrorText(
        N_("A conflict of interest is declared, so no vote can be cast."),
        _NOTHING_NOTED,
        N_("If that was a mistake, take the declaration back first."),
    ),
    "vote.secret": ErrorText(
        N_("This vote is secret: it is taken on paper, and only the numbers are recorded."),
        _NOT_CAST,
        N_("Hand in your ballot paper in the room."),
    ),
    "vote.absent": ErrorText(
        N_("In a meeting only those present vote, and you are not noted as present."),
        _NOT_CAST,
        N_("Keep a private draft vote, and cast it when you are in the room; or ask the office to note you."),
    ),
    "vote.already": ErrorText(
        N_("You have cast this very vote already."),
        N_("It counts once, as it should."),
        N_("There is nothing to do. To change it, choose otherwise or write another remark."),
    ),
    "vote.not-a-deputy": ErrorText(
        N_("You are not this member’s deputy in this vote."),
        _NOT_CAST,
        N_("Deputies are those that the roster named when the vote was opened."),
    ),
    "vote.unknown-choice": ErrorText(
        N_("“{choice}” is no choice in this vote."),
        _NOT_CAST,
        N_("Choose one of these: {allowed}."),
        {"choice": _choices, "allowed": _choices},
    ),
    "draft.none": ErrorText(
        N_("You keep no draft vote on this sketch."), _NOT_CAST, N_("Vote directly, or keep a draft first.")
    ),
    "recusal.already": ErrorText(
        N_("The conflict of interest is noted already."), _NOTHING, N_("There is nothing to do.")
    ),
    "recusal.none": ErrorText(
        N_("No conflict of interest is noted that could be taken back."),
        _NOTHING,
        N_("There is nothing to do."),
    ),
    "recusal.not-in-electorate": ErrorText(
        N_("This person takes no part in this vote anyway."), _NOTHING, N_("There is nothing to do.")
    ),
    "objection.no-circulation": ErrorText(
        N_("This vote is not held in writing."),
        _NOTHING,
        N_("Only a vote in writing can be objected to. In a meeting, speak up, or vote against the motion."),
    ),
    "objection.already": ErrorText(
        N_("Your objection is noted already."), _NOTHING, N_("There is nothing to do.")
    ),
    "objection.none": ErrorText(
        N_("You have raised no objection that could be taken back."), _NOTHING, N_("There is nothing to do.")
    ),
    "dissent.empty": ErrorText(
        N_("The dissenting opinion is empty."), N_("Nothing was filed."), N_("Write it and file it again.")
    ),
    "dissent.not-in-electorate": ErrorText(
        N_("Only members who could take part in the vote may file a dissenting opinion."),
        N_("Nothing was filed."),
        _ASK_OFFICE,
    ),
    "count.named": ErrorText(
        N_("{number} votes by name have been cast, so numbers alone cannot be entered."),
        _NOTHING,
        N_("Break this vote off and open a secret one, or record the remaining votes by hand."),
    ),
    "election.no-subject": ErrorText(
        N_("It is not said what is elected."), _NOT_OPENED, N_("Name the seat, for example “Deputy chair”.")
    ),
    "election.candidates": ErrorText(
        N_("An election needs candidates who are on the board, {least} to {most} of them."),
        _NOT_OPENED,
        N_("Name the candidates by their labels or names."),
    ),
    "next.nothing": ErrorText(
        N_("Nothing follows this vote: it has decided, is still running, or was followed by another one."),
        _NOT_OPENED,
        N_("`beirat why` says how it stands; `beirat round open` opens a vote on another motion."),
    ),
    "next.same-meeting": ErrorText(
        N_("The quorum was missed in this meeting: the rules ask for another invitation."),
        _NOT_OPENED,
        N_("Call the second meeting first: `beirat meeting call --second-of … --notice`."),
    ),
    "next.in-meeting": ErrorText(
        N_("The written vote was stopped: the item has to go to a meeting."),
        _NOT_OPENED,
        N_("Open the meeting first, or name one with --meeting."),
    ),
    "next.no-meeting": ErrorText(
        N_("No meeting has been called to which this could go."), _NOTHING, N_("Call a meeting first.")
    ),
    "attendance.order": ErrorText(
        N_("The times do not follow each other."),
        N_("The attendance stays as it was."),
        N_("Give each coming before its leaving, the earliest first."),
    ),
    "count.benches": ErrorText(
        N_("Numbers were given for a bench that nobody in this vote sits for."),
        _NOTHING_NOTED,
        N_("`beirat roster list` shows the benches."),
    ),
    "count.candidates": ErrorText(
        N_(
            "Numbers were given that do not belong to this vote: in an election each candidate has their own."
        ),
        _NOTHING_NOTED,
        N_("Give one number for each candidate, besides abstentions and invalid papers."),
    ),
    "count.too-many": ErrorText(
        N_("{counted} votes were counted, but the board has only {votes}."),
        N_("No numbers were entered."),
        N_("Count again."),
    ),
    "confirm.still-open": ErrorText(
        N_("The vote is still open; there is no outcome to confirm."),
        _NOT_CONFIRMED,
        N_("The office closes it first."),
    ),
    "confirm.pending": ErrorText(
        N_("Something that the closing stands on is not in this copy of the board yet."),
        _NOT_CONFIRMED,
        N_("Take in the newest copy of the office, then confirm."),
    ),
    "confirm.which": ErrorText(
        N_("It is not clear which closing of this vote is meant (known: {number})."),
        _NOT_CONFIRMED,
        N_("Choose the closing that is to hold."),
    ),
    "confirm.already": ErrorText(
        N_("The outcome is confirmed already."), _NOT_CONFIRMED, N_("There is nothing to do.")
    ),
}
