"""The kinds of tables that are understood, each with its headings and what its cells need before they are rows."""
