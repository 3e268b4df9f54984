"""Views are short: they read the address, ask one question, hand values to a template."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable

import pytest
from django.http.response import HttpResponseBase

from site_config import views
from site_config.pages import PAGES

LONGEST_VIEW = 15
REFUSALS = (views.bad_request, views.not_found, views.server_error)
VIEWS = sorted(
    {inspect.unwrap(view) for view in (*(page.view for page in PAGES), *REFUSALS)},
    key=lambda view: (view.__module__, view.__qualname__),
)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__qualname__)
def test_a_view_is_short(view: Callable[..., HttpResponseBase]) -> None:
    source = ast.parse(textwrap.dedent(inspect.getsource(view))).body[0]
    assert isinstance(source, ast.FunctionDef) and source.end_lineno
    assert source.end_lineno - source.lineno + 1 <= LONGEST_VIEW
