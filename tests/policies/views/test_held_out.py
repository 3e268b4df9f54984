"""Cases written from the words of the rules before anybody tried them: what somebody must read."""

from __future__ import annotations

import pytest

from tests.policies.views.walking import follow
from tests.shipped import one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "content")]
OWN, SICHUAN, COMMERCIAL = "cash-while-insured", "r=510000&e=", "r=500000&e=commercial-insurance"
FAMILY = "product=listed&own=family&kinplace=city&past=yes"
ENDS = {
    # whom a rule covers, and where it stops
    "r=330200&e=vaccine": "none",
    "r=510100&e=death&heir=first": "conditional",
    "r=510100&e=settle-abroad&abroad=settled&overseas=no": "needs",
    "r=511100&e=settle-abroad&abroad=hmt": "conditional",
    f"{SICHUAN}leave-employee-scheme&job=employer": "no",
    f"{SICHUAN}settle-abroad&agency=unasked": "needs",
    f"{SICHUAN}settle-abroad&agency=no": "no",
    "r=310115&e=settle-abroad&abroad=settled&overseas=retired": "no",
    # exceptions to a no, by the day of the money, here and below
    f"r=110108&e={OWN}&before=yes": "conditional",
    f"r=110108&e={OWN}&before=-": "needs",
    f"r=110000&e={OWN}&on=2022-08-31": "yes",
    f"r=110000&e={OWN}&before=no&on=2022-09-01": "no",
    f"r=610100&e={OWN}": "no",
    # periods
    "r=610100&e=leave-employee-scheme&job=flexible&on=2023-03-10": "conditional",
    f"{COMMERCIAL}&on=2023-01-05": "none",
    "r=500000&e=pay-resident-premium&rel=wider&on=2024-12-08": "no",
    "r=500000&e=pay-resident-premium&rel=wider&on=2024-12-09": "conditional",
    "r=620000&e=family-sharing&rel=wider&bound=yes&on=2024-12-08": "no",
    # where a source is silent, and where it is not
    "r=130200&e=settle-abroad&abroad=hm": "needs",
    "r=310000&e=settle-abroad&overseas=no&abroad=settled": "needs",
    "r=310000&e=settle-abroad&overseas=yes&abroad=hm": "conditional",
    "r=350500&e=short-years-at-retirement&age=yes&hukou=cancelled&movable=no": "needs",
    "r=350500&e=leave-employee-scheme&dest=province&scheme=resident": "conditional",
    "r=350500&e=leave-employee-scheme&dest=city": "no",
    "r=430100&e=commercial-insurance&product=listed&own=family&rel=wider": "needs",
    "r=420100&e=death&heir=nephew&firstheir=yes": "no",
    "r=410300&e=resettled-retiree": "no",
    "r=100000&e=pharmacy&desig=yes&own=self&on=2026-12-31": "conditional",
    "r=100000&e=pharmacy&desig=yes&own=other&on=2027-01-01": "no",
    "r=100000&e=cash-out-fraud&on=2027-01-01": "no",
    COMMERCIAL: "none",
    f"{COMMERCIAL}&{FAMILY}&rel=wider&on=2022-12-31": "needs",
    f"{COMMERCIAL}&on=2022-11-02": "none",
    "r=610100&e=death&heir=first": "conditional",
    "r=110000&e=family-sharing&rel=wider&bound=yes&on=2024-12-09": "no",
    "r=110000&e=family-sharing&rel=wider&kinplace=city&bound=yes&on=2024-12-10": "yes",
    # what somebody can do himself, alone and beside what he cannot
    "r=110000&e=family-sharing&kinplace=city&rel=core&bound=no": "conditional",
    "r=110000&e=family-sharing&kinplace=other&rel=core&bound=no": "no",
    "r=440300&e=resettled-retiree&ret=yes&cross=yes&filed=no&tier=one": "conditional",
    "r=230100&e=leave-employee-scheme&job=stopped&leaveproof=no": "conditional",
    "r=230100&e=leave-employee-scheme&job=stopped&leaveproof=self": "needs",
    # rules of the level above
    "r=440305&e=enlist&tier=one&insured=yes": "conditional",
    "r=445122&e=enlist&insured=no": "no",
    "r=320106&e=leave-employee-scheme&job=flexible": "conditional",
    "r=320106&e=leave-employee-scheme&job=retired": "needs",
    # somebody else
    "r=100000&e=death&heir=other": "needs",
    "r=320000&e=family-sharing&rel=other&kinplace=city": "needs",
    "r=320000&e=family-sharing&rel=other&kinplace=other": "no",
    "r=440300&e=pay-resident-premium&tier=one&rel=other&bound=no": "needs",
    # not sure, where it decides and where it does not
    "r=440300&e=settle-abroad&tier=-&abroad=settled": "needs",
    "r=440300&e=settle-abroad&tier=-&abroad=home": "no",
    "r=100000&e=transfer&ret=yes&dest=-": "no",
    # several ways
    "r=130200&e=transfer-refused&dest=none&publicmed=yes": "conditional",
    "r=130200&e=transfer-refused&dest=other&refused=no&publicmed=no": "no",
    "r=130200&e=transfer-refused&dest=other&refused=unasked&publicmed=no": "needs",
    "r=100000&e=death&heir=second&firstheir=yes": "no",
    "r=100000&e=death&heir=nephew&firstheir=no": "conditional",
    "r=100000&e=death&heir=will": "conditional",
    "r=100000&e=death&heir=alive": "no",
}  # fmt: skip
ASKS = {  # what is shown, and the answer that stands there
    "tier=one&abroad=settled&ask=abroad": ("abroad", "settled"),
    "tier=two&abroad=settled&ask=tier": ("tier", "two"),
    "tier=one&abroad=-&ask=abroad": ("abroad", "-"),
    "tier=one&abroad=settled&ask=e": ("e", "settle-abroad"),
}


@pytest.mark.parametrize(("query", "outcome"), ENDS.items(), ids=ENDS)
def test_it_ends_as_the_words_of_the_rule_say(query: str, outcome: str) -> None:
    _address, page = follow(f"/zh-hans/check/?{query}")
    assert not page.select("form[data-question]")
    assert one(page, "article[data-outcome]")["data-outcome"] == outcome


@pytest.mark.parametrize(("query", "shown"), ASKS.items(), ids=ASKS)
def test_one_question_is_asked_again_with_its_answer(query: str, shown: tuple[str, str]) -> None:
    address, page = follow(f"/zh-hans/check/?r=440300&e=settle-abroad&{query}")
    assert f"ask={shown[0]}" in address
    form = one(page, f"form[data-question={shown[0]}]")
    chosen = form.select("[checked], [aria-pressed=true], [aria-current], [data-chosen]")
    assert [str(each["value"]) for each in chosen] == [shown[1]]


@pytest.mark.parametrize("ask", ["hukou", "xyz", "", "-", "on"])
def test_what_is_not_asked_there_is_not_asked_again(ask: str) -> None:
    address, page = follow(
        f"/zh-hans/check/?r=440300&e=settle-abroad&tier=one&abroad=settled&ask={ask}"
    )
    assert "ask=" not in address
    assert one(page, "article[data-outcome]")["data-outcome"] == "conditional"
