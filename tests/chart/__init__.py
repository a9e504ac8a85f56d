"""Tests of the drawing, without Django."""
