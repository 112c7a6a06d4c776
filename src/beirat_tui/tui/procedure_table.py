"""The fourth part of the table of actions: elections, proxies, what follows a vote that decided nothing."""

from beirat_tui.tui.actions import Action, Area
from beirat_tui.wording import N_

OFFICE = frozenset({"office"})
CHAIR = frozenset({"chair"})
LEADING = frozenset({"office", "chair"})

TABLE = (
    Action(
        "meeting.proxy",
        "L",
        "proxy",
        N_("proxies"),
        N_("Note who votes for an absent member by proxy in this meeting."),
        Area.OFFICE,
        76,
        roles=LEADING,
    ),
    Action(
        "view.elections",
        "E",
        "elections",
        N_("elections"),
        N_("Elections: who stands for a seat of the board, your vote, and results."),
        Area.VIEWS,
        61,
    ),
    Action(
        "election.open",
        "o",
        "open_election",
        N_("open election"),
        N_("Open an election: seat, candidates, in the meeting or by circulation."),
        Area.OFFICE,
        25,
        roles=LEADING,
    ),
    Action(
        "election.vote",
        "v",
        "vote_election",
        N_("vote"),
        N_("Vote in the election, or change your vote."),
        Area.VOTE,
        20,
    ),
    Action(
        "election.hand",
        "h",
        "hand_election",
        N_("by hand, count"),
        N_("Record a member’s vote in an election, or the count of its papers."),
        Area.OFFICE,
        28,
        roles=OFFICE,
    ),
    Action(
        "election.close",
        "x",
        "close_election",
        N_("close election"),
        N_("See what closing the election would give, draw the lot where it decides, and close."),
        Area.OFFICE,
        29,
        roles=LEADING,
    ),
    Action(
        "election.confirm",
        "e",
        "confirm_election",
        N_("confirm"),
        N_("Confirm the result of the election as the chair."),
        Area.OFFICE,
        30,
        roles=CHAIR,
    ),
    Action(
        "election.abort",
        "X",
        "abort_election",
        N_("break off"),
        N_("End the election without a result."),
        Area.OFFICE,
        58,
        roles=LEADING,
    ),
    Action(
        "office.next-step",
        "O",
        "next_step",
        N_("next step"),
        N_("After a vote that decided nothing: the next ballot, the second invitation, the agenda."),
        Area.OFFICE,
        24,
        roles=LEADING,
    ),
    Action(
        "office.correct",
        "K",
        "correct",
        N_("correct"),
        N_("After a vote: correct who was there, or note a conflict of interest found later."),
        Area.OFFICE,
        57,
        roles=OFFICE,
    ),
)
