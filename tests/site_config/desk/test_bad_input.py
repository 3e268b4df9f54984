"""What nobody should type into an address of the admin: never a 500, on either database."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from django.urls import reverse

from policies.models import Contact, Policy
from tests import admin_factories as make
from tests.running import crossed

NO_KEY = ["abc", "1,x", "9" * 40]
REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _row_and_root(rows_of_module: None) -> Client:
    """A draft, and the window of somebody who may do everything."""
    make.make_policy(make.make_user("author", "Author"))
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.fixture
def client(_row_and_root: Client, db: None) -> Client:
    return _row_and_root


def address(model: type[models.Model], view: str) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}")


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_a_form_is_not_filled_in_with_what_is_no_key(
    client: Client, model: type[models.Model]
) -> None:
    related = [field.name for field in model._meta.get_fields() if field.is_relation]
    answers = {
        (name, value): client.get(address(model, "add"), {name: value}).status_code
        for name, value in crossed(related, NO_KEY)
    }
    assert {case: status for case, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_a_list_is_not_narrowed_by_what_no_field_holds(
    client: Client, model: type[models.Model]
) -> None:
    filters = [each for each in admin.site._registry[model].list_filter if isinstance(each, str)]
    lookups = [*(f"{name}__exact" for name in filters), "id__in", "pk__in", "id__regex", "o", "p"]
    answers = {
        (name, value): client.get(address(model, "changelist"), {name: value}).status_code
        for name, value in crossed(lookups, ("abc", "9" * 40, "[]"))
    }
    assert {case: status for case, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_no_column_is_compared_with_what_it_cannot_be(
    client: Client, model: type[models.Model]
) -> None:
    compared = {"__range": "0", "__gte": "9" * 40, "__year": "20261", "__iso_year": "-1"}
    of_each_kind = {type(field): field.name for field in model._meta.get_fields()}
    answers = {
        name + how: client.get(
            address(model, "changelist"), {name + how: compared[how]}
        ).status_code
        for name, how in crossed(of_each_kind.values(), [*compared])
    }
    assert {case: status for case, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"made_at__year": "2026", "made_at__month": "11", "made_at__day": "28"}, 200),
        ({"made_at__gte": "2026-11-01 00:00+08:00", "state__exact": "open"}, 200),
        ({"author": "1"}, 200),
        ({"q": "深圳 出境定居 " * 20}, 200),
        ({"q": "a " * 2000}, 400),  # SQLite takes a thousand conditions, and said it was busy
        ({"made_at__month": "13"}, 400),
        ({"id__contains": "x"}, 400),
        ({"kind__year__gt": "x"}, 400),
        ({"author__password__startswith": "a"}, 400),
    ],
)
def test_what_a_list_may_be_narrowed_by(client: Client, asked: dict[str, str], status: int) -> None:
    assert client.get("/admin/policies/proposal/", asked).status_code == status


@pytest.mark.parametrize("model", ["contact", "material"])
@pytest.mark.parametrize("how", ["", "__contains", "__has_key"])
def test_what_is_kept_of_translations_is_no_filter(client: Client, model: str, how: str) -> None:
    asked = {f"translation_state{how}": "x"}
    assert client.get(f"/admin/policies/{model}/", asked).status_code == 400


@pytest.mark.parametrize("model", [Policy, Contact])
def test_what_points_at_rows_is_no_filter(client: Client, model: type[models.Model]) -> None:
    pointing = [each.name for each in model._meta.related_objects]
    for name in pointing:
        answer = client.get(address(model, "changelist"), {name: "9" * 40})
        assert answer.status_code == 400, name


@pytest.mark.parametrize("value", ["abc", "2026-11-28", "2026-11-28 00:00:00+99:99"])
def test_no_instant_is_filled_in_by_an_address(client: Client, value: str) -> None:
    asked = {"publish_at": value}
    assert client.get("/admin/policies/policy/add/", asked).status_code == 400


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_no_row_is_named_by_what_is_no_key_in_what_is_sent(
    client: Client, model: type[models.Model]
) -> None:
    related = [field.name for field in model._meta.fields if field.is_relation]
    chosen = {"action": "delete_selected"}
    answers = {}
    for value in ("abc", "9" * 40, "\0"):
        chosen["_selected_action"] = value
        answers["list", value] = client.post(address(model, "changelist"), chosen).status_code
        for name in related:
            answers[name, value] = client.post(address(model, "add"), {name: value}).status_code
    assert {case: status for case, status in answers.items() if status >= 500} == {}


def test_nor_in_a_part_of_it(client: Client) -> None:
    part = {"citations-TOTAL_FORMS": "1", "citations-INITIAL_FORMS": "0"}
    for value in ("abc", "9" * 40):
        sent = part | {"citations-0-source": value}
        assert client.post("/admin/policies/policy/add/", sent).status_code < 500


@pytest.mark.parametrize("name", ["term", "app_label", "model_name", "field_name", "page"])
def test_a_list_to_choose_from_is_not_asked_for_nonsense(client: Client, name: str) -> None:
    asked = {"app_label": "policies", "model_name": "policy", "field_name": "region", "term": "a"}
    for value in ("", "abc", "9" * 40, "\ud7ff"):
        assert client.get("/admin/autocomplete/", asked | {name: value}).status_code < 500


def test_a_row_that_is_there_fills_the_form_in(client: Client) -> None:
    region = make.make_region("440100", "广州市")
    answer = client.get("/admin/policies/policy/add/", {"region": region.pk})
    assert answer.status_code == 200 and "广州市" in answer.content.decode()
