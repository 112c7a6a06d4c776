"""The six views and what opens above them."""
