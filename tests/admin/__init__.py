"""What HR does in the admin."""
