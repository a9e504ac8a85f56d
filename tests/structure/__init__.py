"""Tests of what HR looks at in the structure as a whole."""
