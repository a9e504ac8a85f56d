"""Tests of what is compared: sides, their lines and places, and what is said of them."""
