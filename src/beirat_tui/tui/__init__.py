"""The screens. Knows no SQL and no signatures."""
