"""A page shows settings as well; whatever keeps pages must know when one of them changes."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from site_config.http import names
from site_config.http.names import SITE

ROOT = Path(settings.BASE_DIR)
FROM_OUTSIDE = re.compile(r"^([A-Z_]+) = env\.", re.MULTILINE)
READ = re.compile(r"\bsettings\.([A-Z_]+)\b")
SHOW_NOTHING = {
    "ADMIN_PATH",  # says which addresses are pages
    "BACKUP_DIR",
    "DEBUG",
    "METRICS_PORT",
    "MIRROR_DIR",
    "SECRET_KEY",
}


def read_in(*folders: str) -> set[str]:
    files = [path for folder in folders for path in (ROOT / folder).glob("*.py")]
    return {name for path in files for name in READ.findall(path.read_text(encoding="utf-8"))}


def test_each_setting_from_outside_that_a_page_may_show_is_part_of_its_state() -> None:
    outside = set(FROM_OUTSIDE.findall((ROOT / "site_config/settings.py").read_text("utf-8")))
    shown = read_in(
        *("policies", "policies/views", "policies/views/values", "policies/rules"),
        *("guides", "guides/views", "guides/data", "guides/search", "site_config"),
    )
    known = set(READ.findall(Path(names.__file__).read_text(encoding="utf-8")))
    assert {"SITE_URL", "SITE_NAME", "DATA_LICENCE"} <= outside & shown
    assert outside & shown - SHOW_NOTHING <= known
    assert all(str(getattr(settings, name)) in SITE for name in outside & shown - SHOW_NOTHING)
