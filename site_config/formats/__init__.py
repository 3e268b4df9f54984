"""Forms of days that differ from Django's, by language."""
