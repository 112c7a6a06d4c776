"""The way to the elections from every view. A file of its own: the first frame needs no more of them."""

from beirat_tui.tui.focus import RoundFocus


class OpensElections(RoundFocus):
    """Mixin of the views from which the elections are one key away."""

    def action_elections(self) -> None:
        """Show all elections."""
        from beirat_tui.tui.screens.elections import ElectionsScreen  # noqa: PLC0415  (on demand)

        self.app.push_screen(ElectionsScreen(self.preferred_meeting))
