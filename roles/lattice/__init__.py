"""Tell where one can go from a role: how far, over which steps, what each takes, and which positions there are."""
