"""How HR edits the organisation: importing a module here registers what it edits."""

from roles.admin import accounts, chart, departments, history, people, positions, roles

__all__ = ["accounts", "chart", "departments", "history", "people", "positions", "roles"]
