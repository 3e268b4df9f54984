"""The checklist of every public page: what holds for all of them, in each language.

The pages and their examples are those of `site_config.pages`, so a new page is checked as soon as
it has an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import Client

from policies.dialling import NUMBER
from policies.public_page import Kind, PublicPage
from policies.speech import HTML_LANGUAGE
from site_config.pages import PAGES
from tests.running import IS_WHOLE
from tests.shipped import one
from tests.site_config.asked_pages import (
    OURS,
    addresses,
    answer,
    html,
    on_every_page,
    on_every_page_of_readers,
    on_every_page_to_read,
    page_at,
)

LINKS_A_PAGE = 20
# But in what is quoted or hashed: what editors say among themselves, and 2026-11-27.
NOT_FOR_READERS = re.compile(
    r"最[迟遲][复複]核|[条條][号號]未[见見]|起[点點]不明|自查|醫?医?保[個个][賬账](?![户戶])"
    r"|(?<![0-9/=-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])"
)


@pytest.fixture(autouse=True, scope="module")
def _once() -> Iterator[None]:
    """Each address is asked for once and answers all questions of this module."""
    yield
    answer.cache_clear()
    html.cache_clear()


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]


@on_every_page_to_read
def test_page_has_one_heading_a_title_and_its_language(page: PublicPage) -> None:
    for language, address in addresses(page):
        shown = html(address)
        assert one(shown, "h1").text.strip(), address
        one(shown, "main#main")
        assert shown.body and shown.body.find("a")["href"] == "#main"  # type: ignore[index]
        assert shown.html and shown.html["lang"] == HTML_LANGUAGE[language]
        assert one(shown, ".site-header__name").text.strip() in one(shown, "title").text


@on_every_page_to_read
def test_page_that_may_be_found_describes_itself(page: PublicPage) -> None:
    for _language, address in addresses(page):
        shown = html(address)
        canonical = one(shown, "link[rel=canonical]")["href"]
        if canonical == settings.SITE_URL + address and not shown.select("meta[name=robots]"):
            assert str(one(shown, "meta[name=description]")["content"]).strip(), address


@on_every_page_to_read
def test_no_id_stands_twice_and_fragments_point_at_something(page: PublicPage) -> None:
    for address in page.addresses(OURS):
        ids = [tag["id"] for tag in html(address).select("[id]")]
        assert len(ids) == len(set(ids)), address
        for link in html(address).select("a[href^='#'], use[href^='#']"):
            assert str(link["href"])[1:] in ids, (address, link)


@on_every_page_to_read
def test_addresses_in_the_head_are_absolute_and_lead_somewhere(page: PublicPage) -> None:
    for language, address in addresses(page):
        head = html(address)
        canonical = str(one(head, "link[rel=canonical]")["href"])
        assert canonical.startswith(f"{settings.SITE_URL}/")
        others = {
            str(link["hreflang"]): str(link["href"])
            for link in head.select("link[rel=alternate][hreflang]")
        }
        assert set(others) == (set(HTML_LANGUAGE.values()) if page.in_languages else set())
        for href in (canonical, *others.values()):
            assert answer(href.removeprefix(settings.SITE_URL)).status_code == 200, href
        if page.in_languages:
            own = others[HTML_LANGUAGE[language]].removeprefix(settings.SITE_URL)
            assert own.partition("?")[0] == address.partition("?")[0]


@on_every_page_to_read
def test_search_engines_are_told_what_the_list_of_pages_says(page: PublicPage) -> None:
    for _language, address in addresses(page):
        robots = html(address).select("meta[name=robots]")
        assert page.is_indexable or robots, address
    if page.in_sitemap and "<" not in page.route:
        assert not html(page.addresses(OURS)[0]).select("meta[name=robots]")


@on_every_page_to_read
def test_telephone_numbers_dial(page: PublicPage) -> None:
    """But where a link stands already, in what one says at the counter, and in what is drawn."""
    quiet = ["a", "blockquote", "h1", "h2", "h3", "option", "pre", "q", "summary", "svg"]
    for _language, address in addresses(page):
        for text in html(address).body.find_all(string=NUMBER):  # type: ignore[union-attr]
            is_quiet = text.find_parent(quiet) or text.find_parent(class_="card--link")
            assert is_quiet, (address, text)


@on_every_page_to_read
def test_nobody_reads_words_of_editors_or_days_of_machines(page: PublicPage) -> None:
    for _language, address in addresses(page):
        for text in html(address).find_all(string=NOT_FOR_READERS):
            assert text.find_parent(["pre", "q", "script", "style"]), (address, text)


@on_every_page
def test_kind_of_the_answer_is_what_the_list_of_pages_says(page: PublicPage) -> None:
    for _language, address in addresses(page):
        if page.kind is not Kind.REDIRECT:
            assert answer(address).headers["Content-Type"].split(";")[0] == page.kind.value


@on_every_page
def test_nobody_is_sent_a_cookie_and_nothing_is_negotiated(page: PublicPage) -> None:
    for _language, address in addresses(page):
        response = answer(address)
        assert not response.cookies and "Set-Cookie" not in response.headers, address
        vary = response.headers.get("Vary", "").lower()
        assert "cookie" not in vary and "accept-language" not in vary, address


@on_every_page
def test_headers_let_nothing_foreign_run(page: PublicPage) -> None:
    for language, address in addresses(page):
        headers = answer(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, address
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Content-Language"] == language


@on_every_page_of_readers
def test_anyone_may_keep_the_page_and_ask_whether_it_changed(page: PublicPage) -> None:
    for _language, address in addresses(page):
        headers = answer(address).headers
        names = QueryDict(address.partition("?")[2])
        kept_by = "private" if page.is_typed(names) else "public"
        assert kept_by in headers["Cache-Control"], address
        if page.kind is Kind.REDIRECT:
            continue
        again = Client().get(address, headers={"if-none-match": headers["ETag"]})
        assert again.status_code == 304 and not again.content, address


@on_every_page_to_read
def test_nothing_on_the_page_needs_a_script_or_breaks_the_policy(page: PublicPage) -> None:
    for _language, address in addresses(page):
        shown = html(address)
        scripted = "style, [style], [onclick], [onchange], [onsubmit], iframe"
        assert not shown.select(f"script:not([type='application/ld+json']), {scripted}"), address
        methods = {str(form["method"]).lower() for form in shown.select("form")}
        assert methods <= ({"get", "post"} if page.takes_post else {"get"}), address
        for tag in shown.select("link[rel=stylesheet], link[rel=icon], img[src]"):
            assert str(tag.get("href") or tag.get("src")).startswith("/static/")


@on_every_page_to_read
def test_every_field_has_a_label_and_every_link_a_name(page: PublicPage) -> None:
    for _language, address in addresses(page):
        shown = html(address)
        for field in shown.select("input:not([type=hidden]), select, textarea"):
            label = field.find_parent("label") or shown.select(f"label[for='{field.get('id')}']")
            assert label, (address, field)
        for group in shown.select("fieldset"):
            assert group.select("legend"), (address, group)
        for link in shown.select("a[href]"):
            assert link.text.strip() or link.get("aria-label"), (address, link)


@on_every_page_to_read
def test_shipped_content_needs_no_fallback(page: PublicPage) -> None:
    for _language, address in addresses(page):
        assert not html(address).select("[data-fallback]"), address


@on_every_page_to_read
def test_every_page_warns_of_fraud_and_is_no_government_site(page: PublicPage) -> None:
    for address in page.addresses(OURS):
        assert one(html(address), ".fraud-footer").select("a[href^='tel:']"), address
        assert "不是政府网站" in one(html(address), ".site-footer").text


@on_every_page
def test_head_answers_like_get_without_a_body(page: PublicPage) -> None:
    for address in page.addresses(OURS):
        head, got = Client().head(address), answer(address)
        assert head.status_code == got.status_code and not head.content, address
        for name in ("ETag", "Cache-Control", "Content-Type", "Location"):
            assert head.headers.get(name) == got.headers.get(name), (address, name)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@on_every_page
def test_only_a_form_takes_what_is_sent(page: PublicPage, method: str) -> None:
    client = Client(headers={"cookie": "sessionid=x"} if page.is_kept else {})
    for address in page.addresses(OURS)[: None if IS_WHOLE else 1]:
        response = getattr(client, method)(address)
        takes_it = page.takes_post and method == "post"
        # What says nothing is shown again, or refused with a page that says so.
        assert response.status_code in ((200, 400) if takes_it else (405,)), address
        assert not response.cookies and (takes_it or "GET" in response.headers["Allow"])


@on_every_page_of_readers
def test_nothing_but_the_address_and_its_own_parameters_changes_a_page(page: PublicPage) -> None:
    """A cookie, a preferred language, what WeChat adds (the wizard drops it by a redirect)."""
    cookie = "django_language=en; sessionid=x"
    client = Client(headers={"accept-language": "en", "cookie": cookie})
    for address in page.addresses(OURS):
        noise = "from=timeline&isappinstalled=0&nsukey=a%2Fb&scene=1"
        noisy = f"{address}{'&' if '?' in address else '?'}{noise}"
        response = client.get(noisy, follow=page.takes_any_parameter)
        assert response.content == answer(address).content, address
        assert not response.cookies, address


def test_every_link_of_every_page_leads_somewhere() -> None:
    """One hop; of a page with many places every so-manieth."""
    links: dict[str, dict[str, None]] = {}
    for page in PAGES:
        for address in page.addresses(OURS) if page.kind is Kind.HTML else ():
            for a in html(address).select("a[href^='/']"):
                link = str(a["href"]).partition("#")[0]
                links.setdefault(page_at(link).name, {})[link] = None
    assert len(links) > 25
    for found in links.values():
        for link in list(found)[:: len(found) // LINKS_A_PAGE + 1]:
            response = Client().get(link, follow=True)
            assert response.status_code == 200, link
