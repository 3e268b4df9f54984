"""How a process begins to copy. Nothing is imported here that wants Django to be set up."""

from __future__ import annotations

import gc

import django

from site_config.threads import keep_by_thread

LEFT = 20_000  # objects, some two megabytes: after so many a process looks for what may go


def start_worker() -> None:
    """In a process of its own."""
    django.setup()
    begin()


def begin() -> None:
    """Make pages as the site does, and look for what they leave once in some pages: a tenth of a
    copy was looking through everything that stays."""
    keep_by_thread()
    gc.set_threshold(LEFT)
