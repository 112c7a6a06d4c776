"""What two copies of a board exchange. Knows no terminal."""
