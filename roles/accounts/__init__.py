"""Accounts: who is invited, who may sign in, how guessing is slowed down, and how a leaver's account ends."""
