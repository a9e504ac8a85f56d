"""What templates need to know of positions."""
