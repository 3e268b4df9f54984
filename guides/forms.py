"""What a reader may send us."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from guides.models import Feedback
from policies.models.edition import CODE_PATTERN
from policies.models.one_form import normalised

EDITION = re.compile(rf"{CODE_PATTERN}/v[1-9][0-9]{{0,4}}")
PAGE = re.compile(r"/(?!/)\S*")
LONGEST_PAGE, LONGEST_TEXT, LONGEST_PART, FAR_TOO_LONG = 400, 2000, 200, 20_000
TOO_LONG = _("太长了：最多 %(limit_value)d 个字，现在是 %(show_value)d 个。")
if TYPE_CHECKING:
    ReportForm = forms.ModelForm[Feedback]
else:
    ReportForm = forms.ModelForm


class PlainField(forms.CharField):
    """A text; what nobody sees and no database takes is left out, not refused."""

    def to_python(self, value: object) -> str:
        """The text in the form in which it is stored."""
        return super().to_python(normalised(str(value or ""))) or ""


class FeedbackForm(ReportForm):
    """A report on a page. `website` is a trap: people don't see it, programs fill it in."""

    address = PlainField(
        label=_("哪一页"),
        max_length=LONGEST_PAGE,
        help_text=_("页面的地址，例如 /zh-hans/regions/440300/death/"),
        error_messages={"required": _("请写是哪一页。"), "max_length": TOO_LONG},
    )
    edition = PlainField(required=False, widget=forms.HiddenInput)
    part = PlainField(
        label=_("哪一句"),
        required=False,
        max_length=LONGEST_PART,
        help_text=_("可以不填。抄下那一句，我们找得快。"),
        error_messages={"max_length": TOO_LONG},
    )
    reason = forms.ChoiceField(
        label=_("怎么了"),
        choices=Feedback.Reason.choices,
        error_messages={
            "required": _("请选一个原因。"),
            "invalid_choice": _("没有这个原因，请在列出的里面选一个。"),
        },
    )
    text = PlainField(
        label=_("说说情况"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("不要写身份证号、银行卡号、手机号和姓名。最多 2000 字。"),
        error_messages={"max_length": TOO_LONG},
    )
    website = PlainField(
        label=_("这一格请留空"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    class Meta:
        model = Feedback
        fields = ("address", "edition", "part", "reason", "text")

    def clean_edition(self) -> str:
        """The edition if it can be one; a broken one is no reason to refuse a report."""
        return known_edition(self.cleaned_data["edition"])

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("reason") == Feedback.Reason.OTHER and not cleaned.get("text"):
            self.add_error("text", _("选了“其他”，请写一句说明。"))
        return cleaned

    def offer(self, sentences: list[str]) -> None:
        """Let a reader choose the sentence instead of copying it; another one stays what it is."""
        if not sentences:
            return
        typed = str(self["part"].value() or "")
        known = [text[:LONGEST_PART] for text in sentences]
        others = [typed] if typed and typed not in known else []
        chosen = [("", _("整页，或者别的地方")), *((text, text) for text in (*known, *others))]
        self.fields["part"].widget = forms.Select(choices=chosen)
        hint = _("你指的是：%s") % typed if typed else _("选那一句，我们找得快。")
        self["part"].help_text = str(hint)

    def choose(self, sentence: str, edition: str) -> None:
        """Fill in the sentence that a reader came from, and the edition that says it."""
        self.initial = {**self.initial, "part": sentence[:LONGEST_PART], "edition": edition}

    @property
    def is_far_too_long(self) -> bool:
        """Whether it is longer than anybody writes: then it is not sent back whole."""
        return sum(len(str(value)) for value in self.data.values()) > FAR_TOO_LONG

    def shortened(self) -> FeedbackForm:
        """The same with the beginning of each text, and a word about it."""
        kept = {name: str(value)[: self._longest(name)] for name, value in self.data.items()}
        form = FeedbackForm(kept, label_suffix="")
        form.add_error("text", _("太长了，只留下了前面的。请写短一点再发。"))
        return form

    def _longest(self, name: str) -> int | None:
        return getattr(self.fields.get(name), "max_length", None) or LONGEST_PART

    @property
    def is_from_a_program(self) -> bool:
        """Whether the trap was sprung."""
        return bool(self.data.get("website"))


def known_page(address: str) -> str:
    """The address if it can be a page of this site, without its query where it is too long to be
    stored; else an empty string."""
    known = address if len(address) <= LONGEST_PAGE else address.partition("?")[0]
    return known if PAGE.fullmatch(known) and len(known) <= LONGEST_PAGE else ""


def known_edition(label: str) -> str:
    """A code and version like K7M2P/v3, else an empty string."""
    return label if EDITION.fullmatch(label) else ""
