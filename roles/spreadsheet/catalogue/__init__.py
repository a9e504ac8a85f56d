"""What positions are for, by the same way in: roles with all that belongs to them, skills, departments."""
