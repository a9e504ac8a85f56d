"""What the page of a role tells: its facts, how it differs from the roles around it, and where its positions stand."""
