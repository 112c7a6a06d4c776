"""What deserves attention in a sketch or a vote: a sentence for each code that services give."""

from collections.abc import Iterable, Mapping

from beirat_tui.wording.catalogue import N_, _

SKETCH_FLAGS: Mapping[str, str] = {
    "siblings": N_(
        "Two versions were entered without knowledge of each other; the office takes one in again."
    ),
    "erased": N_("Names and texts of this sketch have been erased."),
    "texts-missing": N_("Names and texts of this sketch are not in this copy of the board."),
    "programme-unknown": N_("The board has not adopted the programme of this sketch."),
    "summaries-contradict": N_("Two summaries were written without knowledge of each other; one is shown."),
    "decisions-contradict": N_("Two decisions were recorded without knowledge of each other; one is shown."),
}
ROUND_WARNINGS: Mapping[str, str] = {
    "ballots-contradict": N_(
        "Two votes of one member contradict each other; neither counts until they vote again."
    ),
    "update-needed": N_("A newer version of the program wrote something here: please update first."),
    "late-ballots": N_("Votes arrived after closing; they do not count."),
    "irregular": N_("Closed otherwise than the votes here imply: the chair has to confirm it."),
    "contested": N_("Two closings contradict each other: the chair has to choose one."),
    "outcome-differs": N_(
        "The closing states another outcome than its votes give; the computed one is shown."
    ),
    "recused-vote-counted": N_("The vote of a member was counted who is recused."),
    "facts-corrected": N_("Facts were corrected after the vote: with them it would have ended otherwise."),
}


def attention(table: Mapping[str, str], codes: Iterable[str]) -> list[str]:
    """Return the sentences of CODES in TABLE, in the language in use; an unknown code as it is."""
    return [_(table[code]) if code in table else code for code in codes]
