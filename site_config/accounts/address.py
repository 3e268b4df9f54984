"""From where a request comes, and to which side of the site."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

ONE_SUBSCRIBER = 64  # bits: what a provider gives one subscriber, who picks any address of it


def in_admin(request: HttpRequest) -> bool:
    """Whether a request is for the editors' side."""
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}")


def address_of(request: HttpRequest) -> str:
    """The address that a request comes from, of IPv6 the /64; empty where nobody can tell.

    Behind PROXY_DEPTH proxies of our own it is what the outermost of them saw, the entry so far
    from the end of X-Forwarded-For; whatever stands before that entry was written by the client.
    """
    depth: int = settings.PROXY_DEPTH
    if depth == 0:
        return _network(str(request.META.get("REMOTE_ADDR", "")))
    seen = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    return _network(seen[-depth].strip()) if len(seen) >= depth else ""


def _network(text: str) -> str:
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((int(address), ONE_SUBSCRIBER), strict=False))
    return str(address)
