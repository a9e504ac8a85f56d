"""Pages to PDF: what was set is read back out of the file."""
