"""Use cases as plain functions, one file per job. Knows no widgets and prints nothing."""
