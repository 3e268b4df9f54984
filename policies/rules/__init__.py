"""Which rule applies, what it says, and what it means for one citizen."""
