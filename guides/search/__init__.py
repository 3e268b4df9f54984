"""Finding pages by the words of a citizen."""
