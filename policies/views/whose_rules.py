"""What the page of a place says first: how many rules are its own, and whose the others are."""

from __future__ import annotations

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policies.models import Region
from policies.speech import Said


def lead_of(region: Region, name: Said, own: int, gone: int, undated: int) -> SafeString:
    """The same for every place; nothing stands above the nation."""
    if region.level != Region.Level.NATION:
        return whose_rules(name, own, gone, undated)
    if own:
        words = ngettext(
            "全国有 %(n)s 项规定。其他项没有记录到全国的规定，看参保地的规定。",
            "全国有 %(n)s 项规定。其他项没有记录到全国的规定，看参保地的规定。",
            own,
        )
    elif gone or undated:
        words = _("全国的规定有的撤回了，有的那一天不清楚，每一项都写明。其他项看参保地的规定。")
    else:
        words = _("本站没有记录到全国的规定，看参保地的规定。")
    return mark_safe(escape(words) % {"n": own})  # noqa: S308 - a number is all that is put in


def whose_rules(name: Said, own: int, gone: int, undated: int) -> SafeString:
    """How many rules are the region's own, how many were withdrawn or are of another day, and
    whose the others are."""
    if own:
        words = ngettext(
            "%(region)s有 %(n)s 项自己的规定。其他项用上级地区的规定，每一项都写明是哪一级的。",
            "%(region)s有 %(n)s 项自己的规定。其他项用上级地区的规定，每一项都写明是哪一级的。",
            own,
        )
    elif gone:
        words = _("%(region)s自己的规定撤回了，本站正在核对。其他项用上级地区的规定。")
    elif undated:
        words = ngettext(
            "%(region)s自己的规定，有 %(n)s 项那一天不清楚。其他项用上级地区的规定。",
            "%(region)s自己的规定，有 %(n)s 项那一天不清楚。其他项用上级地区的规定。",
            undated,
        )
    else:
        words = _(
            "本站没有记录到%(region)s自己的规定。下面是上级地区的规定，每一项都写明是哪一级的。"
        )
    shown = {"region": conditional_escape(name), "n": own or undated}
    return mark_safe(escape(words) % shown)  # noqa: S308 - both parts are escaped
