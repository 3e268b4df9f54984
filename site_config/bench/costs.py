"""Milliseconds of a processor that an answer costs, asked for inside this process."""

from __future__ import annotations

import datetime as dt
import itertools
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from wsgiref.types import WSGIApplication, WSGIEnvironment

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from policies.models import Policy, Procedure, Region, Source
from site_config.bench.bare import bare, cached
from site_config.export.addresses import units
from site_config.export.asking import ask, environment
from site_config.http.kept_pages import KeptPages

PAGE = "/zh-hans/regions/440300/settle-abroad/"
SEARCH = "/zh-hans/search/?q=%E5%87%BA%E5%9B%BD%E5%AE%9A%E5%B1%85"
WIZARD = "/zh-hans/check/?r=440300&e=settle-abroad&abroad=settled"
COMPARE = "/zh-hans/compare/?regions={}&kind=use"  # the provinces: 31 × 10
LISTS = (Policy, Procedure, Source)
COLD = ("answer", "guide")  # kinds of pages asked for once each
BATCHES = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """What one answer costs, in milliseconds of a processor: the middle of some batches."""

    name: str
    milliseconds: float


class NotMeasured(Exception):
    """The site does not answer what is to be measured."""


def costs(seconds: float, now: dt.datetime) -> Iterator[Cost]:
    """Each for about so many seconds, those of a fresh process first."""
    yield Cost("cold", cold(now))
    site = KeptPages(WSGIHandler())
    etag = ask(PAGE).name
    kinds: dict[str, Callable[[], object]] = {
        "bare": asking(bare(), "/"),
        "cache-middleware": asking(cached(ask(PAGE).html.encode()), PAGE),
        "warm": asking(site, PAGE),
        "not-modified": asking(site, PAGE, {"HTTP_IF_NONE_MATCH": etag}),
        "search": asking(site, SEARCH),
        "wizard": asking(site, WIZARD),
        "compare": asking(WSGIHandler(), COMPARE.format(",".join(provinces()))),
        "admin-lists": admin_lists,
    }
    for name, call in kinds.items():
        yield Cost(name, milliseconds(call, seconds))


def provinces() -> list[str]:
    rows = Region.objects.filter(level=Region.Level.PROVINCE).order_by("code")
    return list(rows.values_list("code", flat=True))


def milliseconds(call: Callable[[], object], seconds: float) -> float:
    """What a call costs: the middle of batches that take so many seconds in all."""
    call()
    started = time.process_time()
    call()
    times = max(1, int(seconds / BATCHES / max(time.process_time() - started, 1e-6)))
    return statistics.median(_batch(call, times) for _batch_number in range(BATCHES))


def _batch(call: Callable[[], object], times: int) -> float:
    started = time.process_time()
    for _time in range(times):
        call()
    return (time.process_time() - started) / times * 1000


def cold(now: dt.datetime, most: int = 60) -> float:
    """A page that this process never made, after others: the middle of some, each made once."""
    every = (unit[0] for unit in units(timezone.localdate(now), now))
    pages = [each for each in every if is_cold_page(each)]
    taken = pages[:: max(1, len(pages) // most)]
    if not taken:
        raise NotMeasured("no content: load_content")
    ask(PAGE)
    return statistics.median(_once(ask, each) for each in taken if each != PAGE)


def is_cold_page(address: str) -> bool:
    parts = address.strip("/").split("/")
    return parts[1:2] in (["regions"], ["guides"]) and address.endswith("/") and len(parts) > 2


def _once(call: Callable[[str], object], address: str) -> float:
    started = time.process_time()
    call(address)
    return (time.process_time() - started) * 1000


def asking(
    application: WSGIApplication, address: str, headers: WSGIEnvironment | None = None
) -> Callable[[], None]:
    """A call that asks an application for an address, as a server would."""
    asked = environment(address) | (headers or {})

    def call() -> None:
        told: list[str] = []

        def start(
            status: str, headers: list[tuple[str, str]], error: object = None, /
        ) -> Callable[..., object]:
            told.append(status)
            return told.append

        parts: Iterable[bytes] = application(dict(asked), start)
        for _part in parts:
            pass
        if told[0][:3] not in ("200", "304"):
            raise NotMeasured(f"{address}: {told[0]}")

    return call


_next = itertools.count()


def admin_lists() -> None:
    """The lists of rules, procedures and sources in turn, as an administrator sees them."""
    model = LISTS[next(_next) % len(LISTS)]
    request = WSGIRequest(environment(f"/admin/{model._meta.label_lower.replace('.', '/')}/"))
    request.user = User(pk=0, username="bench", is_active=True, is_staff=True, is_superuser=True)
    response = admin.site._registry[model].changelist_view(request)
    if isinstance(response, TemplateResponse):
        response.render()
    if not isinstance(response, HttpResponse) or response.status_code != 200:
        raise NotMeasured(str(model))
