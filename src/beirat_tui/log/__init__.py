"""Signed records: bytes become verified records or an error; rights, slots and heads derive from the set.

Knows no SQL and no terminal.
"""
