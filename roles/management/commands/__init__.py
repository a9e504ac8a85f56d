"""The commands of the application, one module each."""
