"""What is compared: positions, roles, and people by the positions they hold, read together in few statements."""
