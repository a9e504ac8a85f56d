"""HR's file, in and out: rows in, a plan out; it knows nothing of HTTP."""
