"""What the admin of every kind of edition shares."""
