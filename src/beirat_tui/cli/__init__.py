"""The commands. Knows no SQL and no signatures.

`main` is the way in. `table` lists the commands, so that the help needs none of their modules; `framework` is
click in two languages; `boundary` is where every error ends; `commands` holds one module for each group of
commands, and `answers` what they say with ``--json``.
"""
