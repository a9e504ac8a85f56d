"""Tests of accounts: signing in, passwords, invitations, and the end."""
