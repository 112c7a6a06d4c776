"""What `verify` found, in words: one sentence for every code.

These sentences speak of entries, keys and signatures: they are for the log screen and for commands, where
somebody looks for the cause.
"""

from collections.abc import Mapping

from beirat_tui.domain.text import clean_line
from beirat_tui.wording.catalogue import N_, _
from beirat_tui.wording.format import number

SENTENCES: Mapping[str, str] = {
    "file.structure": N_("The file itself is damaged: {detail}."),
    "record.unreadable": N_("The entry {record} cannot be read ({detail}): it was altered or damaged."),
    "record.id": N_("The entry {record} has not the content that its id was made from."),
    "record.signature": N_(
        "The signature of the entry {record} ({kind}) is wrong: it was altered, or forged for the key "
        "{author}."
    ),
    "record.refused": N_("The entry {record} does not belong to this board: {reason}."),
    "record.incomplete": N_(
        "The entry {record} ({kind}) stands among the board’s entries, but what it builds on is not here."
    ),
    "records.waiting": N_("{number} entries wait for others that have not arrived here yet."),
    "chain.forked": N_(
        "The key {author} of {who} has continued in two ways: a copied private folder. Both are kept; please "
        "give this device a new certificate."
    ),
    "payload.altered": N_("The text or file {payload} is not the one that was signed."),
    "payload.unnamed": N_("The text or file {payload} belongs to no entry."),
    "payload.not-erased": N_("The text or file {payload} was ordered to be erased and is still here."),
    "model.differs": N_(
        "The program’s lists ({table}) differ from the entries in {number} places; “beirat rebuild” makes "
        "them again from the entries."
    ),
    "round.waits": N_(
        "{sketch}: {number} parts that were known when the vote was opened are not here yet; electorate and "
        "rules cannot be checked."
    ),
    "round.electorate": N_(
        "{sketch}: the electorate of the vote is not the one that the roster gave when it was opened: {who}."
    ),
    "round.rules": N_("{sketch}: the vote was opened under rules that were not in force then."),
    "round.version": N_("{sketch}: the vote was opened on a version that was not the current one then."),
    "round.history": N_(
        "{sketch}: the vote was opened as another ballot than the votes before it make it, or tells other "
        "results of them."
    ),
    "round.contested": N_(
        "{sketch}: there are several closings or confirmations; the chair has to pick one."
    ),
    "round.late": N_("{sketch}: {number} votes became known after the closing and do not count."),
    "round.update-needed": N_(
        "{sketch}: there are entries of a newer version of the program; please update."
    ),
    "closing.waits": N_("{sketch}: the closing names {number} parts that are not here yet."),
    "closing.outcome": N_(
        "{sketch}: the closing states the result “{stated}”, but its votes and the rules give “{computed}”."
    ),
    "closing.counts": N_("{sketch}: the closing states other counts than its votes give."),
    "closing.left-out": N_("{sketch}: the closing leaves out the vote of {who}, which was known and counts."),
    "closing.surplus": N_("{sketch}: the closing counts a vote of {who} that the rules would not count."),
    "closing.attendance": N_("{sketch}: the closing names another attendance than the one noted."),
}


def problem_text(code: str, params: Mapping[str, str | int], record: str | None = None) -> str:
    """The sentence for a problem (its code, parameters and the id of its entry) in the language in use."""
    values = {name: clean_line(str(value)) for name, value in params.items()}
    values["record"] = "?" if record is None else clean_line(record)[:12]
    return _(SENTENCES[code]).format_map(values)


def verified_text(*, records: int, rounds: int, closings: int, payloads: int) -> str:
    """Return how much was verified, in one sentence."""
    return _(
        "Verified: entries {records}, votes {rounds}, closings {closings}, texts and files {payloads}."
    ).format(
        records=number(records),
        rounds=number(rounds),
        closings=number(closings),
        payloads=number(payloads),
    )
