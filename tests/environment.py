"""What the settings need from the environment before Django loads them; a pytest plugin."""

import os

DEFAULTS = {
    "SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests",
    "DATABASE_URL": "sqlite://:memory:",
    "CACHE_URL": "locmem://",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright's event loop is not Django's
}
# What a developer's shell may hold but no test may depend on.
UNSET = ("DEBUG", "ALLOWED_HOSTS", "SITE_URL", "SITE_NAME", "ADMIN_PATH", "PORT", "PROXY_DEPTH")

for name, value in DEFAULTS.items():
    os.environ.setdefault(name, value)
for name in UNSET:
    os.environ.pop(name, None)
