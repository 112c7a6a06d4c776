"""Errors of files, sketches, programmes, amounts and filters."""

from beirat_tui.wording.catalogue import N_
from beirat_tui.wording.errors import ErrorText

_NOT_READ = N_("Nothing was read, and nothing on the board has changed.")
_NOT_TAKEN = N_("Nothing was taken over from the file, and nothing on the board has changed.")
_NO_FILTER = N_("The list shows what it showed before.")
_NOT_ADOPTED = N_("No programme was adopted, the board’s programmes stay as they are.")
_NOT_RECORDED = N_("Nothing was recorded.")
_SAVE_AS_DOCX = N_("Please open it in a word processor, save it as docx without a password, and import that.")
_WRITE_EURO = N_("Please write a plain amount in euros, such as 170.320,50 or 170320.50.")
_CORRECT_FILE = N_("Please correct this place in the file and import it again.")

SENTENCES = {
    "file.missing": ErrorText(
        N_("There is no file {file}."), _NOT_READ, N_("Please check the name and the folder.")
    ),
    "file.not-a-file": ErrorText(
        N_("{file} is a folder or a device, not a file."), _NOT_READ, N_("Please name the file itself.")
    ),
    "file.unreadable": ErrorText(
        N_("The file {file} cannot be read."),
        _NOT_READ,
        N_("Please check whether you may open it, and whether its disk or share is there."),
    ),
    "file.empty": ErrorText(
        N_("The file {file} is empty."),
        _NOT_READ,
        N_("It may not have been transferred completely; please ask for it again."),
    ),
    "file.too-large": ErrorText(
        N_("The file {file} is larger than {limit_mb} MB."),
        _NOT_READ,
        N_("Please have large pictures made smaller, or attachments sent as files of their own."),
    ),
    "sketch.unknown-kind": ErrorText(
        N_("{file} is neither a docx nor a JSON file."),
        _NOT_READ,
        N_("Sketches are read from docx and JSON. Please save the document as docx and import that."),
    ),
    "docx.encrypted": ErrorText(
        N_("The document {file} is protected by a password."), _NOT_READ, _SAVE_AS_DOCX
    ),
    "docx.old-word": ErrorText(
        N_("{file} is a document in the old format of Word (doc) or another old Office file."),
        _NOT_READ,
        _SAVE_AS_DOCX,
    ),
    "docx.not-a-docx": ErrorText(
        N_("{file} is no docx document, whatever its name says."), _NOT_READ, _SAVE_AS_DOCX
    ),
    "docx.damaged": ErrorText(
        N_("The document {file} is damaged or incomplete."),
        _NOT_READ,
        N_("Please ask the applicant to send it again, or open and save it once in a word processor."),
    ),
    "docx.too-many-parts": ErrorText(
        N_("The document {file} consists of {number} parts; {limit} are the most."),
        _NOT_READ,
        N_("This is no ordinary document. Please ask the applicant where it comes from."),
    ),
    "docx.zip-bomb": ErrorText(
        N_("Unpacked, the document {file} would be far larger than any sketch."),
        _NOT_READ,
        N_("Such files are made to bring computers down. Please ask the applicant where it comes from."),
    ),
    "docx.no-headings": ErrorText(
        N_("In the document {file} no heading was recognised, so its text cannot be assigned to sections."),
        _NOT_TAKEN,
        N_("Please format the headings as such, named as the programme does (such as “Measures”)."),
    ),
    "json.not-utf8": ErrorText(
        N_("The file {file} is no text in UTF-8."), _NOT_READ, N_("Please save it in the encoding UTF-8.")
    ),
    "json.not-json": ErrorText(
        N_("The file {file} is no valid JSON: line {line}, column {column}."), _NOT_READ, _CORRECT_FILE
    ),
    "json.too-deep": ErrorText(
        N_("The file {file} is nested more than {limit} levels deep."), _NOT_READ, _CORRECT_FILE
    ),
    "json.duplicate-key": ErrorText(
        N_("The key “{key}” occurs twice in one object; only one value can be meant."),
        _NOT_TAKEN,
        _CORRECT_FILE,
    ),
    "json.bad-number": ErrorText(
        N_("“{value}” is no number that can stand in a sketch."), _NOT_TAKEN, _CORRECT_FILE
    ),
    "json.not-a-sketch": ErrorText(
        N_("{file} is JSON, but no project sketch: its key “format” does not say “beirat-sketch/1”."),
        _NOT_READ,
        N_("Please see the description of the format in docs/sketches.md."),
    ),
    "json.newer-format": ErrorText(
        N_("{file} is a sketch in a newer format than this version knows."),
        _NOT_READ,
        N_("Please update the program, or ask for the sketch in the format “beirat-sketch/1”."),
    ),
    "json.wrong-type": ErrorText(
        N_("“{path}” must be of the type {expected}, but is {found}."), _NOT_TAKEN, _CORRECT_FILE
    ),
    "json.bad-value": ErrorText(
        N_("The value “{value}” is not possible for “{path}”."), _NOT_TAKEN, _CORRECT_FILE
    ),
    "sketch.unknown-programme": ErrorText(
        N_("{file} belongs to the programme “{programme}”, which this board does not have. It has: {known}."),
        _NOT_TAKEN,
        N_("Please adopt that programme first, or correct the key “programme” in the file."),
    ),
    "sketch.amount-negative": ErrorText(
        N_("The amount “{value}” for “{where}” is negative."), _NOT_TAKEN, _CORRECT_FILE
    ),
    "sketch.amount-not-euro": ErrorText(
        N_("“{value}” for “{where}” is not in euros. Sketches are reckoned in euros only."),
        _NOT_TAKEN,
        _CORRECT_FILE,
    ),
    "sketch.amount-too-large": ErrorText(
        N_("The amount “{value}” for “{where}” is larger than any grant can be."), _NOT_TAKEN, _CORRECT_FILE
    ),
    "sketch.amount-not-an-amount": ErrorText(
        N_("“{value}” for “{where}” cannot be read as an amount of money."), _NOT_TAKEN, _WRITE_EURO
    ),
    "sketch.no-number": ErrorText(
        N_("The sketch has no number yet."), _NOT_RECORDED, N_("Please give it a number, such as 2026-07.")
    ),
    "sketch.not-received": ErrorText(
        N_("It is not known when the sketch was received."),
        _NOT_RECORDED,
        N_("Please give the day of receipt."),
    ),
    "sketch.too-many": ErrorText(
        N_("The sketch has {number} entries under “{key}”; {limit} are the most."),
        _NOT_RECORDED,
        _CORRECT_FILE,
    ),
    "sketch.too-large": ErrorText(
        N_("The texts of the sketch are {size} bytes long; {limit} are the most."),
        _NOT_RECORDED,
        N_("Please ask for a shorter sketch, and keep the long version as an attachment."),
    ),
    "sketch.bad-record": ErrorText(
        N_("A stored sketch has an unreadable value for “{key}”."),
        N_("The record is kept as it is."),
        N_("Please run “beirat verify”, and update the program if it says so."),
    ),
    "money.negative": ErrorText(N_("The amount “{value}” is negative."), _NOT_RECORDED, _WRITE_EURO),
    "money.not-euro": ErrorText(N_("“{value}” is not in euros."), _NOT_RECORDED, _WRITE_EURO),
    "money.too-large": ErrorText(
        N_("The amount “{value}” is larger than {limit} euros."), _NOT_RECORDED, _WRITE_EURO
    ),
    "money.not-an-amount": ErrorText(
        N_("“{value}” cannot be read as an amount of money."), _NOT_RECORDED, _WRITE_EURO
    ),
    "programme.too-large": ErrorText(
        N_("The programme’s file has {size} bytes; {limit} are the most."),
        _NOT_ADOPTED,
        N_("Please shorten titles and aliases."),
    ),
    "programme.newer-format": ErrorText(
        N_("The programme’s file has format {version}; this version knows formats up to {known}."),
        _NOT_ADOPTED,
        N_("Please update the program."),
    ),
    "programme.duplicate": ErrorText(
        N_("“{value}” occurs twice under “{key}”; keys, titles and aliases have to tell things apart."),
        _NOT_ADOPTED,
        N_("Please rename or remove one of them."),
    ),
    "programme.no-such-section": ErrorText(
        N_("The checklist item “{key}” looks at the section “{section}”, which the programme does not have."),
        _NOT_ADOPTED,
        N_("Please name a section of the programme."),
    ),
    "table.not-toml": ErrorText(
        N_("The file is no valid TOML: line {line}, column {column}."), _NOT_TAKEN, _CORRECT_FILE
    ),
    "table.missing-key": ErrorText(
        N_("The key “{key}” is missing."), _NOT_TAKEN, N_("Please add it to the file.")
    ),
    "table.unknown-key": ErrorText(
        N_("Nobody knows the key “{key}”."),
        _NOT_TAKEN,
        N_("Please check its spelling, or remove it from the file."),
    ),
    "table.wrong-type": ErrorText(N_("“{key}” must be of the type {expected}."), _NOT_TAKEN, _CORRECT_FILE),
    "table.bad-value": ErrorText(
        N_("“{value}” is not possible for “{key}”. Allowed: {allowed}."), _NOT_TAKEN, _CORRECT_FILE
    ),
    "filter.too-long": ErrorText(
        N_("The filter is {length} characters long; {limit} are the most."),
        _NO_FILTER,
        N_("Please shorten it; a few words will do."),
    ),
    "filter.unclosed-quote": ErrorText(
        N_("A quotation mark at place {position} of the filter is never closed."),
        _NO_FILTER,
        N_("Please close it, or leave it out."),
    ),
    "filter.nothing-negated": ErrorText(
        N_("Nothing follows the minus at place {position} of the filter."),
        _NO_FILTER,
        N_("Please write what is to be left out directly behind it."),
    ),
    "filter.unknown-key": ErrorText(
        N_("The filter does not know “{key}:” (place {position}). It knows: {known}."),
        _NO_FILTER,
        N_("Please choose one of them, or put the text in quotation marks to look for it."),
    ),
    "filter.no-value": ErrorText(
        N_("Something is missing at place {position} of the filter."),
        _NO_FILTER,
        N_("Please write a value directly behind the colon, or a word between the quotation marks."),
    ),
    "filter.unknown-value": ErrorText(
        N_("“{value}” is not possible at place {position} of the filter. Possible: {allowed}."),
        _NO_FILTER,
        N_("Please choose one of them; Tab completes it."),
    ),
    "filter.bad-amount": ErrorText(
        N_("“{value}” at place {position} of the filter is no amount in euros."),
        _NO_FILTER,
        N_("Write for example 150000, >150000 or 100000..200000."),
    ),
    "filter.bad-date": ErrorText(
        N_("“{value}” at place {position} of the filter is no date."),
        _NO_FILTER,
        N_("Write for example 2026, 2026-03, 16.03.2026 or 2026-01..2026-03."),
    ),
    "filter.empty-range": ErrorText(
        N_("The range “{value}” at place {position} of the filter ends before it begins."),
        _NO_FILTER,
        N_("Please exchange the two ends."),
    ),
}
