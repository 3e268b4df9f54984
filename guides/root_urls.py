"""Addresses outside the languages: permanent codes, open data, the sitemap."""

from django.urls import path, re_path

from guides.data.downloads import fact_checks_json, policies_csv, policies_json, regions_json
from guides.data.sitemap import site_map
from guides.views.permanent import short, short_version

urlpatterns = [
    path("r/<str:code>", short, name="short"),
    re_path(
        r"^r/(?P<code>[^/]+)/v(?P<version>[1-9][0-9]{0,4})$", short_version, name="short-version"
    ),
    path("data/policies.csv", policies_csv, name="data-policies-csv"),
    path("data/policies.json", policies_json, name="data-policies-json"),
    path("data/regions.json", regions_json, name="data-regions-json"),
    path("data/fact-checks.json", fact_checks_json, name="data-fact-checks-json"),
    path("sitemap.xml", site_map, name="sitemap"),
]
