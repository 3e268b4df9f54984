"""Advice on the content: what may be loaded but should be mended, with what must stop a release."""
