"""One module for each group of commands; each is imported when one of its commands is called."""
