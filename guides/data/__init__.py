"""The site for programs: open data and the feed."""
