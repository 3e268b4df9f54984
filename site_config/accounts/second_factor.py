"""The second factor of an account: a code of the day's half minute, from a phone (TOTP, RFC 6238).

The phone's key and the recovery codes are rows of django-otp; its own slowing down has no end and
is switched off in favour of `throttle`.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
import unicodedata
from base64 import b32encode
from io import StringIO

import segno
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.safestring import SafeString
from django_otp import verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from policies.qr import qr_inline

OFFERED, IN_TERMINAL = "手机", "终端"  # where the key was shown
OFFERED_FOR = dt.timedelta(days=1)
RECOVERY_CODES = 10
# Without letters and digits that look alike; 10 of 31 are about 49 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 10


def is_enforced() -> bool:
    """Whether nobody comes in without it."""
    return bool(settings.SECOND_FACTOR_ENFORCED)


def is_set(user: User) -> bool:
    """Whether an account has a phone that has proved itself."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def new_phone(user: User, offered: int | None = None) -> TOTPDevice:
    """The key that a new phone is to take: the one `offered` (its primary key), or another.

    Each session is offered its own, so that whoever saw the page of somebody else, with a stolen
    password, does not know the key that its owner takes later.
    """
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False, pk=offered).first()
    return waiting or TOTPDevice.objects.create(user=user, name=OFFERED, confirmed=False)


def phone_in_terminal(user: User) -> TOTPDevice:
    """The key that a terminal shows, once; no page ever does."""
    return TOTPDevice.objects.create(user=user, name=IN_TERMINAL, confirmed=is_enforced())


def confirm_phone(user: User, code: str, offered: int | None) -> TOTPDevice | None:
    """The new phone, in place of the former one, if the code is of the key that was offered or of
    the one in the terminal; None if it is not."""
    if not is_of_phone(code):
        return None
    with transaction.atomic():
        mine = Q(pk=offered) | Q(name=IN_TERMINAL)
        waiting = TOTPDevice.objects.select_for_update().filter(mine, user=user, confirmed=False)
        for phone in waiting.order_by("-pk"):
            if phone.verify_token(plain(code)):
                TOTPDevice.objects.filter(user=user).exclude(pk=phone.pk).delete()
                phone.confirmed = True
                phone.save()
                return phone
    return None


def renew_recovery_codes(user: User) -> list[str]:
    """Ten new codes in place of all former ones, each good for one time."""
    codes = [
        "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)) for _ in range(RECOVERY_CODES)
    ]
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="恢复码")
        StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    half = CODE_LENGTH // 2
    return [f"{code[:half]}-{code[half:]}" for code in codes]


def recovery_codes_left(user: User) -> int:
    """How many of them have not been used."""
    return int(StaticToken.objects.filter(device__user=user).count())


def accepted(user: User, code: str) -> Device | None:
    """What accepted a code: the phone, or the recovery codes; None if neither. Uses the code up."""
    kind = TOTPDevice if is_of_phone(code) else StaticDevice
    for device in kind.objects.filter(user=user, confirmed=True):
        if found := verify_token(user, device.persistent_id, plain(code)):
            return found
    return None


def is_recovery(device: Device) -> bool:
    """Whether it was a recovery code that was accepted."""
    return isinstance(device, StaticDevice)


def reset(user: User) -> None:
    """As if it had never been set; sessions that it had proved are over where it is enforced."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def prune(at: dt.datetime) -> None:
    """Forget keys that were offered and that no phone took."""
    old = at - OFFERED_FOR
    TOTPDevice.objects.filter(confirmed=False, name=OFFERED, created_at__lt=old).delete()


def key_in_groups(phone: TOTPDevice) -> str:
    """The key, to be typed where nothing can be scanned."""
    key = b32encode(phone.bin_key).decode()
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def qr_of(phone: TOTPDevice) -> SafeString:
    """The key as an image."""
    return qr_inline(phone.config_url, scale=5)


def qr_for_terminal(phone: TOTPDevice) -> str:
    """The key as an image of signs, for a dark terminal."""
    text = StringIO()
    segno.make(phone.config_url, error="m").terminal(text, compact=True, border=2)
    return text.getvalue()


def plain(code: str) -> str:
    """A code as it is stored, however it was typed."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", code)).lower()


def is_of_phone(code: str) -> bool:
    """Whether a code looks like one that a phone shows."""
    return re.fullmatch(r"[0-9]{6}", plain(code)) is not None
