"""Votes: why one cannot be opened, cast in, closed or confirmed."""

from beirat_tui.wording.catalogue import N_
from beirat_tui.wording.errors import ErrorText

_NOT_OPENED = N_("No vote was opened.")
_NOT_CAST = N_("No vote was cast; what you voted before stays as it was.")
_NOT_CLOSED = N_("The vote is still open, and every vote cast is kept.")
_NOT_CONFIRMED = N_("The outcome stays as it was.")
_NOTHING = N_("Nothing was changed.")
_ASK_OFFICE = N_("If you think that this is wrong, ask the office.")

SENTENCES = {
    "round.unknown": ErrorText(
        N_("There is no vote {round} on this board."), _NOTHING, N_("The list of votes shows them all.")
    ),
    "round.already-open": ErrorText(
        N_("There is a vote on this sketch already that is open or not yet confirmed."),
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
    "round.update-needed": ErrorText(
        N_("This vote holds entries of a newer version of the program."),
        _NOTHING,
        N_("Update the program: this version could count wrongly."),
    ),
    "round.undecided": ErrorText(
        N_("The vote cannot be closed yet: something that the rules need is not recorded ({missing})."),
        _NOT_CLOSED,
        N_("`beirat why SKETCH` and the key w show what is missing. Record it, then close."),
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
    "vote.closed": ErrorText(N_("The vote on this sketch is closed."), _NOT_CAST, _ASK_OFFICE),
    "vote.aborted": ErrorText(N_("The vote on this sketch was broken off."), _NOT_CAST, _ASK_OFFICE),
    "vote.not-entitled": ErrorText(N_("You have no vote in this matter."), _NOT_CAST, _ASK_OFFICE),
    "vote.not-a-member": ErrorText(
        N_("This device does not speak for a member of the board."),
        _NOT_CAST,
        N_("If you are a member, ask the office to enrol this device for you."),
    ),
    "vote.recused": ErrorText(
        N_("You have declared a conflict of interest and take no part in this vote."),
        _NOT_CAST,
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
        N_("“{choice}” is no choice here; there are {allowed}."), _NOT_CAST, N_("Choose one of them.")
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
        N_("This vote is not in writing, so there is no such procedure to object to."),
        _NOTHING,
        N_("In a meeting, speak up, or vote against the motion."),
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
        N_("The vote was closed {number} times, independently of each other."),
        _NOT_CONFIRMED,
        N_("Choose the closing that is to hold."),
    ),
    "confirm.already": ErrorText(
        N_("The outcome is confirmed already."), _NOT_CONFIRMED, N_("There is nothing to do.")
    ),
}
