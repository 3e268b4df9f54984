"""The public site as static files: what is copied, how it is written, what nginx must know."""
