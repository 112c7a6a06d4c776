"""How a country or state is named whose public holidays count."""

import re

_FORM = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,3}))?", re.ASCII)


def region_parts(text: str) -> tuple[str, str | None] | None:
    """Country and state (None: the whole country) of ``DE-ST`` or ``AT``; None if TEXT has another form."""
    match = _FORM.fullmatch(text)
    return (match[1], match[2]) if match else None


def is_region(text: str) -> bool:
    """Whether TEXT has the form of a region's name."""
    return region_parts(text) is not None
