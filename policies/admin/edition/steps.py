"""The pages behind the buttons: each goes through a verb and shows every reason of a refusal."""

from __future__ import annotations

from typing import cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone

from policies.admin.edition.lists import ListsEditions, listed_as
from policies.admin.edition.looked_at import looked_at
from policies.admin.edition.panel import changes_for_whom, form_address, on_the_site
from policies.admin.edition.questions import StepForm
from policies.admin.edition.translations import EditionTranslations
from policies.admin.edition.verbs import CHANGED_MEANWHILE, NOT_SEEN, VERBS, Verb, label
from policies.admin.saving.given_back import GivesBack
from policies.models import Edition
from policies.models.canonical import part_model
from policies.publishing.actions import Refused
from policies.publishing.carrying_out import Carried
from policies.publishing.database_rules.refusals import told
from policies.publishing.held import hold_addresses
from policies.publishing.translations import translation_warnings

GONE = "这一条刚刚被删除了。"
TWO_AT_ONCE = "另一个人刚刚处理了这一条，请看过现在的状态再决定。"


class EditionSteps(ListsEditions, EditionTranslations, GivesBack):
    """Adds the verbs to an edition's admin, one by one and for many rows."""

    actions = ("submit_selected",)

    def get_urls(self) -> list[URLPattern]:
        address = path(
            "<path:object_id>/step/<slug:verb>/",
            self.admin_site.admin_view(self.step_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_step",
        )
        return [address, *super().get_urls()]

    def step_view(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """Do one verb, or ask for the reason it needs."""
        edition = self.get_object(request, unquote(object_id))
        step = VERBS.get(verb)
        if edition is None or step is None:
            raise Http404
        if reasons := self.who_may_reasons(request, edition, verb):
            raise PermissionDenied(" ".join(reasons))
        if form := step.asks(edition, timezone.now()):
            return self._ask(request, edition, step, form)
        if request.method != "POST":  # after a login, or out of the browser's history
            return HttpResponseRedirect(form_address(edition))
        reasons, result = self._try(request, edition, step, request.POST.get("seen", ""))
        if reasons:
            title, back = f"没有{step.label}", form_address(edition)
            return self.give_back(request, edition, " ".join(reasons), title=title, back=back)
        return HttpResponseRedirect(form_address(result))

    def _ask(
        self, request: HttpRequest, edition: Edition, step: Verb, form_class: type[StepForm]
    ) -> HttpResponse:
        """What the verb has to be told, as a form; it is shown again with all that was entered."""
        now, posted = timezone.now(), request.method == "POST"
        form = form_class(request.POST if posted else None, edition=edition, now=now)
        reasons = step.blockers(edition, by=request.user)
        if posted and form.is_valid():
            seen = request.POST.get("seen", "")
            reasons, result = self._try(request, edition, step, seen, **form.said())
            if not reasons:
                return HttpResponseRedirect(form_address(result))
        context = {
            **self.admin_site.each_context(request),
            "title": label(step, edition, now),
            "opts": self.opts,
            "original": edition,
            "back": form_address(edition),
            "form": form,
            "reasons": reasons,
            "button": label(step, edition, now),
            "seen": request.POST.get("seen") or request.GET.get("seen", ""),
            "outcomes": changes_for_whom(edition, now) if step.publishes else (),
        }
        status = 409 if posted else 200  # what was done has led elsewhere
        return render(request, "admin/edition_step.html", context, status=status)

    def _try(
        self, request: HttpRequest, edition: Edition, step: Verb, seen: str | None, **said: object
    ) -> tuple[list[str], Edition]:
        """The reasons of a refusal (none if it is done), and the edition to look at next.

        `seen` is the hash of the text that the person looked at; None for what was written by this
        very request.
        """
        try:
            with transaction.atomic():
                result = self._act(request, edition, step, seen, said)
                note = f"{step.done}：{result}。{self._what_readers_see(result)}"
        except Refused as refused:
            return refused.reasons, edition
        except IntegrityError as refusal:
            return [told(refusal, TWO_AT_ONCE)], edition
        messages.success(request, note)
        return [], result

    def _act(
        self,
        request: HttpRequest,
        edition: Edition,
        step: Verb,
        seen: str | None,
        said: dict[str, object],
    ) -> Edition:
        by = cast(User, request.user)
        if step.publishes:
            hold_addresses(type(edition))
        # By its key: a kind that is ordered by another table would be held together with that.
        held = type(edition)._base_manager.select_for_update().order_by("pk")
        current: Edition | None = held.filter(pk=edition.pk).first()
        if current is None:
            raise Refused([GONE])
        if step.looks_at_text and (unseen := unseen_reasons(seen, current)):
            raise Refused([*step.blockers(current, by=by), *unseen])
        done = step.act(current, by=by, **said)
        if isinstance(done, Carried):
            messages.warning(request, carried_words(done))
            done = None
        result = done or current
        for warning in translation_warnings(result) if step.name == "submit" else ():
            messages.warning(request, warning)
        self.log_change(request, result, f"{step.done}。")
        return result

    def _what_readers_see(self, edition: Edition) -> str:
        edition.refresh_from_db()
        return f"这一版现在：{on_the_site(edition, timezone.now())}。"

    @admin.action(description="提交审核所选的稿件", permissions=["change"])
    def submit_selected(self, request: HttpRequest, queryset: QuerySet[Edition]) -> None:
        self._act_on_all(request, queryset, VERBS["submit"])

    def _act_on_all(self, request: HttpRequest, queryset: QuerySet[Edition], step: Verb) -> None:
        listed = listed_as(request.POST)
        for edition in queryset:
            reasons = self.who_may_reasons(request, edition, step.name)
            if not reasons:
                seen = listed.get(str(edition.pk), "")
                reasons, _result = self._try(request, edition, step, seen)
            if reasons:
                messages.error(request, f"没有{step.label}“{edition}”：" + " ".join(reasons))


def unseen_reasons(seen: str | None, current: Edition) -> list[str]:
    """Why nobody may act on a text: it is not the one that was looked at, by its hash."""
    if seen is None or seen == looked_at(current):
        return []
    return [CHANGED_MEANWHILE if seen else NOT_SEEN]


def carried_words(carried: Carried) -> str:
    """What the author has to do with the draft into which a change was carried."""
    draft = carried.draft
    words = f"第 {draft.copied_from} 版已经叫停，照它另建了第 {draft.version} 版草稿"
    if carried.unsettled:
        names = "、".join(_named(type(draft), name) for name in carried.unsettled)
        return f"{words}。两边都改过的，要由作者写进去：{names}。"
    return f"{words}，这次的改动已经写进去。请作者核对后提交。"


def _named(model: type[Edition], name: str) -> str:
    """What editors call a field of an edition, or a sort of its parts."""
    if name in model.parts:
        return str(part_model(model, name)._meta.verbose_name)
    return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
