"""How this site writes dates in English."""
