"""What this site notes behind the name of a document or an office: （转述）, （原文未见）.

The name is never translated; the note is ours, and is said in the reader's language.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policies.speech import Joined, Said, Speech

NOTES: dict[str, Promise] = {
    "（转述）": _("（转述）"),
    "（转载）": _("（转载）"),
    "（报道）": _("（报道）"),
    "（经报道）": _("（经报道）"),
    "（报道转述）": _("（报道转述）"),
    "（消息）": _("（消息）"),
    "（标题未见）": _("（标题未见）"),
    "（原文未见）": _("（原文未见）"),
    "（原页未见）": _("（原页未见）"),
    "（办事页面未见）": _("（办事页面未见）"),
    "（官方原文未见）": _("（官方原文未见）"),
    "（发文机关未见）": _("（发文机关未见）"),
    "（经转载，发文机关未见）": _("（经转载，发文机关未见）"),
    "（公众号，经转载）": _("（公众号，经转载）"),
    "（一篇文章转述广东省政务服务网）": _("（一篇文章转述广东省政务服务网）"),
}


def name_and_note(name: str, speech: Speech) -> Said | Joined:
    """A Chinese name as it is, and what the site noted behind it in the language of the page."""
    for written, note in NOTES.items():
        if name.endswith(written):
            return Joined(speech.untranslated(name.removesuffix(written)), str(note))
    return speech.untranslated(name)
