"""The page on which the office walks a rule that readers do not see: a draft, as it would end."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from policies.admin.edition.permissions import EditionPermissions
from policies.models import Policy
from policies.publishing.tried_journey import Choice, tried_journey


class TriesJourneys(EditionPermissions):
    """Adds the walk of an edition to the admin of rules; whoever may see it may walk it."""

    def get_urls(self) -> list[URLPattern]:
        address = path(
            "journey/<str:code>/<int:version>/",
            self.admin_site.admin_view(self.journey_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_journey",
        )
        return [address, *super().get_urls()]

    def journey_view(self, request: HttpRequest, code: str, version: int) -> HttpResponse:
        """How an edition ends for the answers of the address, and what it asks next."""
        seen = self.get_queryset(request)
        edition = seen.filter(code=code, version=version).first()
        if not isinstance(edition, Policy):
            raise Http404
        if not self.has_view_permission(request, edition):
            raise PermissionDenied
        walked = tried_journey(edition, request.GET.dict(), timezone.now())
        context = {
            **self.admin_site.each_context(request),
            "title": "这一版会怎样回答",
            "opts": self.opts,
            "original": edition,
            "back": reverse(
                f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[edition.pk]
            ),
            "walked": walked,
            "said": [(each.words, _query(each)) for each in walked.said],
            "choices": [(each.words, _query(each)) for each in walked.choices],
        }
        return render(request, "admin/tried_journey.html", context)


def _query(choice: Choice) -> str:
    return f"?{urlencode(choice.answers)}"
