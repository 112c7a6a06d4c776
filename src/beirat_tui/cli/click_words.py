"""What click itself says, named here so that the catalogues translate it; click looks it up by itself."""

from beirat_tui.wording import N_, ngettext

SAID = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Missing command."),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("No such command '{name}'."),
    N_("No such option: {name}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Missing {param_type}"),
    N_("Missing parameter: {param_name}"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Option {name!r} does not take a value."),
    N_("Aborted!"),
)
"""The messages without a plural; those with one stand in `plurals`."""


def plurals(number: int) -> tuple[str, ...]:
    """The messages that depend on NUMBER; what click does not know how to translate is said in `boundary`."""
    return (
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", number),
        ngettext(
            "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", number
        ),
    )
