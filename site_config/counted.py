"""What is counted of the site's work, for the operator's Prometheus.

By the names of pages, never by addresses: an address may say what somebody answered. With
PROMETHEUS_MULTIPROC_DIR, which deploy/gunicorn.conf.py sets, all processes count together.
"""

from __future__ import annotations

from prometheus_client import Counter, Histogram

REQUESTS = Counter("site_requests", "Requests answered", ["page", "status"])
KEPT = Counter(
    "site_kept_pages", "Requests for pages that are kept: hit, shared, made, stale", ["outcome"]
)
RENDER_SECONDS = Histogram(
    "site_render_seconds",
    "Time to make an answer, where none was kept",
    ["page"],
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
DATABASE_ERRORS = Counter("site_database_errors", "The database did not answer", ["asked_by"])
