"""Which editors see what a reader reported: those of the place that the reported page is about."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from guides.models import Feedback
from policies.models import Duty, Scope
from policies.publishing import scopes
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def yue() -> User:
    """An editor of Guangdong; {there}, {here} and {guide} are permanent codes."""
    user = make.user("yue")
    Scope.objects.create(user=user).regions.set([make.region()])
    return user


@pytest.mark.parametrize(
    ("address", "edition", "is_seen"),
    [
        ("/zh-hans/regions/440000/death/", "", True),
        ("/zh-hans/regions/330000/death/", "", False),
        ("/r/{here}", "", True),
        ("/r/{there}", "", False),
        ("/r/{there}/v1", "", False),
        ("https://example.org/r/{there}", "", False),
        ("/r/{guide}", "", False),
        ("/zh-hans/search/?q=1", "{there}/v1", False),
        ("/zh-hans/search/?q=1", "{here}/v1", True),
        ("/zh-hans/check/?r=440000&e=death", "", True),
        ("/zh-hans/check/?r=330000&e=death", "", False),
        ("/zh-hans/check/?e=death&r=330000", "", False),
        ("/zh-hans/compare/?regions=330000,440000&kind=use", "", True),
        ("/zh-hans/compare/?regions=330000%2C440000", "", True),
        ("/zh-hans/compare/?regions=330000&regions=440000", "", True),
        ("/zh-hans/compare/?regions=330000", "", False),
        ("/zh-hans/compare/?regions=4400001", "", False),
        ("/zh-hans/changes/?region=440000", "", True),
        ("/zh-hans/regions/100000/death/", "", False),
        ("/zh-hans/about/", "", False),
    ],
)
def test_a_report_is_seen_by_the_editors_of_its_place(
    yue: User, address: str, edition: str, is_seen: bool
) -> None:
    codes = {
        "here": make.policy(region=make.region()).code,
        "there": make.policy(region=make.region("330000", "浙江省")).code,
        "guide": make.guide().code,
    }
    Feedback.objects.create(
        address=address.format(**codes), edition=edition.format(**codes), reason="wrong"
    )
    report = Feedback.objects.get()
    assert scopes.visible(Feedback.objects.all(), yue).exists() is is_seen
    assert (scopes.refusals(yue, report, Duty.WRITE) == []) is is_seen  # who sees it may answer it
    Scope.objects.all().delete()
    assert scopes.visible(Feedback.objects.all(), User.objects.get(username="yue")).exists()


@pytest.mark.parametrize(
    ("address", "is_seen"),
    [
        ("/zh-hans/regions/440000/death/", True),
        ("/zh-hans/scenarios/death/", True),
        ("/zh-hans/check/?r=330000&e=death", True),
        ("/zh-hans/questions/?about=death", True),
        ("/zh-hans/regions/440000/", False),
        ("/zh-hans/scenarios/deaths/", False),
        ("/r/{here}", False),
    ],
)
def test_a_report_is_seen_by_the_editors_of_its_situation(address: str, is_seen: bool) -> None:
    code = make.policy(region=make.region(), scenario=make.scenario()).code
    editor = make.user("sang")
    Scope.objects.create(user=editor).scenarios.set([make.scenario("death")])
    report = Feedback.objects.create(address=address.format(here=code), reason="wrong")
    assert scopes.visible(Feedback.objects.all(), editor).exists() is is_seen
    assert (scopes.refusals(editor, report, Duty.WRITE) == []) is is_seen


def test_a_duty_and_a_language_limit_the_answer_too() -> None:
    report = Feedback.objects.create(address="/zh-hans/regions/440000/", reason="wrong")
    checker, translator = make.user("checker"), make.user("translator")
    Scope.objects.create(user=checker, duties=[Duty.VERIFY]).regions.set([make.region()])
    Scope.objects.create(user=translator, languages=["en"]).regions.set([make.region()])
    assert "职责里没有" in scopes.refusals(checker, report, Duty.WRITE)[0]
    assert "指定语言" in scopes.refusals(translator, report, Duty.WRITE)[0]
    assert scopes.refusals(translator, report, Duty.WRITE, ["en"]) == []


def test_a_permanent_address_is_known_in_small_letters_too(yue: User) -> None:
    code = make.policy(region=make.region("330000", "浙江省")).code
    Feedback.objects.create(address=f"/r/{code.lower()}", reason="wrong")
    assert not scopes.visible(Feedback.objects.all(), yue).exists()
