"""The message somebody was sent: which fact-checks it is like, and the lawful way.

What is pasted is compared and forgotten: no cookie, no row, no line in a log, no cache. Of what a
stranger wrote nothing comes back that leads anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from guides.models import FactCheck
from guides.models.feedback import MASK, mask_personal_numbers
from guides.search.alike import alike
from guides.search.fraud import is_fraud, signs_shown
from guides.search.index import State
from guides.search.matters import matters
from guides.views.fact_check_cards import FactCheckCard, fact_check_card
from policies.views.page import Reader, reader_of, render_page
from policies.views.values import ScenarioCard, scenario_card

MOST_SIGNS = 4
FIELD, LONGEST, LONGEST_SHOWN = "message", 4000, 80
MUCH_TOO_LONG = 8 * LONGEST  # not even read
LONGEST_MASKED = 4 * LONGEST_SHOWN  # of which no more is shown; the cost grows with the square
# Addresses in any script, accounts, numbers: what is joined by signs of addresses, runs with a
# digit in them, and what is called somebody's account.
LEADS_SOMEWHERE = re.compile(
    r"[A-Za-z0-9\u00c0-\u024f\u0400-\u04ff_%+~#-]+(?:[.@:/?=&。]+[\w%+~#-]+)+/?"
    r"|[\w-]+(?:\.[\w-]+)+(?:/\S*)?|(?=[A-Za-z_-]*\d)[A-Za-z0-9_+-]{4,}"
    r"|(?<=微信)\W{0,3}号?\W{0,2}[A-Za-z][\w-]{3,}|(?i:(?<=wechat)|(?<=vx)|(?<=qq))\W{1,3}[\w-]{4,}"
)
NOT_SEEN = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class MessagePage:
    """What was pasted, cut short, and what it is like; `error` is what is wrong with it."""

    said: str = ""
    is_fraud: bool = False
    signs: list[str] = field(default_factory=list)  # of a fraud, in a reader's words
    checks: list[FactCheckCard] = field(default_factory=list)
    instead: list[ScenarioCard] = field(default_factory=list)
    spoken_of: list[ScenarioCard] = field(default_factory=list)  # where it is like nothing
    error: str = ""
    status: int = 200


# Without CSRF token, like the form of reports: a forged post can do no more than an honest one.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def message_page(request: HttpRequest) -> HttpResponse:
    """The box, and what the message that was pasted into it is like."""
    if request.method == "POST":
        return answered(request)
    return shown(request, MessagePage(), reader_of(request))


@never_cache
def answered(request: HttpRequest) -> HttpResponse:
    """What a message is like. 400 for an empty one, 413 for one that is too long."""
    reader = reader_of(request)
    try:
        pasted = request.POST.get(FIELD, "")
    except RequestDataTooBig:
        pasted = " " * (MUCH_TOO_LONG + 1)
    return shown(request, judged(pasted, reader), reader)


def shown(request: HttpRequest, page: MessagePage, reader: Reader) -> HttpResponse:
    """The page in its frame."""
    return render_page(
        request,
        "guides/message.html",
        {"page": page, "longest": LONGEST},
        reader=reader,
        title=_("收到的消息，像不像骗局？"),
        description=_("把别人发给你的话贴在这里，看看和哪条辟谣像。贴的字不保存。"),
        crumbs=[(_("辟谣"), reverse("fact-check-list")), (_("收到的消息"), None)],
        status=page.status,
    )


def judged(pasted: str, reader: Reader) -> MessagePage:
    """What is to be said of a message. Three queries at most, one of them once a publication."""
    message = readable(pasted) if len(pasted) <= MUCH_TOO_LONG else pasted
    if len(message) > LONGEST:
        return MessagePage(error=_("太长了：最多 %d 个字。") % LONGEST, status=413)
    if not any(each.isalnum() for each in message):
        return MessagePage(error=_("请把收到的话贴在这里。"), status=400)
    keys = alike(message, State(reader.published, reader.language, reader.at))
    rows = FactCheck.objects.filter(pk__in=keys).select_related("instead")
    found = sorted(rows, key=lambda row: keys.index(row.pk))
    lawful = dict.fromkeys(row.instead for row in found if row.instead)
    spoken_of = matters(message) if not found else []
    is_one = is_fraud(message)
    return MessagePage(
        said=without_leads(message),
        is_fraud=is_one or FactCheck.Verdict.SCAM in {row.verdict for row in found},
        signs=signs_in_words(message) if is_one else [],
        checks=[fact_check_card(row, reader) for row in found],
        instead=[scenario_card(each, reader) for each in lawful],
        spoken_of=[
            scenario_card(each, reader)
            for each in reader.vocabulary.scenarios
            if each.code in spoken_of
        ],
    )


def signs_in_words(message: str) -> list[str]:
    """The signs in what decided, what weighs most first; none of the message's own words."""
    words = {
        "give": _("要你给出密码、验证码、卡或证件"),
        "pay": _("要你先付钱，或者转账"),
        "control": _("要你装软件、共享屏幕、刷脸"),
        "link": _("要你点链接、扫码"),
        "contact": _("要你加陌生人，或者找他联系"),
        "cash": _("说能把账户里的钱变成现金或东西"),
        "trade": _("要买、租、借你的卡、码或药"),
        "share": _("讲抽成、报酬"),
        "discount": _("讲打几折"),
        "bait": _("说有一笔钱、一份礼给你"),
        "threat": _("说卡要停、账户有问题"),
        "hush": _("叫你别告诉别人"),
        "false": _("代办假材料、假住院"),
        "kin": _("自称亲友换了号码，急着用钱"),
    }
    return [words[sign] for sign in signs_shown(message) if sign in words][:MOST_SIGNS]


def readable(pasted: str) -> str:
    """A text without what cannot be seen, NUL too; lines stay lines."""
    lines = pasted.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        each for each in lines if each == "\n" or unicodedata.category(each) not in NOT_SEEN
    ).strip()


def without_leads(message: str) -> str:
    """The beginning of a message on one line, without addresses, accounts and numbers."""
    one_line = " ".join(unicodedata.normalize("NFKC", message).split())
    masked = LEADS_SOMEWHERE.sub(MASK, mask_personal_numbers(one_line[:LONGEST_MASKED]))
    is_whole = len(one_line) <= LONGEST_MASKED and len(masked) <= LONGEST_SHOWN
    return masked if is_whole else masked[:LONGEST_SHOWN] + "…"
