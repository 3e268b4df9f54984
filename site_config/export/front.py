"""What nginx must know of a copy beside its files: what moved or is gone, which regions there are,
what a reader is told. Lines of its `map`, one file each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from policies.languages import CODES
from policies.models import Region
from policies.speech import HTML_LANGUAGE
from site_config.export.asking import ask
from site_config.export.files import put
from site_config.export.former import unknown_addresses
from site_config.export.manifest import Manifest
from site_config.pages import PAGES

MAPS, UNKNOWN = "nginx", "unknown"
NAMED = re.compile(r"\(\?P<\w+>")  # groups, which nginx would make its variables


def write(folder: Path, manifest: Manifest) -> int:
    """Write the maps and the pages that say "not found"; how many files changed."""
    made = dt.datetime.fromisoformat(manifest.made)
    written = sum(
        put(folder / MAPS / f"{name}.map", "".join(lines).encode(), compressed=False)
        for name, lines in maps(manifest, made).items()
    )
    for language, address in unknown_addresses().items():
        written += put(folder / UNKNOWN / f"{language}.html", ask(address).body)
    return written


def maps(manifest: Manifest, made: dt.datetime) -> dict[str, Iterable[str]]:
    """By its name each map: a line for each address, region or sentence."""
    entries = [manifest.entries[each] for each in sorted(manifest.entries)]
    moved = [each for each in entries if each.location]
    return {
        "made": [line("", made.isoformat(timespec="seconds"))],
        "moved": (line(each.address, each.location) for each in moved if each.status == 301),
        "leads": (line(each.address, each.location) for each in moved if each.status == 302),
        "gone": (line(each.address, "1") for each in entries if each.status == 410),
        "unclosed": (line(f"~^{each}\\z", "1") for each in unclosed()),
        "regions": (line(code, "1") for code in region_codes()),
        "lines": _sentences(made),
    }


def unclosed() -> Iterator[str]:
    """As patterns the addresses of pages without their last stroke: whatever stands there, the
    site leads on to the same with it."""
    languages = f"/(?:{'|'.join(CODES)})"
    for page in PAGES:
        if not page.route or page.route.endswith("/"):
            whole = f"/{page.pattern().pattern.regex.pattern}".replace("/^", "/")
            plain = NAMED.sub("(?:", whole).removesuffix(r"\Z").removesuffix("/")
            yield (languages if page.in_languages else "") + plain


def region_codes() -> list[str]:
    return list(Region.objects.order_by("code").values_list("code", flat=True))


def _sentences(made: dt.datetime) -> Iterator[str]:
    """What stands above a copied page, by language and by what it stands for."""
    for language in CODES:
        with translation.override(language):
            local = timezone.localtime(made)
            when = f"{date_format(local, 'DATE_FORMAT')} {date_format(local, 'H:i')}"
            for kind, sentence in sentences(when).items():
                words = f'<p class="notice" lang="{HTML_LANGUAGE[language]}">{sentence}</p>'
                yield line(f"{language} {kind}", f'<aside class="center" data-copy>{words}</aside>')


def sentences(when: str) -> dict[str, str]:
    """By what a page stands for: itself, the place that was asked for, the wizard."""
    copy = _("网站暂时连不上。这是 %s（北京时间）的副本，之后改了什么，这里看不到。") % when
    above = _("您要的地区没有副本，下面是上一级或者全国的内容；是不是也管您那里，请打 12393 问。")
    wizard = _("“查一查”现在用不了，请直接看下面的回答。")
    return {"itself": copy, "above": f"{copy} {above}", "wizard": f"{copy} {wizard}"}


def line(key: str, value: str) -> str:
    """A line of a map: both in quotes, nothing of them read by nginx."""
    return f'"{quoted(key)}" "{quoted(value)}";\n'


def quoted(text: str) -> str:
    if "$" in text or "\n" in text:
        raise ValueError(text)  # nginx would read a variable
    return text.replace("\\", "\\\\").replace('"', '\\"')
