"""Find the ten positions to suggest without reading the others: which positions hold a piece of a word is kept as bits.

A word stands in a text only where its pieces do. So whoever may fit is what the bits of all pieces have in common;
who does fit, their own rows say.
"""
