"""What was being written when a session ended waits through both steps of signing in again."""

from __future__ import annotations

import pytest
import time_machine
from django.contrib.auth.models import User

from tests.admin_factories import PASSWORD, form_of, make_policy, text_of, verified_browser_of
from tests.policies.admin.saving.desk import Window, fields_of
from tests.site_config.accounts.door import code_of, is_in, phone_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("enforced")]
WRITTEN = "写了一个上午的一段话。"
IDLE, HALF_A_DAY = [31], [25] * 29


@pytest.mark.parametrize("pauses", [IDLE, HALF_A_DAY], ids=["idle", "half a day"])
def test_text_is_in_the_form_again_after_password_and_code(
    wang: User, noon: time_machine.Traveller, pauses: list[int]
) -> None:
    phone = phone_of(wang)
    policy = make_policy(wang)
    window = Window(verified_browser_of(wang), form_of(policy))
    window.type(answer_zh_hans=WRITTEN)
    for minutes in pauses[1:]:
        noon.shift(60 * minutes)
        assert is_in(window.client)
    noon.shift(60 * pauses[0])
    answer = window.save()
    assert answer.status_code == 403 and "替你留着" in text_of(answer)

    password = {"username": "wang", "password": PASSWORD}
    page = window.client.post(f"/admin/login/?next={window.address}", password, follow=True)
    form = window.client.post(
        page.request["PATH_INFO"], fields_of(page) | {"code": code_of(phone)}, follow=True
    )
    assert form.request["PATH_INFO"] == window.address
    assert fields_of(form)["answer_zh_hans"] == WRITTEN
    window.sent = fields_of(form)
    assert window.save().status_code == 302
    policy.refresh_from_db()
    assert policy.answer_zh_hans == WRITTEN  # type: ignore[attr-defined]
