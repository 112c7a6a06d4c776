"""What commands say with ``--json``: one typed value a command, from which its documented schema is made.

The key ``format`` names the schema, with its version: a key may be added, but a key that is there keeps its
name and meaning as long as the version stays. Keys stand in alphabetical order, without blanks between them.
Amounts are integers of euro cents, days ``2026-03-16``, moments with their offset from UTC.
"""
