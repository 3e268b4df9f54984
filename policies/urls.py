"""Addresses below a language."""

from django.urls import path, re_path

from policies.views.answer import answer_page
from policies.views.check import check
from policies.views.compare import compare_csv, compare_json, compare_page
from policies.views.home import home
from policies.views.regions import region_detail, region_list
from policies.views.scenarios import scenario_detail, scenario_list
from policies.views.sources import source_detail, source_list

urlpatterns = [
    path("", home, name="home"),
    path("regions/", region_list, name="region-list"),
    re_path(r"^regions/(?P<code>[0-9]{6})/$", region_detail, name="region"),
    re_path(
        r"^regions/(?P<code>[0-9]{6})/(?P<scenario_code>[a-z0-9-]{1,40})/$",
        answer_page,
        name="answer",
    ),
    path("scenarios/", scenario_list, name="scenario-list"),
    path("scenarios/<slug:scenario_code>/", scenario_detail, name="scenario"),
    path("compare/", compare_page, name="compare"),
    path("compare.csv", compare_csv, name="compare-csv"),
    path("compare.json", compare_json, name="compare-json"),
    path("check/", check, name="check"),
    path("sources/", source_list, name="source-list"),
    path("sources/<slug:code>/", source_detail, name="source"),
]
