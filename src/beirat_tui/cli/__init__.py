"""The commands. Knows no SQL and no signatures."""
