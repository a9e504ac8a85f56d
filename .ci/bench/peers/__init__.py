"""Other libraries' trees of positions; their tables are made without migrations."""
