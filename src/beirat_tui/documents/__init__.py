"""Reading sketches and writing documents. Knows no terminal."""
