"""The rule language: a board's rules of procedure as data, read from TOML, checked, compared."""
