"""The application: positions and roles of an organisation, drawn, compared and edited."""
