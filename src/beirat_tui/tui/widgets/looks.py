"""What the named styles of spans look like: asked of the theme when a line is drawn.

As component classes each would be a rule to parse and a node to style for every list, page and line, which
was a tenth of what the first frame took.
"""

from rich.style import Style as Painted
from textual.style import Style
from textual.widget import Widget

LOOKS = {
    "dim": "$quiet",
    "strong": "bold",
    "head": "bold $primary",
    "good": "$good",
    "bad": "$bad",
    "warn": "$warn",
    "next": "bold $next",
    "line": "$line",
    "bar": "bold $bar-text on $bar",
    "bar-idle": "bold on $bar-idle",
    "view": "not bold $quiet on $background",
    "view-here": "bold underline $primary on $background",
}
"""Name → colours of the theme and weight, laid over the widget's own."""


def look(widget: Widget, name: str) -> Painted:
    """Return the style NAME on WIDGET; without a name the widget's own."""
    if not name:
        return widget.rich_style
    return (widget.visual_style + Style.parse(LOOKS[name])).rich_style
