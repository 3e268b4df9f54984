"""Tries in vain are slowed down, by account and by address, and nobody is locked out for good.

A try is counted before it is judged, so that a hundred at once are a hundred; who then gets in has
the count taken back. After some tries that cost nothing, each further one has to wait twice as long
as the one before, a quarter of an hour at most; what was tried while waiting is neither judged nor
counted. Whoever got in with a browser, or from an address, before is counted apart from strangers
(OWASP: "device cookies"), so that no stranger's tries on a name keep its owner out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.crypto import salted_hmac

from site_config.accounts.models import Tries

FIRST_WAIT = dt.timedelta(seconds=30)
LONGEST_WAIT = dt.timedelta(minutes=15)
FORGOTTEN_AFTER = dt.timedelta(days=1)
KNOWN_FOR = dt.timedelta(days=90)
FREE_FOR_ACCOUNT, FREE_FOR_ADDRESS, FREE_FOR_CODE = 5, 20, 3


@dataclass(frozen=True, slots=True)
class Counted:
    """What one try is counted under: a kind of count, whose it is, and how many are free."""

    key: str
    free: int
    is_shared: bool = False  # by people who have nothing to do with one another


@dataclass(frozen=True, slots=True)
class Try:
    """A try that may be judged, or `wait`, for which it may not."""

    counted: tuple[Counted, ...]
    at: dt.datetime
    wait: dt.timedelta = dt.timedelta(0)


def counted(kind: str, *whose: str, free: int, is_shared: bool = False) -> Counted:
    """The count of a kind, e.g. of tries on an account."""
    digest = salted_hmac("accounts.tries", "\n".join((kind, *whose)), algorithm="sha256")
    return Counted(digest.hexdigest(), free, is_shared)


def password_try(account: str, address: str, device: str, at: dt.datetime) -> Try:
    """Count a try of a password.

    account: the name as it was typed, `address` as `address_of` gives it, `device` the mark of a
    browser that has signed in to this account before; both empty if unknown.
    """
    account = account.casefold()
    if device:
        return _taken([counted("device", account, device, free=FREE_FOR_ACCOUNT)], at)
    here = _of_place(account, address)
    if address and is_known(account, address, at):
        return _taken([here], at)
    return _taken([counted("account", account, free=FREE_FOR_ACCOUNT), *_of_address(address)], at)


def code_try(account: str, address: str, device: str, at: dt.datetime) -> Try:
    """Count a try of a code by somebody who knew the password; the same arguments."""
    whose = ("device", device) if device else ("others",)
    mine = counted("code", account.casefold(), *whose, free=FREE_FOR_CODE)
    return _taken([mine, *([] if device else _of_address(address))], at)


def is_known(account: str, address: str, at: dt.datetime) -> bool:
    """Whether somebody signed in to an account from an address lately."""
    key = _of_place(account.casefold(), address).key
    return Tries.objects.filter(key=key, succeeded_at__gt=at - KNOWN_FOR).exists()


def got_in(tried: Try) -> None:
    """Take back what a try was counted as: it was right.

    What belongs to one account begins anew; an address gets back what this try took, or else one
    account of one's own would pay for any number of tries on those of others.
    """
    with transaction.atomic():
        for row, of in _rows(tried):
            row.failures = max(row.failures - 1, 0) if of.is_shared else 0
            row.blocked_until = None
            row.save()


def remember_place(account: str, address: str, at: dt.datetime) -> None:
    """Know from now on that an account signs in from an address."""
    if address:
        Tries.objects.update_or_create(
            key=_of_place(account.casefold(), address).key,
            defaults={"failures": 0, "blocked_until": None, "last_at": at, "succeeded_at": at},
        )


def release(account: str) -> None:
    """Forget what strangers tried on an account."""
    account = account.casefold()
    keys = [
        counted("account", account, free=FREE_FOR_ACCOUNT).key,
        counted("code", account, "others", free=FREE_FOR_CODE).key,
    ]
    Tries.objects.filter(key__in=keys).delete()


def prune(at: dt.datetime) -> None:
    """Forget what counts no longer."""
    old = Tries.objects.filter(last_at__lt=at - FORGOTTEN_AFTER)
    old.exclude(succeeded_at__gt=at - KNOWN_FOR).delete()


def wait_after(failures: int, free: int) -> dt.timedelta:
    """How long whoever failed so often has to wait."""
    if failures < free:
        return dt.timedelta(0)
    doublings = min(failures - free, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def _of_place(account: str, address: str) -> Counted:
    return counted("place", account, address, free=FREE_FOR_ACCOUNT)


def _of_address(address: str) -> list[Counted]:
    if not address:
        return []
    return [counted("address", address, free=FREE_FOR_ADDRESS, is_shared=True)]


def _taken(counts: Iterable[Counted], at: dt.datetime) -> Try:
    tried = Try(tuple(counts), at)
    with transaction.atomic():
        new = [Tries(key=of.key, last_at=at) for of in tried.counted]
        Tries.objects.bulk_create(new, ignore_conflicts=True)
        rows = _rows(tried)
        waits = [row.blocked_until - at for row, _ in rows if row.blocked_until]
        wait = max(waits, default=dt.timedelta(0))
        if wait > dt.timedelta(0):
            return replace(tried, wait=wait)
        for row, of in rows:
            _count(row, of, at)
    return tried


def _count(row: Tries, of: Counted, at: dt.datetime) -> None:
    if row.last_at < at - FORGOTTEN_AFTER:
        row.failures = 0
    row.failures += 1
    wait = wait_after(row.failures, of.free)
    row.last_at, row.blocked_until = at, at + wait if wait else None
    row.save()


def _rows(tried: Try) -> list[tuple[Tries, Counted]]:
    """The rows of a try, locked in one order."""
    by_key = {of.key: of for of in tried.counted}
    rows = Tries.objects.select_for_update().filter(key__in=by_key).order_by("key")
    return [(row, by_key[row.key]) for row in rows]
