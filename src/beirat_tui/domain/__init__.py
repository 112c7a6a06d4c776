"""The board in values and pure functions: no I/O, clock, randomness, SQL, terminal or user language."""
