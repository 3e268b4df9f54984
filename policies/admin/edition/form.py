"""The form and the list that every kind of edition shares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.db.models import BooleanField, ExpressionWrapper, Model, QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import urlencode

from policies.admin.edition.cleared import what_was_cleared
from policies.admin.edition.filters import OnTheSite, Origin, ReviewOverdue, Stage, WhoWaits
from policies.admin.edition.history import EditionHistory
from policies.admin.edition.looked_at import looked_at
from policies.admin.edition.named_rules import EditionForm
from policies.admin.edition.panel import build_panel, form_address, on_the_site, step_address
from policies.admin.edition.translations import TranslationState
from policies.admin.edition.verbs import VERBS
from policies.admin.edition.writing import INTO_DRAFT, EditionWriting
from policies.admin.saving.form import NOTHING_NEW
from policies.admin.translated import TranslatedAdmin
from policies.models import Edition, EditionChild, PublishedTextError
from policies.models.edition.querysets import is_live
from policies.publishing.doubts import with_source_changed

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldOpts

FILTERS = (WhoWaits, Stage, OnTheSite)
LATER_FILTERS = (ReviewOverdue, TranslationState, Origin)
CLEARED_SO_NOT_SUBMITTED = "已保存，但没有提交审核：清空的几处和你看到的不一样，请看过再提交。"
PUBLICATION: tuple[str, _FieldOpts] = (
    "发布",
    {"fields": ("publish_at", "review_by", "change_size", "change_note")},
)


class EditionAdmin(EditionHistory, EditionWriting, TranslatedAdmin):
    """Drafts are written here; what becomes of them is decided by the verbs alone."""

    form = EditionForm
    change_form_template = "admin/edition_form.html"
    list_display = (
        "title",
        "code",
        "version",
        "stage",
        "site",
        "review_by",
        "writer",
        "all_versions",
    )
    list_select_related: ClassVar[tuple[str, ...]] = ("author",)
    show_full_result_count = False
    save_on_top = False

    class Media:
        js = ("admin/js/unsaved-text.js",)
        css = {"all": ("css/components/picture.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        rows = with_source_changed(super().get_queryset(request))
        live = ExpressionWrapper(is_live(timezone.now()), output_field=BooleanField())
        found: QuerySet[Edition] = rows.annotate(is_live_now=live)
        return found

    @admin.display(description="内容")
    def title(self, edition: Edition) -> str:
        return edition.title_for_editors()

    @admin.display(description="状态", ordering="state")
    def stage(self, edition: Edition) -> str:
        changed = "，来源已变" if getattr(edition, "source_changed", False) else ""
        return f"{edition.stage_in_words()}{changed}"

    @admin.display(description="网站上")
    def site(self, edition: Edition) -> str:
        return on_the_site(edition, timezone.now())

    @admin.display(description="作者", ordering="author__username")
    def writer(self, edition: Edition) -> str:
        if edition.is_unwritten:
            return "还没有人写"
        return "随软件带来" if edition.origin else str(edition.author)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Edition | None = None
    ) -> tuple[str, ...]:
        """The address part is chosen with the first edition and kept by all that follow."""
        fixed = ("slug",) if obj and obj.version > 1 and hasattr(obj, "slug") else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def save_model(
        self, request: HttpRequest, obj: Edition, form: ModelForm[Edition], change: bool
    ) -> None:
        obj.author = cast(User, request.user)  # whoever writes last may not be who approves
        super().save_model(request, obj, form, change)

    def save_related(
        self,
        request: HttpRequest,
        form: ModelForm[Edition],
        formsets: Iterable[BaseModelFormSet[Model, ModelForm[Model]]],
        change: bool,
    ) -> None:
        """Store the parts, and say what was cleared because it belonged to another source."""
        super().save_related(request, form, formsets, change)
        rows = [row for each in formsets for row, _names in getattr(each, "changed_objects", ())]
        for said in what_was_cleared(cast("list[EditionChild]", rows)):
            messages.warning(request, said)
            self.log_change(request, form.instance, said)
            request.__dict__.setdefault("cleared", []).append(said)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """The form; a text that the database keeps as approved is given back."""
        if object_id and INTO_DRAFT in request.POST:
            return self.into_draft(request, object_id)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PublishedTextError:
            edition = cast(Edition, self.get_object(request, unquote(str(object_id))))
            return self.give_back(request, edition, self.why_not_stored(request, edition))

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, object],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Model | None = None,
    ) -> HttpResponse:
        """The form under the panel that says where the edition is on its way."""
        context["panel"] = build_panel(self, request, obj) if isinstance(obj, Edition) else None
        context["may_store"] = self.has_change_permission(request, cast("Edition | None", obj))
        context["form_id"] = f"{self.opts.model_name}_form" if context["may_store"] else ""
        return super().render_change_form(request, context, add, change, form_url, obj)

    def why_not_stored(self, request: HttpRequest, row: Model) -> str:
        """Whose draft it is, or that it is no draft any more; nothing for who may write none."""
        if not self.has_change_permission(request):
            return ""
        edition = cast(Edition, row)
        if edition.is_open:
            return f"这是{edition.author}的稿件，只有作者本人可以修改。"
        return f"这一版的状态是“{edition.get_state_display()}”，文字不能再改。请修订出新的一版。"

    def unchanged(self, request: HttpRequest, row: Model) -> HttpResponse:
        """Nothing is stored, so that the author stays who wrote; it may still be submitted."""
        if "_submit" in request.POST:
            return self.response_change(request, cast(Edition, row))
        messages.info(request, NOTHING_NEW)
        return HttpResponseRedirect(form_address(cast(Edition, row)))

    def response_add(
        self, request: HttpRequest, obj: Edition, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._after_saving(request, obj)

    def response_change(self, request: HttpRequest, obj: Edition) -> HttpResponse:
        return self._after_saving(request, obj)

    def _after_saving(self, request: HttpRequest, edition: Edition) -> HttpResponse:
        if "cleared" in request.__dict__ and "_submit" in request.POST:
            messages.warning(request, CLEARED_SO_NOT_SUBMITTED)
        elif "_submit" not in request.POST:
            messages.success(request, f"已保存：{edition}。")
            messages.warning(request, self._nothing_public_yet(edition))
        elif found := self._asked_on_submitting(edition):
            messages.warning(request, "已保存，还没有提交审核：规则检查的结果要你写明。")
            return HttpResponseRedirect(found)
        else:
            reasons, _result = self._try(request, edition, VERBS["submit"], None)
            if reasons:
                messages.warning(request, f"已保存，但没有提交审核：{' '.join(reasons)}")
        return HttpResponseRedirect(form_address(edition))

    def _asked_on_submitting(self, edition: Edition) -> str:
        """Where the author is asked something before this is submitted; empty if nowhere."""
        stored = type(edition)._base_manager.get(pk=edition.pk)
        if not VERBS["submit"].asks(stored, timezone.now()):
            return ""
        return f"{step_address(stored, 'submit')}?{urlencode({'seen': looked_at(stored)})}"

    def _nothing_public_yet(self, edition: Edition) -> str:
        next_step = "下一步：提交审核" if edition.state == "draft" else "下一步：由另一个人批准"
        return f"网站上还没有任何变化。{next_step}。"
