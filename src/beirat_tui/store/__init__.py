"""The board file: SQLite through SQLAlchemy. Knows no terminal and no exchange."""
