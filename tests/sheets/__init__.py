"""Tests of what is printed, without Django."""
