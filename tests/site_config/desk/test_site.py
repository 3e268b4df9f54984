"""The first page of the editors' side: what is written daily stands first."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory

from site_config.desk.site import APP_ORDER, LAST, EditorSite

IN_ORDER = {
    "policies": [
        "Proposal", "Policy", "Procedure", "Source", "Verification", "Material", "Contact",
        "Absence", "Question",
        "ImpossibleCombination", "ExpectedCase", "Scenario", "Region", "FormerDivision",
        "Transition", "SignOff", "PublicationEvent",
    ],
    "guides": ["Guide", "Faq", "FactCheck", "Term", "Feedback", "PublicReply", "OldAddress"],
}  # fmt: skip


def test_every_model_of_ours_has_a_place_of_its_own() -> None:
    site = admin.site
    assert isinstance(site, EditorSite)
    for app in IN_ORDER:
        ranks = {
            model.__name__: site.rank(model)
            for model in site._registry
            if model._meta.app_label == app
        }
        assert LAST not in ranks.values(), ranks
        assert len(set(ranks.values())) == len(ranks), ranks


def test_no_list_that_grows_with_use_names_each_of_its_days() -> None:
    """To offer them took 260 ms of the register's 290 for 100,000 entries."""
    naming = [model.__name__ for model, its in admin.site._registry.items() if its.date_hierarchy]
    assert naming == ["Source"]  # some hundreds, whatever is done


@pytest.mark.django_db
def test_apps_and_models_stand_in_the_order_of_their_use() -> None:
    request = RequestFactory().get("/admin/")
    request.user = User.objects.create_superuser("chief")
    apps = admin.site.get_app_list(request)
    assert [app["app_label"] for app in apps] == list(APP_ORDER)
    found = {app["app_label"]: [each["object_name"] for each in app["models"]] for app in apps}
    for label, names in IN_ORDER.items():
        assert [name for name in found[label] if name != "Option"] == names
