"""Which places people mean by what they type."""
