"""A page as it is written down for other processes: compressed, and signed with the site's key."""

from __future__ import annotations

import hashlib
import hmac
import json

import brotli
from django.utils.crypto import salted_hmac

from policies.long_file import LONGEST as LONGEST_PAGE
from site_config.http.kept_page import Page
from site_config.http.long_body import parts_of
from site_config.http.site_state import State

SIGNED = hashlib.sha256().digest_size  # bytes
LONGEST = SIGNED + 2 * LONGEST_PAGE  # bytes; whatever is longer was not written here


def written(name: str, page: Page) -> bytes:
    """A page under its name. The name is signed too, so that no page can stand in for another."""
    form = page.form({"br"})
    head = json.dumps({"status": page.status, "headers": page.headers, "coding": form.coding})
    words = b"".join([head.encode(), b"\n", *parts_of(form.body)])
    return _signature(name, words) + words


def read(name: str, value: bytes, state: State) -> Page | None:
    """The page that was written under a name; None for what this site did not write there."""
    signature, words = value[:SIGNED], value[SIGNED:]
    if not hmac.compare_digest(signature, _signature(name, words)):
        return None
    head, _, body = words.partition(b"\n")
    said = json.loads(head)
    headers = [(str(key), str(each)) for key, each in said["headers"]]
    if not said["coding"]:
        return Page(said["status"], headers, body, state)
    return Page(said["status"], headers, brotli.decompress(body), state, {said["coding"]: body})


def _signature(name: str, words: bytes) -> bytes:
    key = salted_hmac("page", name, algorithm="sha256").digest()
    return hmac.digest(key, words, "sha256")
