"""What screens are built of. Widgets draw values and post messages; they call no service."""
