"""How the rows of a pack reach the database, by kind, and never over an editor's work."""
