"""`beirat verify` and `beirat rebuild`: the board recomputed from its signed entries."""

from beirat_tui.cli.answers.file import ProblemPart, RebuildAnswer, VerifyAnswer
from beirat_tui.cli.boundary import FoundWrong
from beirat_tui.cli.framework import command
from beirat_tui.cli.output import answer, say
from beirat_tui.cli.place import Place
from beirat_tui.cli.progress import shown
from beirat_tui.cli.table import COMMANDS
from beirat_tui.services import rebuilding, verification
from beirat_tui.services.verification_views import Problem, VerifyReport, Weight
from beirat_tui.wording import N_, _
from beirat_tui.wording.format import number
from beirat_tui.wording.problems import problem_text, verified_text

_GLYPHS = {Weight.WRONG: "✗", Weight.FLAG: "!", Weight.WAITS: "…"}


@command(
    "verify",
    COMMANDS["verify"].about,
    more=[
        N_(
            "Every entry's bytes, signature and place, every effect and every closed outcome is computed "
            "again; the lists in the file are not trusted. Ends with 1 if something is wrong. What is "
            "marked ! may be in order, and … is missing in this copy."
        )
    ],
    examples=["beirat verify", "beirat verify --board copy.beirat --json"],
    answer="verify-v1",
)
def verify(place: Place) -> None:
    """Verify a board."""
    with place.session(only_looking=True) as session, shown(_("Computing everything again")) as progress:
        report = verification.verify(session, progress)
    if place.json:
        answer(_answer(report))
    else:
        _say(report)
    if not report.sound:
        raise FoundWrong


def _say(report: VerifyReport) -> None:
    say(
        verified_text(
            records=report.records,
            rounds=report.rounds,
            closings=report.closings,
            payloads=report.payloads,
        )
    )
    for problem in report.problems:
        sentence = problem_text(problem.code, problem.params, problem.record)
        say(f"{_GLYPHS[problem.weight]} {sentence}")
    say(_("Everything is in order.") if report.sound else _("Something is wrong: see the lines marked ✗."))


def _answer(report: VerifyReport) -> VerifyAnswer:
    return VerifyAnswer(
        sound=report.sound,
        records=report.records,
        rounds=report.rounds,
        closings=report.closings,
        payloads=report.payloads,
        problems=tuple(_part(problem) for problem in report.problems),
    )


def _part(problem: Problem) -> ProblemPart:
    return ProblemPart(
        code=problem.code,
        weight=problem.weight.value,
        params=dict(problem.params),
        record=problem.record,
        sentence=problem_text(problem.code, problem.params, problem.record),
    )


@command(
    "rebuild",
    COMMANDS["rebuild"].about,
    more=[
        N_("The signed entries stay as they are; whatever is computed from them is dropped and made again.")
    ],
    examples=["beirat rebuild"],
    answer="rebuild-v1",
)
def rebuild(place: Place) -> None:
    """Rebuild the read models."""
    with place.session() as session:
        records = rebuilding.rebuild(session)
        digest = rebuilding.digest(session)
    if place.json:
        answer(RebuildAnswer(records=records, digest=digest))
        return
    say(
        _("Made anew from {records} entries. Fingerprint: {digest}").format(
            records=number(records), digest=digest
        )
    )
