"""What printing costs, and what comes of it, each print made by a process of its own."""
