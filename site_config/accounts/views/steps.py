"""What the pages of the door share: one frame, and where the way leads afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.auth.views import RedirectURLMixin
from django.http import HttpRequest
from django.urls import reverse
from django.views.generic import FormView

from site_config.accounts import second_factor

if TYPE_CHECKING:
    FormPage = FormView[forms.Form]
else:
    FormPage = FormView  # takes no type when it runs


def with_next(step: str, to: str) -> str:
    """The address of a step that goes on to `to`."""
    return f"{reverse(f'admin:{step}')}?{urlencode({'next': to})}"


class Step(RedirectURLMixin, FormPage):
    """A page with one form, in the frame of the login.

    Goes on to `next` only if that is a page of this site.
    """

    next_page = "admin:index"
    title = ""
    person: User  # whose page it is

    def frame(self) -> dict[str, object]:
        """What every page of the admin shows, and where the way leads afterwards."""
        return {
            **admin.site.each_context(self.request),
            "frame": frame(signed_in(self.request) is not None),
            "title": self.title,
            "next": self.get_success_url(),
        }

    def get_context_data(self, **given: object) -> dict[str, object]:
        return super().get_context_data(**self.frame(), **given)


def frame(is_inside: bool) -> str:
    """The template around a page about signing in."""
    return "admin/base_site.html" if is_inside else "admin/login.html"


def signed_in(request: HttpRequest) -> User | None:
    """Who is in, with all that is asked of them."""
    user = request.user
    return user if isinstance(user, User) and admin.site.has_permission(request) else None


def second_factor_of(request: HttpRequest) -> int | None:
    """How many recovery codes whoever is in has left; None if no second factor is set."""
    user = signed_in(request)
    if user is None or not second_factor.is_set(user):
        return None
    return second_factor.recovery_codes_left(user)
