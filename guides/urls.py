"""Addresses below a language."""

from django.urls import path

from guides.data.feed import changes_feed
from guides.views.changes import change_list
from guides.views.coverage import coverage_page
from guides.views.fact_checks import fact_check_detail, fact_check_list
from guides.views.feedback import feedback, feedback_thanks
from guides.views.guides import guide_detail, guide_list
from guides.views.questions import question_list
from guides.views.search import search_page
from guides.views.terms import term_list

urlpatterns = [
    path("guides/", guide_list, name="guide-list"),
    path("guides/<slug:slug>/", guide_detail, name="guide"),
    path("questions/", question_list, name="question-list"),
    path("fact-checks/", fact_check_list, name="fact-check-list"),
    path("fact-checks/<slug:slug>/", fact_check_detail, name="fact-check"),
    path("terms/", term_list, name="term-list"),
    path("search/", search_page, name="search"),
    path("changes/", change_list, name="changes"),
    path("changes.atom", changes_feed, name="changes-feed"),
    path("coverage/", coverage_page, name="coverage"),
    path("feedback/", feedback, name="feedback"),
    path("feedback/thanks/", feedback_thanks, name="feedback-thanks"),
]
