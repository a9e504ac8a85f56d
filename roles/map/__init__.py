"""The whole company at once: every position on one canvas, as numbers that a browser draws from."""
