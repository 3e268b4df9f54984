"""What the admin of every kind of shared row does alike: it proposes."""
