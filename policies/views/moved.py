"""One redirect for ever, with the part of the query that means something to this site."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.urls import resolve

from policies.public_page import known_parameters, page_of


def moved_to(
    address: str, request: HttpRequest, replaced: Collection[str] = ()
) -> HttpResponsePermanentRedirect:
    """To another address of this site, in one hop.

    Kept of the query is what any page of this site reads; all of it where the page takes any. What
    others added (WeChat) is dropped. The address's own parameters come first and replace what was
    asked, and so for those in `replaced`. Raises Resolver404.
    """
    target = urlsplit(address)
    own = parse_qsl(target.query, keep_blank_values=True)
    page = page_of(resolve(target.path))
    own_names = {name for name, _value in own}.union(replaced)
    known = known_parameters() - own_names
    asked = [(name, value) for name, values in request.GET.lists() for value in values]
    takes_any = page is not None and page.takes_any_parameter
    kept = [pair for pair in asked if pair[0] in known or (takes_any and pair[0] not in own_names)]
    query = urlencode([*own, *kept], safe=",")
    return HttpResponsePermanentRedirect(urlunsplit(target._replace(query=query)))
