"""The site for programs: open data, feed, sitemap."""
