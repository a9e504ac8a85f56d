"""The spreadsheet package, step by step."""
