"""Public pages: an address, one question to the domain, values for a template."""
