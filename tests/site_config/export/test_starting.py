"""Several processes copy; each begins without a Django that was set up before."""

from __future__ import annotations

import os
import subprocess
import sys

from django.conf import settings

BEGIN = "import pickle; pickle.loads({!r})(); from site_config.export.workers import copy_part"


def test_a_process_of_its_own_can_begin() -> None:
    sent = b"csite_config.export.starting\nstart_worker\n."  # as a pool sends it, by its name
    begun = subprocess.run(
        [sys.executable, "-c", BEGIN.format(sent)],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "SECRET_KEY": "s" * 50,
            "DATABASE_URL": "sqlite://:memory:",
            "DJANGO_SETTINGS_MODULE": "site_config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (begun.returncode, begun.stderr) == (0, "")
