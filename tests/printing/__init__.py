"""Tests of printing: what is asked for, read, answered and shown."""
