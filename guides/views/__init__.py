"""Public pages of what a citizen reads, and the addresses that live for ever."""
