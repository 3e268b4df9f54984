"""What the tests of copies share."""

from tests.site_config.export.small_copy import few_pages as few_pages
