"""Arguments and options that several commands share."""

from beirat_tui.cli.framework import argument, option
from beirat_tui.cli.root_key import FILE
from beirat_tui.wording import N_

sketch_argument = argument("sketch", N_("number of the sketch, or part of its title"), metavar=N_("SKETCH"))
member_argument = argument("member", N_("label or name of the member"), metavar=N_("MEMBER"))
text_argument = argument("text", N_("the text; otherwise --file"), required=False, metavar=N_("TEXT"))
file_option = option(
    "--file", type=FILE, metavar=N_("FILE"), help=N_("take the text from this file; - reads it from here")
)
yes_option = option("--yes", "assume_yes", is_flag=True, help=N_("do not ask for confirmation"))
