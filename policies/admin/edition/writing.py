"""Text in an edition's form when a button is pressed, or when the edition was closed meanwhile."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from policies.admin.edition.panel import form_address
from policies.admin.edition.steps import EditionSteps
from policies.admin.edition.verbs import VERBS
from policies.admin.entered import entered_texts
from policies.admin.saving import kept, page
from policies.admin.saving.form import NoWordLost
from policies.admin.saving.seal import FIELD, Loaded, seal, unseal
from policies.models import Edition
from policies.models.canonical import part_model

INTO_DRAFT = "_into_draft"
UNSAVED = "表单里有还没有保存的文字，按钮不会按旧的文字去做。先保存，再按一次。"
Keys = dict[tuple[str, str], str]


class EditionWriting(EditionSteps, NoWordLost):
    """Buttons act on what the form holds, or not at all; late text goes into a new draft."""

    def step_view(self, request: HttpRequest, object_id: str, verb: str) -> HttpResponse:
        """Do one verb; a form that is sent along must be ours, and hold what is stored."""
        edition = self.get_object(request, unquote(object_id))
        loaded, step = unseal(request.POST), VERBS.get(verb)
        if request.method != "POST" or edition is None or step is None:
            return super().step_view(request, object_id, verb)
        if not (loaded or self._holds_text(request)):
            return super().step_view(request, object_id, verb)
        if self.has_change_permission(request, edition):
            if reason := self.why_not_ours(request, edition, loaded):
                return self.give_back(request, edition, reason)
            loaded = cast(Loaded, loaded)
            parts = self.parts(request, edition).prefetched()
            if self.held_in(request, edition, loaded.held, parts) != parts.shown():
                kept.keep(request, request.POST, form_address(edition), timezone.now())
                return self.give_back(request, edition, UNSAVED, back=form_address(edition))
        if loaded and step.asks(edition, timezone.now()):  # which is asked on a page of its own
            seen = urlencode({"seen": request.POST.get("seen", "")})
            return HttpResponseRedirect(f"{request.path}?{seen}")
        return super().step_view(request, object_id, verb)

    def _holds_text(self, request: HttpRequest) -> bool:
        """Whether text of the edition was sent, and not only what a verb has to be told."""
        return not self.get_form(request).base_fields.keys().isdisjoint(entered_texts(request.POST))

    def give_back(
        self, request: HttpRequest, row: Model | None, reason: str, **more: object
    ) -> HttpResponse:
        """Text for an edition that is closed may go into a new draft of it."""
        if isinstance(row, Edition) and not row.is_open and self._loaded_with(request, row):
            revise = VERBS["revise"]
            if not (
                self.who_may_reasons(request, row, revise.name)
                or revise.blockers(row, by=request.user)
            ):
                more |= {"into": INTO_DRAFT, "into_says": "放进新的一版草稿"}
                more |= {"carried": page.carried(request.POST), "into_address": form_address(row)}
        return super().give_back(request, row, reason, **more)

    def into_draft(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Make a draft of a closed edition, whose form then holds what was written."""
        edition = self.get_object(request, unquote(object_id))
        loaded = self._loaded_with(request, edition) if edition else None
        if edition is None or loaded is None or edition.is_open:
            return HttpResponseRedirect(request.path)
        reasons = self.who_may_reasons(request, edition, "revise")
        draft = edition
        if not reasons:
            reasons, draft = self._try(request, edition, VERBS["revise"], None)
        if reasons:
            return self.give_back(request, edition, " ".join(reasons))
        by = cast(User, request.user)
        sent = carried_over(request.POST, loaded, edition, draft, by)
        kept.keep(request, sent, form_address(draft), timezone.now())
        messages.info(request, "你写的内容已经在新草稿的表单里，请看一遍再保存。")
        return HttpResponseRedirect(form_address(draft))

    def _loaded_with(self, request: HttpRequest, row: Edition) -> Loaded | None:
        """What the form of this row that was sent was loaded with, if it is this person's."""
        loaded = unseal(request.POST)
        return None if self.why_not_ours(request, row, loaded) else loaded


def carried_over(
    posted: QueryDict, loaded: Loaded, closed: Edition, draft: Edition, by: User
) -> QueryDict:
    """What was sent with the form of one edition, as if it had been sent with its copy's.

    What the form was loaded with goes along, so that nothing which changed since is gone over.
    """
    keys, sent = _copies(closed, draft), posted.copy()
    sent.pop(INTO_DRAFT, None)
    for name in list(sent):
        prefix, _dash, rest = name.partition("-")
        field = rest.partition("-")[2]
        if prefix not in closed.parts:
            continue
        if field == "id":
            sent[name] = keys.get((prefix, str(sent[name])), str(sent[name]))
        elif field == part_model(type(closed), prefix).parent_link:  # type: ignore[attr-defined]
            sent[name] = str(draft.pk)
    held = {
        (place[0], keys.get((place[0], place[1]), place[1]), place[2])
        if place[1:]
        else place: value
        for place, value in loaded.held.items()
    }
    sent[FIELD] = seal(type(draft), draft.pk, by, loaded.at, held)
    return sent


def _copies(closed: Edition, draft: Edition) -> Keys:
    """Which row of the draft was made from which row of the edition it was copied from."""
    return {
        (relation, str(old.pk)): str(new.pk)
        for relation in closed.parts
        for old, new in zip(
            getattr(closed, relation).all(), getattr(draft, relation).all(), strict=False
        )
    }
