"""Printing: from an address to the pages of a chart on paper, and what is said of them before."""
