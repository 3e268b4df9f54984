"""The checklist of every public page: what holds for all of them, in each language."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from tests.shipped import LANGUAGES, fetch, one

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
PAGES = (
    "/",
    "/regions/",
    "/regions/?q=gulou",
    "/regions/100000/",
    "/regions/440300/",
    "/regions/320106/",
    "/regions/440300/settle-abroad/",
    "/regions/110000/cash-while-insured/?on=2022-08-31",
    "/regions/320106/family-sharing/",
    "/regions/440300/serious-illness/",
    "/scenarios/",
    "/scenarios/settle-abroad/",
    "/compare/",
    "/compare/?regions=440300,110000&kind=use&on=2027-01-01",
    "/check/",
    "/check/?e=death",
    "/check/?q=gulou",
    "/check/?r=440300",
    "/check/?r=440300&e=settle-abroad",
    "/check/?r=440300&e=settle-abroad&abroad=settled",
    "/check/?r=110000&e=cash-while-insured",
    "/sources/",
    "/sources/nation-civil-code/",
)
FILES = ("/compare.csv", "/compare.json")
everywhere = pytest.mark.parametrize("language", LANGUAGES)
on_every_page = pytest.mark.parametrize("path", PAGES)
HREFLANG = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


def get(language: str, path: str, **headers: Any) -> Any:
    response = Client().get(f"/{language}{path}", headers=headers)
    assert response.status_code == 200, path
    return response


@everywhere
@on_every_page
def test_frame(language: str, path: str) -> None:
    """One h1, the landmarks, the way past the navigation, and the other languages."""
    page = BeautifulSoup(get(language, path).content, "html.parser")
    assert one(page, "h1").text.strip()
    one(page, "main#main")
    assert page.body and page.body.find("a")["href"] == "#main"  # type: ignore[index]
    assert page.html and page.html["lang"] == HREFLANG[language]
    assert one(page, ".site-header__name").text.strip() in one(page, "title").text
    assert str(one(page, "meta[name=description]")["content"]).strip() or "check" in path


@on_every_page
def test_no_id_stands_twice(path: str) -> None:
    ids = [tag["id"] for tag in fetch(f"/zh-hans{path}").select("[id]")]
    assert len(ids) == len(set(ids))


@everywhere
@on_every_page
def test_addresses_in_the_head_are_absolute_and_lead_somewhere(language: str, path: str) -> None:
    page = BeautifulSoup(get(language, path).content, "html.parser")
    canonical = str(one(page, "link[rel=canonical]")["href"])
    assert canonical.startswith(f"{settings.SITE_URL}/{language}/")
    alternates = {
        str(link["hreflang"]): str(link["href"])
        for link in page.select("link[rel=alternate][hreflang]")
    }
    assert set(alternates) == set(HREFLANG.values())
    for href in (canonical, *alternates.values()):
        assert Client().get(href.removeprefix(settings.SITE_URL)).status_code == 200, href
    own = alternates[HREFLANG[language]].removeprefix(settings.SITE_URL)
    assert own.partition("?")[0] == f"/{language}{path.partition('?')[0]}"


@everywhere
@pytest.mark.parametrize("path", PAGES + FILES)
def test_headers_let_anyone_keep_the_page_and_nothing_run(language: str, path: str) -> None:
    response = get(language, path)
    assert not response.cookies and "Set-Cookie" not in response.headers
    vary = response.headers.get("Vary", "").lower()
    assert "cookie" not in vary and "accept-language" not in vary
    assert "public" in response.headers["Cache-Control"]
    assert response.headers["ETag"]
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Content-Language"] == language


@everywhere
@on_every_page
def test_nothing_on_the_page_needs_a_script_or_breaks_the_policy(language: str, path: str) -> None:
    page = BeautifulSoup(get(language, path).content, "html.parser")
    assert not page.select("script, style, [style], [onclick], [onchange], [onsubmit], iframe")
    assert all(str(form["method"]).lower() == "get" for form in page.select("form"))
    for tag in page.select("link[rel=stylesheet], link[rel=icon], img[src]"):
        assert str(tag.get("href") or tag.get("src")).startswith("/static/")


@everywhere
@on_every_page
def test_every_field_has_a_label_and_every_table_its_headings(language: str, path: str) -> None:
    page = BeautifulSoup(get(language, path).content, "html.parser")
    for field in page.select("input:not([type=hidden]), select, textarea"):
        named = field.find_parent("label") or page.select(f"label[for='{field.get('id')}']")
        assert named, field
    for group in page.select("fieldset"):
        assert group.select("legend")
    for link in page.select("a[href]"):
        assert link.text.strip() or link.get("aria-label"), link


@everywhere
@on_every_page
def test_shipped_content_needs_no_fallback(language: str, path: str) -> None:
    page = BeautifulSoup(get(language, path).content, "html.parser")
    assert not page.select("[data-fallback]")


@on_every_page
def test_every_page_warns_of_fraud_and_is_no_government_site(path: str) -> None:
    page = fetch(f"/zh-hans{path}")
    assert one(page, ".fraud-footer").select("a[href^='tel:']")
    assert "不是政府网站" in one(page, ".site-footer").text


@pytest.mark.parametrize("path", PAGES + FILES)
def test_head_answers_like_get_without_a_body(path: str) -> None:
    address = f"/zh-hans{path}"
    head, got = Client().head(address), Client().get(address)
    assert head.status_code == 200 and not head.content
    for name in ("ETag", "Cache-Control", "Content-Type"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", PAGES + FILES)
def test_other_methods_are_refused(path: str, method: str) -> None:
    response = getattr(Client(), method)(f"/zh-hans{path}")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"] and not response.cookies


@pytest.mark.parametrize("session", ["x", "abcdefghijklmnopqrstuvwxyz012345"])
@pytest.mark.parametrize("path", PAGES + FILES)
def test_cookies_and_preferred_languages_change_nothing(path: str, session: str) -> None:
    plain = Client().get(f"/zh-hans{path}")
    cookie = f"django_language=en; sessionid={session}"
    client = Client(headers={"accept-language": "en", "cookie": cookie})
    other = client.get(f"/zh-hans{path}")
    assert other.content == plain.content and not other.cookies
    assert "cookie" not in other.headers.get("Vary", "").lower()


@on_every_page
def test_wechats_parameters_change_no_page_and_no_canonical(path: str) -> None:
    if path.startswith("/check/?r="):
        return  # the wizard drops them by a redirect
    address = f"/zh-hans{path}"
    glue = "&" if "?" in path else "?"
    noisy = f"{address}{glue}from=timeline&isappinstalled=0&nsukey=a%2Fb&scene=1"
    assert Client().get(noisy).content == Client().get(address).content


def test_every_link_of_every_page_leads_somewhere() -> None:
    """One hop over all the internal links that any page of the list shows."""
    links = set()
    for path in PAGES:
        page = fetch(f"/zh-hans{path}")
        links |= {str(a["href"]) for a in page.select("a[href^='/']")}
    ours = sorted(link.partition("#")[0] for link in links if is_ours(link))
    assert len(ours) > 200
    for link in dict.fromkeys(sample(ours)):
        status = Client().get(link).status_code
        assert status in (200, 302), link
        if status == 302:
            assert "/check/" in link


def is_ours(link: str) -> bool:
    """Whether an address belongs to policies; guides have tests of their own."""
    return bool(re.match(r"/[a-z-]+/(regions|scenarios|compare|check|sources|$)", link))


def sample(links: list[str]) -> list[str]:
    """Every address of few, every third of the many tiles and cells."""
    return links if len(links) < 300 else links[::3]


def test_fragments_point_at_something() -> None:
    for path in PAGES:
        page = fetch(f"/zh-hans{path}")
        for link in page.select("a[href^='#'], use[href^='#']"):
            assert page.select(f"[id='{str(link['href'])[1:]}']"), (path, link)


def test_the_root_leads_to_simplified_chinese_and_keeps_the_query() -> None:
    response = Client(headers={"accept-language": "en"}).get("/?from=timeline")
    assert response.status_code == 302
    assert response.headers["Location"] == "/zh-hans/?from=timeline"
    assert not response.cookies
