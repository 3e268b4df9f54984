"""Whether a message that somebody was sent is a fraud."""
