"""Spreadsheets in the admin: uploaded, looked through, shown as a plan and as a chart, and confirmed."""
