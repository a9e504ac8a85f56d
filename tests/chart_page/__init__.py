"""The chart's page in a real browser, one module for each thing that its scripts do."""
