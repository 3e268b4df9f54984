"""What nobody should type into an address of the admin: never a 500, on either database."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from django.urls import reverse

from tests import admin_factories as make

NO_KEY = ["abc", "1,x", "9" * 40]
REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.fixture
def client(db: None) -> Client:
    make.make_policy(make.make_user("author", "Author"))
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("root"))
    return client


def address(model: type[models.Model], view: str) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}")


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_a_form_is_not_filled_in_with_what_is_no_key(
    client: Client, model: type[models.Model]
) -> None:
    related = [field.name for field in model._meta.get_fields() if field.is_relation]
    answers = {
        (name, value): client.get(address(model, "add"), {name: value}).status_code
        for name in related
        for value in NO_KEY
    }
    assert {case: status for case, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_a_list_is_not_narrowed_by_what_no_field_holds(
    client: Client, model: type[models.Model]
) -> None:
    filters = [each for each in admin.site._registry[model].list_filter if isinstance(each, str)]
    lookups = [*(f"{name}__exact" for name in filters), "o", "p"]
    answers = {
        (name, value): client.get(address(model, "changelist"), {name: value}).status_code
        for name in lookups
        for value in ("abc", "9" * 40)
    }
    assert {case: status for case, status in answers.items() if status >= 500} == {}


@pytest.mark.parametrize("name", ["term", "app_label", "model_name", "field_name", "page"])
def test_a_list_to_choose_from_is_not_asked_for_nonsense(client: Client, name: str) -> None:
    asked = {"app_label": "policies", "model_name": "policy", "field_name": "region", "term": "a"}
    for value in ("", "abc", "9" * 40, "\ud7ff"):
        assert client.get("/admin/autocomplete/", asked | {name: value}).status_code < 500


def test_a_row_that_is_there_fills_the_form_in(client: Client) -> None:
    region = make.make_region("440100", "广州市")
    answer = client.get("/admin/policies/policy/add/", {"region": region.pk})
    assert answer.status_code == 200 and "广州市" in answer.content.decode()
