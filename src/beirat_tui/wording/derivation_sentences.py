"""The sentences for the steps of a derivation: ``rule/verdict``, ``rule:variant`` or ``rule`` → sentence.

The keys are those of `beirat_tui.domain.tally`; the placeholders are the facts of the step, already as text.
"""

from beirat_tui.wording.catalogue import N_

REASONS = {
    "recused": N_("the member has a conflict of interest"),
    "not-entitled": N_("the member has no vote here"),
    "stranger": N_("this person is no member of the board"),
    "late": N_("it came after the deadline"),
    "absent": N_("the member was not in the room at the vote"),
    "gave-way": N_("another vote for this member comes first"),
    "not-named": N_("this person is not named as deputy or proxy of the member"),
    "representation-not-allowed": N_("the rules allow no such representation"),
    "deputy-recused": N_("the deputy has a conflict of interest"),
    "deputy-absent": N_("the deputy was not in the room at the vote"),
    "too-many-proxies": N_("this person holds more proxies than the rules allow"),
    "several-members": N_("this deputy voted for several members"),
    "member-present": N_("the member was there in person"),
}

SENTENCES = {
    "history.earlier": N_("Ballot {ballot}. Before it: {results}"),
    "recusal.members": N_("Without a vote because of a conflict of interest: {members} ({number})."),
    "recusal.in-the-room": N_("In the room although they must leave for this item: {members}."),
    "ballot.set-aside": N_("A vote for {member} does not count: {why}."),
    "ballot.set-aside:gave-way": N_(
        "A further vote for {member} gives way: a member's own vote comes first."
    ),
    "ballot.contradicting": N_("{member} has two votes that contradict each other: neither counts."),
    "deputy.voted": N_("{by} voted for {member}."),
    "quorum.attendance": N_("Nobody noted yet who was there."),
    "quorum.invited/met": N_("All members were invited in due form."),
    "quorum.invited/failed": N_("Not all members were invited in due form: the board cannot decide."),
    "quorum.invited/missing": N_("It is not recorded whether all members were invited in due form."),
    "quorum.opening": N_("It is not recorded when the meeting was opened."),
    "quorum.challenged": N_("Somebody doubted the quorum: it is counted at the vote."),
    "quorum.unchallenged": N_("The quorum is presumed, as nobody doubted it."),
    "quorum.presumed/note": N_("The quorum of the opening holds on ({opened} then, {now} now)."),
    "quorum.presumed/warning": N_(
        "The quorum of the opening is presumed, as nobody doubted it: {opened} were there, {now} are left."
    ),
    "quorum.statutory-seats": N_("It is not recorded how many seats the board has by statute."),
    "quorum.members/met": N_("Quorum reached: {present} {counting}, {needed} needed ({need})."),
    "quorum.members/failed": N_("Quorum missed: {present} {counting}, {needed} needed ({need})."),
    "quorum.bench/met": N_("Quorum of “{bench}” reached: {present} there, {needed} needed ({need})."),
    "quorum.bench/failed": N_("Quorum of “{bench}” missed: {present} there, {needed} needed ({need})."),
    "quorum.chair/met": N_("As the rules demand, {needed} was there."),
    "quorum.chair/failed": N_("The rules demand that {needed} be there, which was not so."),
    "quorum.reduced:True": N_(
        "Excluded members: {excluded} of {base} ({limit} or more): the reduced quorum holds."
    ),
    "quorum.reduced:False": N_(
        "Excluded members: {excluded} of {base}, fewer than {limit}: the ordinary quorum holds."
    ),
    "quorum.second-open/met": N_("The easier quorum of a second attempt holds."),
    "quorum.second-open:not-invited-again": N_("The board was not invited again for this item."),
    "quorum.second-open:no-notice": N_(
        "The second invitation did not say that any number present would suffice."
    ),
    "quorum.second-open:too-early": N_(
        "The easier quorum holds after {minutes_needed} minutes; only {minutes} have passed."
    ),
    "quorum.second-open:too-soon": N_(
        "The easier quorum holds after {days_needed} days; only {days} have passed."
    ),
    "quorum.second-open:time-not-noted": N_(
        "It is not recorded for when the meeting was called and when the vote was."
    ),
    "quorum.second-open:day-not-noted": N_(
        "The days of the failed meeting and of this one are not recorded."
    ),
    "quorum.second/met": N_("Easier quorum reached: {present} {counting}, {needed} needed ({need})."),
    "quorum.second/failed": N_("Easier quorum missed: {present} {counting}, {needed} needed ({need})."),
    "secrecy.secret": N_("The vote was secret, as the rules demand."),
    "secrecy.decided": N_("The board decided to vote secretly."),
    "secrecy.forbidden": N_("The vote was secret, which the rules forbid."),
    "secrecy.due": N_("The vote was open, but a secret one was due."),
    "secrecy.without-ground": N_("The vote was secret although the rules did not ask for it; it counts."),
    "secrecy.demanded/met": N_("Secret vote demanded by {demands}, {needed} needed."),
    "secrecy.demanded/failed": N_("Secret vote demanded by {demands}, not enough to get one."),
    "votes.counted": N_("Votes: {votes}."),
    "votes.abstention": N_("Abstentions {counts_as}."),
    "votes.silence": N_("Not voting {counts_as} ({silent})."),
    "votes.count:none": N_("The votes have not been counted yet: two entries that agree are needed."),
    "votes.count:one": N_("Waiting for the second count: one entry is there, a second one has to agree."),
    "votes.count:differs": N_("The counts entered differ: count again and enter what you find."),
    "votes.too-many": N_("More votes were counted than members could vote: count again."),
    "majority.threshold/met": N_("Majority reached: {yes} yes, {needed} needed ({need}); {no} no."),
    "majority.threshold/failed": N_("Majority missed: {yes} yes, {needed} needed ({need}); {no} no."),
    "majority.minimum-yes/met": N_("Enough yes votes: {yes}, {needed} needed."),
    "majority.minimum-yes/failed": N_("Too few yes votes: {yes}, {needed} needed."),
    "majority.members-yes/met": N_("Enough members are for it: {yes}, {needed} needed ({need})."),
    "majority.members-yes/failed": N_("Too few members are for it: {yes}, {needed} needed ({need})."),
    "majority.member-counts": N_("How many members voted yes is not recorded, only how many votes."),
    "majority.fewer-no/met": N_("Few enough no votes: {no}, fewer than {limit} allowed."),
    "majority.fewer-no/failed": N_("Too many no votes: {no}, fewer than {limit} allowed."),
    "majority.bench/met": N_("Majority in “{bench}” reached: {yes} yes, {needed} needed ({need}); {no} no."),
    "majority.bench/failed": N_(
        "Majority in “{bench}” missed: {yes} yes, {needed} needed ({need}); {no} no."
    ),
    "majority.bench-counts": N_("The votes of the benches are not recorded separately."),
    "majority.statutory-seats": N_("It is not recorded how many seats the board has by statute."),
    "majority.next-ballot": N_(
        "Not enough in ballot {ballot}; after ballot {after} an easier majority suffices: vote again."
    ),
    "tie.rejected": N_("A tie, {yes} to {no}: the motion counts as rejected."),
    "tie.repeat": N_("A tie, {yes} to {no}: the vote is repeated."),
    "tie.repeated": N_("A tie again, {yes} to {no}."),
    "tie.chair": N_("A tie, {yes} to {no}: the vote of the chair decides: {chair} {choice}."),
    "tie.chair-abstained": N_(
        "A tie, {yes} to {no}: {chair} would decide, but abstained or did not vote; the motion is rejected."
    ),
    "tie.chair-without-vote": N_("A tie, {yes} to {no}: {chair} has no vote, so the motion is rejected."),
    "tie.no-chair": N_(
        "A tie, {yes} to {no}: nobody was there whose vote could decide; the motion is rejected."
    ),
    "tie.casting-vote": N_("A tie, {yes} to {no}: the deciding vote of {chair} is not recorded."),
    "tie.chair-not-asked": N_("{chair} votes only in a tie: the vote was not needed."),
    "circulation.allowed/met": N_("The rules allow a written vote."),
    "circulation.allowed/failed": N_("The rules allow no written vote."),
    "circulation.objections/met": N_("Objections to the written vote: {objections}; {limit} would stop it."),
    "circulation.objections/failed": N_(
        "Objections to the written vote: {objections}; enough to stop it: {limit}."
    ),
    "circulation.objections-noted": N_(
        "Objections to the written vote: {objections}; the rules give them no effect."
    ),
    "circulation.started": N_("It is not recorded when the papers were sent."),
    "circulation.holidays": N_("The public holidays of the period have not been looked up."),
    "circulation.deadline/met": N_(
        "The time for answers ended on {last_day}; still without an answer: {open}."
    ),
    "circulation.deadline:no-deadline": N_("No last day for answers is recorded; missing: {open}."),
    "circulation.deadline/missing": N_("Answers may still come until {last_day}; missing: {open}."),
    "circulation.deadline-too-short": N_(
        "The announced deadline {announced} is too short; answers count until {last_day}."
    ),
    "circulation.all-answered": N_("All who may vote have answered."),
    "circulation.consent/met": N_("All agreed to vote in writing."),
    "circulation.consent/failed": N_("Not all agreed to vote in writing; without an answer: {missing}."),
    "circulation.participation/met": N_("Enough took part: {answered}, {needed} needed ({need})."),
    "circulation.participation/failed": N_("Too few took part: {answered}, {needed} needed ({need})."),
    "circulation.statutory-seats": N_("It is not recorded how many seats the board has by statute."),
    "circulation.chair/met": N_("As the rules demand, {needed} answered."),
    "circulation.chair/failed": N_("The rules demand an answer of {needed}, which did not come."),
    "circulation.chair/missing": N_("It is not recorded whether {needed} answered."),
    "circulation.late": N_("The late answer of {member} counts as abstention."),
    "bias.harmless": N_("The vote of {members}, who turned out to be biased, did not decide."),
    "bias.decisive:True": N_(
        "The vote of {members}, who turned out to be biased, decided: the resolution is void."
    ),
    "bias.decisive:False": N_(
        "The vote of {members}, who turned out to be biased, decided: it is taken out and the result changes."
    ),
    "bias.unknown": N_(
        "Nobody can tell how {members}, who turned out to be biased, voted; that vote may have decided."
    ),
    "election.counted": N_(
        "Beside the votes for candidates: {abstain} abstained, {invalid} invalid, {silent} not voted."
    ),
    "election.candidate": N_("Votes for {candidate}: {votes}."),
    "election.no-votes": N_("Nobody got a vote."),
    "election.threshold/met": N_("Enough votes: {most}, {needed} needed ({need})."),
    "election.threshold/failed": N_("Nobody got enough votes: {most} at most, {needed} needed ({need})."),
    "election.next-ballot": N_("After ballot {after} most votes suffice."),
    "election.most-votes": N_("{candidate} has most votes ({votes})."),
    "election.tie-repeat": N_("Equal votes ({votes}) for {candidates}: vote again."),
    "election.lot/missing": N_("Equal votes ({votes}) for {candidates}: the lot decides."),
    "election.lot/met": N_(
        "Equal votes ({votes}) for {candidates}: the lot ({method}, said in the room: {inputs}) "
        "fell on {candidate}."
    ),
    "election.papers-due": N_("Somebody objected to voting by call or sign, but no ballot papers were used."),
}
