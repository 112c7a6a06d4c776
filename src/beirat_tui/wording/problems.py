"""What `verify` found, in words."""

from collections.abc import Mapping

from beirat_tui.wording.catalogue import N_, _

_SENTENCES: Mapping[str, str] = {
    "verify.unreadable": N_("A stored record cannot be read ({reason}): it is damaged or forged."),
    "verify.wrong-id": N_("A record is stored under another id than its bytes have ({computed})."),
    "verify.not-granted": N_("A record is stored that nobody was entitled to write ({reason})."),
    "verify.incomplete": N_("A record is stored without what it refers to."),
    "verify.waits-for": N_("This copy lacks {missing} records that are named here; another copy has them."),
    "verify.electorate": N_("The electorate pinned at the opening is not the one that the roster gave then."),
    "verify.rules": N_("The rules pinned at the opening were not in force then."),
    "verify.version": N_("The version of the sketch that was voted on was not the current one then."),
    "verify.contested": N_("Two closings contradict each other; the chair decides which one holds."),
    "verify.late": N_("{number} ballots arrived after the closing and do not count."),
    "verify.disputed": N_(
        "Member {member} has two contradicting ballots: neither counts until they vote again."
    ),
    "verify.outcome": N_("The closing states “{stated}”, but its ballots and rules give “{computed}”."),
    "verify.left-out": N_("The closing leaves out {number} ballots that were there and valid."),
    "verify.surplus": N_("The closing counts {number} ballots that its own records do not imply."),
    "verify.forked": N_(
        "The device {key}… has signed two different records in one place: a copied private folder."
    ),
    "verify.payload": N_("The text or file with the fingerprint {hash}… is not the one that was signed."),
    "verify.read-models": N_(
        "{number} entries of the lists shown do not follow from the records; `beirat rebuild` makes them anew."
    ),
}


def problem_text(code: str, params: Mapping[str, str | int]) -> str:
    """What the problem with this CODE is, in one sentence; an unknown code is shown as it is."""
    sentence = _SENTENCES.get(code)
    if sentence is None:
        return code
    return _(sentence).format(**params)
