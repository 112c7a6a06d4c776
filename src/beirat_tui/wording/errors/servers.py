"""Errors of places on servers: WebDAV and the database hub."""

from beirat_tui.wording.catalogue import N_
from beirat_tui.wording.errors import ErrorText

_KEPT = N_("Your board and what lies there are as they were; nothing is lost.")
_NOTHING = N_("Nothing was changed.")
_TAKEN = N_("What others left there was taken in. Your own entries are not handed over there yet.")
_LATER = N_("There is nothing to do: the next exchange makes up for it.")
_UNSENT = N_("Nothing was sent there, not even the password. Your board is as it was.")
_ASK = N_("Please ask whoever looks after the server.")

SENTENCES = {
    "place.not-installed": ErrorText(
        N_("What this computer needs for such an address is not installed."),
        _NOTHING,
        N_('Please install it: pip install "beirat-tui[{extra}]".'),
    ),
    "place.bad-address": ErrorText(
        N_("The address of the server cannot be understood."),
        _NOTHING,
        N_("Addresses look like https://cloud.example.org/… or postgresql+psycopg://user@server/database."),
    ),
    "place.unreachable": ErrorText(
        N_("{place} cannot be reached."),
        _KEPT,
        N_("Please check your connection to the network and the address. The next exchange makes up for it."),
    ),
    "place.lost": ErrorText(
        N_("The connection to {place} broke."),
        N_("Your board is as it was. What was handed over before it broke is there."),
        _LATER,
    ),
    "place.too-slow": ErrorText(
        N_("{place} takes too long to answer."),
        N_("Your board is as it was. What was handed over before is there."),
        _LATER,
    ),
    "place.login": ErrorText(
        N_("{place} refuses the name or the password."),
        _KEPT,
        N_("Please give the password again with `beirat sync login`; Nextcloud wants an app password."),
    ),
    "place.secret-missing": ErrorText(
        N_("{place} asks for a password, and none is known here."),
        _KEPT,
        N_(
            "Please give it with `beirat sync login`; the commands of `beirat hub` read it with "
            "--password-file."
        ),
    ),
    "place.tls": ErrorText(
        N_("{place} could not prove that it is the right server: its certificate is not trusted here."),
        _UNSENT,
        N_(
            "If it comes from an authority of your own administration, that authority’s certificate has to "
            "be in this computer’s store, or in a file that the variable SSL_CERT_FILE names: please ask "
            "whoever looks after this computer. Otherwise please check the address."
        ),
    ),
    "place.tls-name": ErrorText(
        N_("{place} could not prove that it is the right server: its certificate is for another address."),
        _UNSENT,
        N_("Please check the address: it has to be written as in the certificate, with name and ending."),
    ),
    "place.tls-time": ErrorText(
        N_("The certificate of {place} has expired, or is not valid yet."),
        _UNSENT,
        N_(
            "Please check the date and time of this computer. If they are right, please ask whoever looks "
            "after the server."
        ),
    ),
    "place.no-tls": ErrorText(
        N_("{place} answers, but not over an encrypted line."),
        _UNSENT,
        N_("Please check the address and the number of the port in it."),
    ),
    "place.no-certificates": ErrorText(
        N_("The certificates of trusted authorities cannot be read: {path}."),
        _UNSENT,
        N_(
            "Please check the variable SSL_CERT_FILE or SSL_CERT_DIR; without it this computer’s store holds."
        ),
    ),
    "place.crowded": ErrorText(N_("{place} has no room for another connection now."), _KEPT, _LATER),
    "place.not-allowed": ErrorText(N_("{place} does not allow what was asked of it."), _KEPT, _ASK),
    "place.server-error": ErrorText(N_("{place} reports an error of its own."), _KEPT, _ASK),
    "place.busy": ErrorText(N_("{place} is busy, or closed for maintenance."), _KEPT, _LATER),
    "place.insecure": ErrorText(
        N_("The address begins with http://: the password would be sent for everybody to read."),
        N_("Nothing was sent, and nothing was changed."),
        N_("Please use the same address with https://."),
    ),
    "place.no-webdav": ErrorText(
        N_("{place} answers, but is no folder that can be shared (WebDAV)."),
        _KEPT,
        N_("Please check the address. In Nextcloud it is shown at the bottom left of the files, as WebDAV."),
    ),
    "place.no-remote-folder": ErrorText(
        N_("There is no folder {place}."),
        _KEPT,
        N_("Please check the address, or make the folder there and share it with the others."),
    ),
    "place.no-hub": ErrorText(
        N_("There is no database for boards at {place}."),
        _KEPT,
        N_("Please check the address. Whoever looks after the server sets it up with `beirat hub init`."),
    ),
    "place.several-boards": ErrorText(
        N_("At {place} there are several boards, and it is not clear which one is meant."),
        _NOTHING,
        N_("Please use the address of the board itself, as its office has it."),
    ),
    "place.foreign-rows": ErrorText(
        N_("At {place} there are {number} entries that are damaged, forged or of another board."),
        N_("They were left out. Everything that is good was taken in."),
        N_("Please tell whoever looks after the server; somebody who knows the password put them there."),
    ),
    "place.no-room": ErrorText(
        N_("Your private folder cannot be written: {path}."),
        _KEPT,
        N_("Please make space there, and check whether you may write there."),
    ),
    "place.replaced-meanwhile": ErrorText(
        N_("Your file at {place} was changed by another program while it was to be written."),
        _TAKEN,
        _LATER,
    ),
    "place.no-keyring": ErrorText(
        N_("This computer has no keyring in which the password could be kept."),
        N_("The password is used until the program ends, and written down nowhere."),
        N_("For commands, put it into the variable {variable}; the program asks for it again."),
    ),
}
