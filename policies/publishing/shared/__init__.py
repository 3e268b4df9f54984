"""What the verbs of proposals are made of: permits, values, uses, the register."""
