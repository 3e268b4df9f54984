"""The admin as the editorial office knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import update_wrapper
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.apps import AdminConfig
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from site_config.desk.unreadable import (
    refuse_unreadable_add,
    refuse_unreadable_list,
    refuse_unreadable_post,
)

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
# What is written daily stands first; what is not named follows in its own order.
APP_ORDER = ("policies", "guides", "auth", "accounts")
LAST = 1000


class EditorSite(AdminSite):
    """The stock admin under our name, with the work that waits on its first page."""

    site_header = f"{settings.SITE_NAME} · 编辑部"
    site_title = "编辑部"
    index_title = "内容"
    empty_value_display = "—"

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether somebody is in; where the second factor is enforced, with it."""
        if not super().has_permission(request):
            return False
        is_verified = getattr(request.user, "otp_device", None) is not None
        return is_verified or not settings.SECOND_FACTOR_ENFORCED

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """What the stock admin checks of every view, and that the rows it names can be meant."""
        checked = super().admin_view(view, cacheable)

        def readable(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.method == "POST" and not self.has_permission(request):
                from site_config.desk.refused import logged_out  # asks models, as below

                if kept := logged_out(request):
                    return kept
            name = request.resolver_match.url_name if request.resolver_match else None
            for model in self._registry:
                of_model = f"{model._meta.app_label}_{model._meta.model_name}"
                if name == f"{of_model}_add":
                    refuse_unreadable_add(request, model)
                if name == f"{of_model}_changelist":
                    refuse_unreadable_list(request, self.get_model_admin(model))
                if name in [f"{of_model}_{view}" for view in ("add", "change", "changelist")]:
                    inlines = self.get_model_admin(model).inlines
                    refuse_unreadable_post(request, model, [each.model for each in inlines])
            return checked(request, *args, **kwargs)

        return cast(View, update_wrapper(readable, checked))

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin[Any]] | None = None,
        **options: object,
    ) -> None:
        """Register models; forms of other apps lose no word either, and every admin obeys the
        scopes of whoever is there."""
        from policies.admin.saving.form import NoWordLost  # both ask models, as below
        from policies.admin.scoped import ScopedAdmin

        given = admin_class or ModelAdmin
        before = (ScopedAdmin,) if issubclass(given, NoWordLost) else (ScopedAdmin, NoWordLost)
        given = type(given.__name__, (*before, given), {"__module__": given.__module__})
        super().register(model_or_iterable, given, **options)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda entry: self.rank(entry["model"]))
        known = {label: rank for rank, label in enumerate(APP_ORDER)}
        return sorted(apps, key=lambda app: known.get(app["app_label"], LAST))

    def rank(self, model: type[Model]) -> int:
        """Where a model stands within its app: `desk_rank` of its admin, last without one."""
        return int(getattr(self.get_model_admin(model), "desk_rank", LAST))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The stock addresses, those of the door, and the gallery of components."""
        from site_config.accounts.door import door  # asks models, as below

        return [
            path("components/", self.admin_view(self.components), name="components"),
            *door(),
            *super().get_urls(),
        ]

    @method_decorator(never_cache)
    def login(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Name and password; to the first page if somebody is in already."""
        from site_config.accounts.views.password import PasswordStep  # asks models, as below

        if request.method == "GET" and self.has_permission(request):
            return redirect("admin:index")
        context = {
            **self.each_context(request),
            "title": "登录",
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            "next": reverse("admin:index"),
            **(extra_context or {}),
        }
        if "next" in request.GET or "next" in request.POST:
            del context["next"]  # the view has its own, once it has looked at it
        return cast(HttpResponse, PasswordStep.as_view(extra_context=context)(request))

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> TemplateResponse:
        """The page that changes the own password, slowed down as the door is."""
        from site_config.accounts.views.password import change_password  # asks models, as below

        def page(request: HttpRequest) -> TemplateResponse:
            return super(EditorSite, self).password_change(request, extra_context)

        return cast(TemplateResponse, change_password(request, page))

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:  # type: ignore[override]
        """What pickers offer; a row that waits for its approval says so."""
        from site_config.desk.picker import Picker  # asks models, as below

        return Picker.as_view(admin_site=self)(request)

    def components(self, request: HttpRequest) -> HttpResponse:
        """Every component of the public pages, with examples."""
        from site_config.desk.gallery.page import gallery  # asks models, as below

        return gallery(request)

    def index(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> TemplateResponse:
        # Both ask models, which are not there earlier.
        from site_config.accounts.views.steps import second_factor_of
        from site_config.desk.waiting import link_alarms, to_read, waiting

        apps, now = self.get_app_list(request), timezone.now()
        entries = (entry for app in apps for entry in app["models"])
        context = {
            "waiting": waiting(request, entries),
            "to_read": to_read(request, now),
            "link_alarms": link_alarms(request, now),
            "recovery_codes": second_factor_of(request),
            **(extra_context or {}),
        }
        return super().index(request, context)


class EditorSiteConfig(AdminConfig):
    default_site = "site_config.desk.site.EditorSite"
