"""What holds for every request: language of the address, malformed ones, caching, headers."""
