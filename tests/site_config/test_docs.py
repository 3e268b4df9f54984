"""The reference pages name what there is."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.core.management import find_commands

from site_config import pages

ROOT = Path(settings.BASE_DIR)


def reference(name: str) -> str:
    return (ROOT / "docs/reference" / name).read_text(encoding="utf-8")


def variables() -> set[str]:
    """Every variable that the settings read from the environment."""
    files = [ROOT / "site_config/settings.py", ROOT / "site_config/env.py"]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    return set(re.findall(r'\bread\(\s*"\w+",\s*"([A-Z_]+)"', text))


def test_the_settings_page_has_a_row_or_heading_for_every_variable() -> None:
    found = variables()
    assert {"SECRET_KEY", "SITE_URL", "ADMIN_PATH", "DATABASE_URL", "CACHE_URL"} <= found
    page = reference("settings.md")
    lacking = [v for v in found if not re.search(rf"^(?:\||#+) `{v}`", page, re.M)]
    assert lacking == []


def test_the_addresses_page_has_a_row_for_every_page() -> None:
    assert pages.reference() in reference("addresses.md"), "run bin/addresses"


def test_the_commands_page_has_a_row_for_every_command() -> None:
    found = {
        name
        for app in ("policies", "guides")
        for name in find_commands(str(ROOT / app / "management"))
        if (ROOT / app / "management").is_dir()
    }
    assert "load_content" in found
    page = reference("commands.md")
    assert [name for name in found if not re.search(rf"^\| `{name}\b", page, re.M)] == []
