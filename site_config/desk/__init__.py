"""What the editorial office sees across all kinds of content."""
