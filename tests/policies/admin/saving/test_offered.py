"""What was chosen is given back by its name to whom the form offers it, and asked once."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import Group, User
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from policies.admin.entered import entered_words
from policies.admin.saving.offered import with_names
from tests import admin_factories as desk
from tests import factories as rows
from tests.admin_factories import browser_of
from tests.policies.admin.other_province import SECRET, editor
from tests.policies.admin.saving.desk import page_of

pytestmark = pytest.mark.django_db
GUIDE, POLICY = "/admin/guides/guide/add/", "/admin/policies/policy/add/"


def given_back(person: User, form: str, sent: dict[str, Any]) -> tuple[list[str], int]:
    """What the page shows of a form that says nothing of what it was loaded with, and what the
    database was asked for it."""
    browser = browser_of(person)
    with CaptureQueriesContext(connection) as asked:
        answer = browser.post(form, sent | {"loaded": ""})
    assert answer.status_code == 409
    return [each.text for each in page_of(answer).select("dl.entered dd")], len(asked)


def test_many_rows_that_were_chosen_cost_no_more_than_one() -> None:
    person = desk.make_user("root", is_superuser=True)
    sources = [rows.source(f"s-{n}", title=f"办法{n}") for n in range(30)]
    sent = {f"citations-{n}-source": str(source.pk) for n, source in enumerate(sources)}
    first = dict(list(sent.items())[:1])
    one, for_one = given_back(person, GUIDE, first)
    all_, for_all = given_back(person, GUIDE, sent)
    assert one == [str(sources[0])] and all_ == [str(each) for each in sources]
    assert for_all == for_one


def test_what_the_form_does_not_offer_stays_the_key() -> None:
    here, there = rows.region(), rows.region("330000", SECRET)
    person = editor(regions=[here])
    for region, given in ((here, str(here)), (there, str(there.pk))):
        assert given_back(person, POLICY, {"region": str(region.pk)})[0] == [given]


def test_several_rows_are_named_and_a_person_or_what_is_no_key_never() -> None:
    person = desk.make_user("an-editor-of-ours")
    fields: dict[str, forms.Field] = {
        "of": forms.ModelChoiceField(User.objects.all(), label="甲"),
        "groups": forms.ModelMultipleChoiceField(Group.objects.all()),
    }
    posted = QueryDict(mutable=True)
    posted.setlist("of", [str(person.pk)])
    posted.setlist("groups", [str(desk.group_of("Author").pk)])
    words = entered_words(posted, with_names(fields, posted), {})
    assert list(words.values()) == [str(person.pk), "Author"]
    posted.setlist("groups", ["9" * 30])
    assert "9" * 30 in entered_words(posted, with_names(fields, posted), {}).values()
