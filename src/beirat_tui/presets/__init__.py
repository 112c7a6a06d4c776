"""Rule sets and programmes that come with the program, as data files."""
