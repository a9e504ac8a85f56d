"""How HR edits the organisation: importing a module here registers what it edits."""
