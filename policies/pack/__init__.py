"""The content pack: files in, rows checked, all stored or nothing; and the way back."""
