"""Measure the chart and the map as the server and a reader's browser see them, beside what others have built."""
