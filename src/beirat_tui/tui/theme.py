"""The program's own themes: dark, light and high contrast.

One accent for focus and the next thing to do, one colour each for positive, negative and warning; the rest
is text and dimmed text.
"""

from textual.theme import Theme

DEFAULT = "beirat-dark"

DARK = Theme(
    name="beirat-dark",
    primary="#6CB6E8",
    secondary="#8FA8BF",
    accent="#F0B860",
    success="#7CC48B",
    error="#EF8383",
    warning="#E8C468",
    foreground="#E6E8EA",
    background="#15191E",
    surface="#15191E",
    panel="#212830",
    dark=True,
    variables={
        "quiet": "#9AA7B4",
        "line": "#3B4653",
        "bar": "#23507A",
        "bar-text": "#FFFFFF",
        "bar-idle": "#2A343F",
        "good": "#86D196",
        "bad": "#F59A9A",
        "warn": "#ECCB73",
        "next": "#F3BE6A",
        "input-selection-background": "#3C6A94",
    },
)

LIGHT = Theme(
    name="beirat-light",
    primary="#0B5A94",
    secondary="#4C6073",
    accent="#8A4B00",
    success="#1B6B33",
    error="#A31D25",
    warning="#7A5600",
    foreground="#1B2126",
    background="#FBFBF8",
    surface="#FBFBF8",
    panel="#E9ECEE",
    dark=False,
    variables={
        "quiet": "#52606C",
        "line": "#B4BEC7",
        "bar": "#0B5A94",
        "bar-text": "#FFFFFF",
        "bar-idle": "#D6E0E8",
        "good": "#1B6B33",
        "bad": "#A31D25",
        "warn": "#7A5600",
        "next": "#8A4B00",
        "input-selection-background": "#A9CDEA",
    },
)

CONTRAST = Theme(
    name="beirat-contrast",
    primary="#FFFFFF",
    secondary="#FFFFFF",
    accent="#FFFF00",
    success="#66FF66",
    error="#FF9090",
    warning="#FFFF00",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "quiet": "#FFFFFF",
        "line": "#C0C0C0",
        "bar": "#FFFF00",
        "bar-text": "#000000",
        "bar-idle": "#404040",
        "good": "#66FF66",
        "bad": "#FF9090",
        "warn": "#FFFF00",
        "next": "#FFFF00",
        "input-selection-background": "#606060",
    },
)

THEMES = (DARK, LIGHT, CONTRAST)

FALLBACK = {
    "quiet": "text-muted",
    "line": "secondary-muted",
    "bar": "block-cursor-background",
    "bar-text": "block-cursor-foreground",
    "bar-idle": "block-hover-background",
    "good": "text-success",
    "bad": "text-error",
    "warn": "text-warning",
    "next": "text-accent",
}
"""Which of Textual's variables its other themes give for the colours above."""
