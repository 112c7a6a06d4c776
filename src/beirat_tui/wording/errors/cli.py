"""What can go wrong between the command line and the rest."""

from beirat_tui.wording.catalogue import N_
from beirat_tui.wording.errors import ErrorText

_NOTHING = N_("Nothing was changed.")
_GIVE_PASSWORD = N_(
    "Call the command at a terminal to be asked for it, or give it with --password-file or in the variable "
    "BEIRAT_PLACE_PASSWORD, and the name with --user. Nextcloud wants an app password: Settings, Security."
)

SENTENCES = {
    "cli.unexpected": ErrorText(
        N_("The program made a mistake that it cannot explain ({kind})."),
        N_("What was saved before is still there: nothing saved is ever overwritten."),
        N_("Call the command again with --debug, and pass on what it shows."),
    ),
    "cli.no-terminal": ErrorText(
        N_("The screens need a terminal, and there is none here."),
        _NOTHING,
        N_("Start `beirat` in a terminal, or use a command; `beirat --help` has them all."),
    ),
    "cli.no-election": ErrorText(
        N_("No election is about “{asked}”."), _NOTHING, N_("`beirat election list` shows all of them.")
    ),
    "cli.several-elections": ErrorText(
        N_("Several elections fit “{asked}”: {found}."), _NOTHING, N_("Name the seat in full.")
    ),
    "cli.no-votes": ErrorText(
        N_("“{typed}” is no candidate with votes."), _NOTHING, N_("Write M05=9 for each candidate.")
    ),
    "cli.correct-what": ErrorText(
        N_("It is not clear what is to be corrected."),
        _NOTHING,
        N_("Name meeting, member and either the times with --from and --until, or --absent."),
    ),
    "cli.no-numbers": ErrorText(
        N_("No numbers were given."), _NOTHING, N_("Give what was counted, for example --yes 11 --no 4.")
    ),
    "cli.bench-numbers": ErrorText(
        N_("“{typed}” are no numbers of a bench."),
        _NOTHING,
        N_("Write the bench, yes, no and abstained: --bench Towns=5,3,1."),
    ),
    "cli.no-sketch": ErrorText(
        N_("No sketch has the number “{asked}”, nor that in its title."),
        _NOTHING,
        N_("`beirat list` shows the sketches with their numbers."),
    ),
    "cli.several-sketches": ErrorText(
        N_("“{asked}” fits several sketches: {found}."),
        _NOTHING,
        N_("Name one of them by its number."),
    ),
    "cli.no-round": ErrorText(
        N_("There has been no vote on {number}."),
        _NOTHING,
        N_("The office opens one with `beirat round open {number}`."),
    ),
    "cli.no-meeting": ErrorText(
        N_("No meeting has the number or day “{asked}”."),
        _NOTHING,
        N_("`beirat meeting list` shows them all."),
    ),
    "cli.several-meetings": ErrorText(
        N_("“{asked}” fits several meetings."),
        _NOTHING,
        N_("Name the meeting by its number."),
    ),
    "cli.no-meetings": ErrorText(
        N_("No meeting has been called yet."),
        _NOTHING,
        N_("The office calls one with `beirat meeting call`."),
    ),
    "cli.no-request": ErrorText(
        N_("No device that asks to be enrolled has these words: {words}."),
        _NOTHING,
        N_("Compare with `beirat roster requests`. If it is not there, ask for the file with the request."),
    ),
    "cli.no-ballot": ErrorText(
        N_("There is no vote of {member} that could be left out."),
        N_("The vote is still open."),
        N_("`beirat tally SKETCH --json` shows whose votes are there."),
    ),
    "cli.no-device": ErrorText(
        N_("No device that could be revoked is called “{device}”."),
        _NOTHING,
        N_("`beirat roster devices` shows all devices."),
    ),
    "cli.several-devices": ErrorText(
        N_("“{device}” fits several devices: {found}."),
        _NOTHING,
        N_("Name the device by the beginning of its key."),
    ),
    "cli.not-confirmed": ErrorText(
        N_("You did not confirm."),
        N_("No vote was cast; what you voted before still holds."),
        N_("Call the command again when you have decided."),
    ),
    "cli.cannot-read": ErrorText(
        N_("The file {path} cannot be read as text."),
        _NOTHING,
        N_("Check the name, and that it is a text file in UTF-8."),
    ),
    "cli.not-utf-8": ErrorText(
        N_("In line {line} of the file {path} stands a letter that is not in UTF-8."),
        _NOTHING,
        N_("Save the file again, and choose UTF-8 as its encoding."),
    ),
    "cli.cannot-write": ErrorText(
        N_("The file {path} cannot be written."),
        N_("The board file was only read."),
        N_("Check that the folder exists, that you may write there, and that no such file is in the way."),
    ),
    "cli.no-board-id": ErrorText(
        N_("“{id}” is no id of a board."),
        _NOTHING,
        N_("An id has 64 digits, 0 to 9 and a to f. Leave --for out to take the board in use."),
    ),
    "cli.place-asks": ErrorText(
        N_("{place} asks for a password, and none was given."), _NOTHING, _GIVE_PASSWORD
    ),
    "cli.place-refuses": ErrorText(N_("{place} refuses the name or the password."), _NOTHING, _GIVE_PASSWORD),
    "cli.no-password": ErrorText(
        N_("The file {path} holds no password."),
        _NOTHING,
        N_("Write the password into its first line, or leave the option out to be asked for it."),
    ),
    "cli.no-passphrase": ErrorText(
        N_("The file {path} holds no passphrase."),
        _NOTHING,
        N_("Write the passphrase into its first line, or leave the option out to be asked for it."),
    ),
}
