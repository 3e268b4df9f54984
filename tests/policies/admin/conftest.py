"""Three people of the editorial office, as the admin knows them."""

from __future__ import annotations

from typing import Any

import pytest

from tests import admin_factories as make


@pytest.fixture
def wang() -> Any:
    return make.make_user("wang", "Author")


@pytest.fixture
def li() -> Any:
    return make.make_user("li", "Approver")


@pytest.fixture
def root() -> Any:
    return make.make_user("root", is_superuser=True)
