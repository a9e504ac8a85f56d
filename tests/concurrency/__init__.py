"""Many processes at once, and processes killed: what the tree's door promises on a real database."""
