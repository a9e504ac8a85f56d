"""How this site writes dates where Django's own way could be misread."""
