"""Views as pages: pure functions from a service's view and a width to a `Sheet`."""
