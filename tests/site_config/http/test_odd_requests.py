"""However a request is written: the same bytes, one page kept, bounded memory."""

from __future__ import annotations

import gzip
from random import Random
from urllib.parse import quote

import brotli
import pytest
from django.core.wsgi import get_wsgi_application
from hypothesis import given, settings
from hypothesis import strategies as st

from site_config.http.kept_page import LONGEST_ACCEPTED, codings, has_it
from site_config.http.kept_pages import LONGEST_ADDRESS, _kept_address, forget_encoding
from tests.running import IS_LONG, examples
from tests.site_config.http.kept_site import PATH, WORDS, Server, Site, one_connection

MANY = 10_000 if IS_LONG else 300
READ = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
NAME = 'W/"a"'


@pytest.fixture
def server() -> Server:
    return Server(Site())


def kept(server: Server) -> int:
    return len(server.kept._kept)


def test_parameters_that_no_page_reads_make_no_other_page(server: Server) -> None:
    random = Random(11)  # noqa: S311 - parameters of a test
    for _time in range(MANY):
        pairs = [f"{word(random)}={quote(word(random))}" for _n in range(random.randrange(1, 6))]
        answer = server.ask(f"{PATH}?{'&'.join(pairs)}")
        assert answer.body.decode() == WORDS
    assert server.made == 1 and kept(server) == 1


def word(random: Random) -> str:
    """A name that no page reads, or a value: letters of any kind."""
    letters = random.choices("abcäжф字🙂-_.~%27[]", k=random.randrange(1, 12))
    return "x" + "".join(quote(each) for each in letters)


@pytest.mark.parametrize("number", [300, 3000])
def test_a_list_without_end_is_no_page_to_keep(server: Server, number: int) -> None:
    regions = ",".join(str(110000 + n) for n in range(number))
    for _time in range(2):
        assert server.ask(f"/zh-hans/compare/?regions={regions}").status == "200 OK"
    assert server.made == 2 and kept(server) == 0


def test_what_is_remembered_of_addresses_has_an_end(server: Server) -> None:
    for number in range(4200):
        server.ask(f"{PATH}?x={number}")
    assert _kept_address.cache_info().currsize <= 4096 and server.made == 1
    assert codings.cache_info().maxsize and has_it.cache_info().maxsize
    assert LONGEST_ADDRESS * 4096 < 16 * 1024 * 1024


RANGES = [
    "bytes=0-0",
    "bytes=-1",
    "bytes=5-2",
    "bytes=0-1,3-4",
    "bytes=999999-",
    "x",
    "bytes=" * 99,
]


@pytest.mark.parametrize("asked", RANGES)
def test_a_range_is_answered_with_the_whole_page(server: Server, asked: str) -> None:
    whole = server.ask()
    part = server.ask(HTTP_RANGE=asked, HTTP_IF_RANGE=NAME)
    assert part.status == "200 OK" and part.body == whole.body
    assert "Content-Range" not in part.headers and server.made == 1


ACCEPTED = {
    "br;q=0": "",
    "br;q=0.0, gzip": "gzip",
    "gzip;q=0, br;q=0, *": "",
    "*": "",
    "*;q=0": "",
    "identity": "",
    "identity;q=0": "",
    "gzip;q=0.001": "gzip",
    "br;q=abc": "br",
    "br;q=": "br",
    "br;;q=0": "br",
    "x-gzip": "",
    "GZIP , BR": "br",
    "gzip\tbr": "",
    "br" * 400: "",
    ", ," * 400 + "br": "",
    "brotli, deflate, zstd": "",
    "\xff\xfe": "",
}


@pytest.mark.parametrize("accepted", ACCEPTED)
def test_odd_compressions_are_answered_with_what_they_surely_take(
    server: Server, accepted: str
) -> None:
    answer = server.ask(HTTP_ACCEPT_ENCODING=accepted)
    coding = answer.headers.get("Content-Encoding", "")
    assert coding == ACCEPTED[accepted]
    assert READ[coding](answer.body).decode() == WORDS


@settings(max_examples=examples(60))
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_header_of_a_reader_breaks_a_page(accepted: str, known: str) -> None:
    server = Server(Site())
    answer = server.ask(HTTP_ACCEPT_ENCODING=accepted, HTTP_IF_NONE_MATCH=known)
    coding = answer.headers.get("Content-Encoding", "")
    assert answer.status in ("200 OK", "304 Not Modified")
    assert answer.status.startswith("304") or READ[coding](answer.body).decode() == WORDS
    assert server.made == kept(server) == 1


LISTS = {
    '"a"': True,
    'W/"a"': True,
    'w/"a"': False,
    '"b", W/"c", "a"': True,
    '"b",W/"c",W/"a"': True,
    '"a, b"': False,
    "a": False,
    '"A"': False,
    "*": False,  # whoever has any page of the site; this one is given
    "": False,
    '"': False,
    ", ".join(f'W/"{n:024}"' for n in range(200)) + ', "a"': True,
    ", ".join(f'"{n}"' for n in range(5000)) + ', "a"': False,  # further than is read
}


@pytest.mark.parametrize("known", LISTS, ids=lambda known: f"{known[:20]} {len(known)}")
def test_not_modified_is_said_to_who_names_the_page_among_others(
    server: Server, known: str
) -> None:
    answer = server.ask(HTTP_IF_NONE_MATCH=known)
    assert answer.status.startswith("304" if LISTS[known] else "200")
    assert answer.headers["ETag"] == NAME and server.made == 1
    assert answer.body == b"" if LISTS[known] else answer.body.decode() == WORDS


def test_other_conditions_than_names_are_not_looked_at(server: Server) -> None:
    whole = server.ask()
    for header, value in {
        "HTTP_IF_MODIFIED_SINCE": "Fri, 31 Dec 2100 23:59:59 GMT",
        "HTTP_IF_UNMODIFIED_SINCE": "Thu, 01 Jan 1970 00:00:00 GMT",
        "HTTP_IF_MATCH": '"other"',
    }.items():
        answer = server.ask(**{header: value})
        assert answer.status == "200 OK" and answer.body == whole.body
    assert server.made == 1


FORWARDED = {
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_X_FORWARDED_FOR": "1.2.3.4, 5.6.7.8",
    "HTTP_X_FORWARDED_PORT": "99999",
    "HTTP_X_FORWARDED_PREFIX": "/evil",
    "HTTP_X_ORIGINAL_URL": "/admin/",
    "HTTP_X_REWRITE_URL": "/admin/",
    "HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE",
    "HTTP_FORWARDED": "host=evil.example;proto=https",
    "HTTP_ACCEPT_LANGUAGE": "en",
    "HTTP_ACCEPT": "application/json",
    "HTTP_USER_AGENT": "MicroMessenger",
    "HTTP_REFERER": "https://evil.example/",
}


@pytest.mark.parametrize("header", FORWARDED)
def test_headers_that_proxies_write_change_nothing(server: Server, header: str) -> None:
    whole = server.ask()
    assert server.ask(**{header: FORWARDED[header]}).body == whole.body
    assert server.made == 1 and kept(server) == 1


ENCODINGS = ("cp037", "utf-16", "utf-7", "base64", "rot13", "gbk", "gibtsnicht", "utf-8")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_address_is_read_in_no_encoding_that_a_reader_claims(
    content: None, encoding: str, method: str
) -> None:
    """Else everybody after finds what was made of an address that nobody could read."""
    site = Server(get_wsgi_application())
    address = "/zh-hans/compare/?regions=440300,310000"
    claimed = {"CONTENT_TYPE": f"text/plain; charset={encoding}"}
    with one_connection():
        first = site.ask(address, method, **claimed)
        told = site.ask(address).body.decode()
    assert first.status == "200 OK"
    assert "深圳市" in told and "上海市" in told and "广州市" not in told


@pytest.mark.django_db
@pytest.mark.parametrize(
    "claimed", ["; charset=base64", "; charset*=utf-8''base64", "; x=utf-8; charset=rot13", ";;="]
)
def test_a_form_in_another_encoding_than_ours_is_no_error_of_the_site(
    content: None, claimed: str
) -> None:
    form = {"CONTENT_TYPE": f"application/x-www-form-urlencoded{claimed}", "CONTENT_LENGTH": "0"}
    with one_connection():
        answer = Server(get_wsgi_application()).ask("/zh-hans/message/?x=1", "POST", **form)
    assert answer.status.startswith("4")


@pytest.mark.parametrize(
    "written",
    [
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=UTF-8",
        "multipart/form-data; boundary=----WebKitFormBoundaryAbC123",
        'multipart/form-data; boundary="a b"; charset=utf-8',
        "multipart/form-data;boundary=----=_Part_1_23.45",
    ],
)
def test_what_browsers_say_of_forms_is_heard(written: str) -> None:
    request = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": written}
    forget_encoding(request)
    assert request["CONTENT_TYPE"] == written


@pytest.mark.parametrize(
    "host", ["evil.example", "", "testserver@evil.example", "testserver:x", "[::1", "a" * 3000]
)
def test_no_page_is_kept_for_a_host_that_is_not_ours(server: Server, host: str) -> None:
    server.ask(HTTP_HOST=host)
    assert kept(server) == 0


def test_a_header_is_read_to_its_limit_only(server: Server) -> None:
    long = "x," * LONGEST_ACCEPTED + "br"
    assert "Content-Encoding" not in server.ask(HTTP_ACCEPT_ENCODING=long).headers
