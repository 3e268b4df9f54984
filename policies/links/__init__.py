"""Whether the sources can still be opened, and whether the sentences that are cited still stand."""
