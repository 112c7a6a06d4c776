"""What can go wrong on the screens themselves."""

from beirat_tui.wording.catalogue import N_
from beirat_tui.wording.errors import ErrorText

SENTENCES = {
    "program.unexpected": ErrorText(
        N_("The program made a mistake that it cannot explain: {kind}."),
        N_("What was saved before is still there: nothing saved is ever overwritten."),
        N_("Start it again; with --debug it shows what those who look after it need to know. ({text})"),
    ),
    "file.not-openable": ErrorText(
        N_("{name} is not opened: a file of this kind could be a program."),
        N_("The file stays attached to the sketch as it is."),
        N_("Ask the office for it as docx, PDF or text."),
    ),
    "file.no-opener": ErrorText(
        N_("This computer has no program that opens files from here."),
        N_("The file stays attached to the sketch as it is."),
        N_("A copy lies at {path}; open it yourself."),
    ),
    "vote.not-possible": ErrorText(
        N_("You cannot vote on this sketch now."),
        N_("No vote was recorded."),
        N_("Press w to see how its vote stands, or ask the office."),
    ),
}
