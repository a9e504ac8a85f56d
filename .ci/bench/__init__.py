"""Measure the tree beside other ways to keep one: the same company, the same edits and the same questions for all."""
