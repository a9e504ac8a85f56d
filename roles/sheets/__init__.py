"""A chart on paper: seats in, pages out, as plain values and without Django."""
