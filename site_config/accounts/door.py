"""The addresses of the door, under the admin's."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from site_config.accounts.views.code import CodeStep
from site_config.accounts.views.second_factor import NewCodes, NewPhone, SecondFactor

PAGES = (
    ("login/code/", "sign_in_code", CodeStep),
    ("second-factor/", "second_factor", SecondFactor),
    ("second-factor/phone/", "second_factor_phone", NewPhone),
    ("second-factor/codes/", "second_factor_codes", NewCodes),
)


def door() -> list[URLPattern]:
    """Pages that look by themselves who may see them: most are for people who are not in yet."""
    hidden = sensitive_post_parameters()
    return [
        path(route, never_cache(hidden(view.as_view())), name=name) for route, name, view in PAGES
    ]
