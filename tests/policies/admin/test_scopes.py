"""An editor of Guangdong walks every address of the admin and reaches no row of Zhejiang."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.urls import URLPattern, URLResolver, reverse

from guides.models import Feedback
from policies.models import Proposal, Region, SignOff, Transition, Verification
from tests import admin_factories as desk
from tests.admin_factories import browser_of
from tests.policies.admin.other_province import SECRET, content_of, editor, rows_of_zhejiang
from tests.running import IS_WHOLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def secrets() -> list[Model]:
    return rows_of_zhejiang()


def addresses(rows: list[Model]) -> Iterator[str]:
    """Every address of the admin; where one names a row, with each of these rows of its kind."""
    for model, model_admin in admin.site._registry.items():
        own = [row for row in rows if type(row) is model]
        for pattern in _patterns(model_admin.get_urls()):
            meta = model._meta
            if pattern.name is None:
                continue
            names = pattern.pattern.converters
            for row in own if names else [None]:
                yield from _filled(f"admin:{pattern.name}", names, row)
            assert meta.app_label
    for pattern in _patterns(admin.site.get_urls()):
        if pattern.name and not pattern.pattern.converters and "<" not in str(pattern.pattern):
            yield reverse(f"admin:{pattern.name}")


def _patterns(patterns: Sequence[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for each in patterns:
        if isinstance(each, URLPattern):
            yield each


def _filled(name: str, names: dict[str, Any], row: Model | None) -> Iterator[str]:
    """An address with its arguments: the row's key, and every verb."""
    if row is None:
        yield reverse(name)
        return
    verbs = ("submit", "approve", "reject", "force", "revise", "withdraw", "sign", "restore")
    choices = {"verb": verbs, "version": ("1",)}
    keys = [choices.get(each, (str(row.pk),)) for each in names]
    for values in itertools.product(*keys):
        yield reverse(name, kwargs=dict(zip(names, values, strict=True)))


def autocompletes() -> Iterator[str]:
    """The picker of every field of every admin and of its rows inside."""
    for model, model_admin in admin.site._registry.items():
        inlines = [(inline.model, inline) for inline in model_admin.inlines]
        for source, owner in [(model, model_admin), *inlines]:
            for field in getattr(owner, "autocomplete_fields", ()):
                asked = f"app_label={source._meta.app_label}&model_name={source._meta.model_name}"
                yield f"{reverse('admin:autocomplete')}?{asked}&field_name={field}&term="


def test_the_walk_covers_every_kind_that_is_about_a_place(secrets: list[Model]) -> None:
    about_a_place = {
        model
        for model in admin.site._registry
        if model is Region or any(f.related_model is Region for f in model._meta.concrete_fields)
    }
    assert about_a_place | {Proposal, Feedback, SignOff, Transition, Verification} == {
        type(row) for row in secrets
    }
    assert len(list(addresses(secrets))) > 100 and len(list(autocompletes())) > 10


def test_no_address_shows_a_row_of_another_province(secrets: list[Model]) -> None:
    browser = browser_of(editor())
    shown = [
        address
        for address in [*addresses(secrets), *autocompletes()]
        if SECRET in content_of(browser.get(address))
    ]
    assert shown == []
    assert browser.get(reverse("admin:policies_policy_changelist")).status_code == 200


def test_the_same_walk_by_somebody_without_a_scope_sees_them(secrets: list[Model]) -> None:
    """So that the walk is known to go where the rows are."""
    browser, shown = browser_of(desk.make_user("wang", "Author")), set()
    for address in sorted(addresses(secrets), key=lambda each: not each.endswith("/change/")):
        kind = "".join(address.split("/")[3:4])
        if kind not in shown and SECRET in content_of(browser.get(address)):
            shown.add(kind)
    assert shown >= {type(row)._meta.model_name for row in secrets}


def test_no_post_changes_a_row_of_another_province(secrets: list[Model]) -> None:
    browser = browser_of(editor())
    before = [_stored(row) for row in secrets]
    for address in addresses(secrets):
        if "logout" in address or "password" in address:
            continue
        if not (IS_WHOLE or any(part.isdecimal() for part in address.split("/"))):
            continue  # names no row, and what it shows is what it shows to who only looks
        sent = dict.fromkeys(("post", "text", "answer_zh_hans", "name_zh_hans"), "新的话")
        answer = browser.post(address, sent)
        assert SECRET not in content_of(answer), address
    assert [_stored(row) for row in secrets] == before


def _stored(row: Model) -> dict[str, Any]:
    return dict(type(row)._base_manager.filter(pk=row.pk).values().get())


def test_who_sees_a_report_may_answer_it(secrets: list[Model]) -> None:
    here = Feedback.objects.create(address="/zh-hans/regions/440000/death/", reason="wrong")
    national = Feedback.objects.create(address="/zh-hans/about/", reason="wrong")
    browser = browser_of(editor())
    form = reverse("admin:guides_feedback_change", args=[here.pk])
    sent = {"state": "changed", "reply_zh_hans": "改了。"}
    assert browser.post(form, sent).status_code == 302
    here.refresh_from_db()
    assert here.state == "changed"
    other = reverse("admin:guides_feedback_change", args=[national.pk])
    assert browser.get(other).status_code == 403
