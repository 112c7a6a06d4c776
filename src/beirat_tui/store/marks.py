"""By which a board file and its format are recognised."""

from typing import Final

APPLICATION_ID: Final = 0x42454952
"""The four letters BEIR in the file's header, by which a board is recognised whatever its name."""
SCHEMA_VERSION: Final = 2
