"""What a verb asks before it acts: reasons, and what becomes of editions that wait."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.http import QueryDict

from policies.languages import BY_CODE
from policies.models import Edition
from policies.models.made_from import CONVERTERS, TARGETS
from policies.models.translated import column
from policies.publishing.acknowledging import shown, state_of
from policies.publishing.blockers import findings_to_judge
from policies.publishing.choices import (
    Choice,
    Choices,
    Fate,
    Line,
    fates,
    named,
    start_of,
    time_line,
)
from policies.publishing.live_periods import beside_publication, scheduled_beside
from policies.publishing.translations import languages_at_fault, translation_faults
from policies.publishing.translations import told as told_of_language

LEAVE_OUT = "leave_out_"


def words(label: str) -> forms.CharField:
    """A text of some lines; an empty one is refused by the verb, with its reason."""
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, widget=area, required=False)


class StepForm(forms.Form):
    """What has to be said before a verb acts, and the time line it is said about."""

    publishes = False

    def __init__(self, data: QueryDict | None, *, edition: Edition, now: dt.datetime) -> None:
        super().__init__(data)
        self.edition, self.now = edition, now

    @classmethod
    def is_needed(cls, edition: Edition, now: dt.datetime) -> bool:
        return True

    @property
    def time_line(self) -> list[Line]:
        """Every edition of the code that is live or scheduled; none where nobody chooses."""
        return []

    def said(self) -> dict[str, object]:
        """What the verb is told, by the names of its arguments."""
        return dict(self.cleaned_data)


class SubmitForm(StepForm):
    """Why what rulecheck finds, and does not forbid, may stand: asked where it finds anything."""

    acknowledged = words(
        "书面说明：上面的每一处，为什么这样也对（批准的人会看到，会一直留在这一版旁边）"
    )

    def __init__(self, data: QueryDict | None, *, edition: Edition, now: dt.datetime) -> None:
        super().__init__(data, edition=edition, now=now)
        found = findings_to_judge(edition, now)
        self.findings, self.shown = shown(found), state_of(found)

    @classmethod
    def is_needed(cls, edition: Edition, now: dt.datetime) -> bool:
        return edition.state == Edition.State.DRAFT and bool(findings_to_judge(edition, now))

    def said(self) -> dict[str, object]:
        return super().said() | {"shown": str(self.data.get("shown", ""))}


class RejectForm(StepForm):
    """What the author has to change."""

    note = words("退回的原因（作者会看到：哪里要改，怎么改）")


class ChoosingForm(StepForm):
    """Asks for each edition that waits to go live whether it is called off or kept."""

    def __init__(self, data: QueryDict | None, *, edition: Edition, now: dt.datetime) -> None:
        super().__init__(data, edition=edition, now=now)
        start = start_of(edition, now) if self.publishes else None
        beside = beside_publication if self.publishes else scheduled_beside
        for other in beside(edition, now):
            may = fates(other, start, now)
            which = f"第 {{version}} 版（{_stands(may)}）".format(**named(other))
            self.fields[f"fate_{other.version}"] = forms.ChoiceField(
                label=f"{which}怎么办",
                choices=[(fate.value, fate.label) for fate in may],
                widget=forms.RadioSelect,
                required=False,
                help_text=_if_kept(may, is_withdrawal=start is None),
            )
            if Fate.CALL_OFF in may:
                self.fields[f"why_{other.version}"] = words(f"叫停第 {other.version} 版的原因")

    @property
    def time_line(self) -> list[Line]:
        return time_line(self.edition, self.now)

    def said(self) -> dict[str, object]:
        own = {n: v for n, v in self.cleaned_data.items() if not n.startswith(("fate_", "why_"))}
        return own | {"choices": self._choices()}

    def _choices(self) -> Choices:
        """What was chosen, by version; a hand-made form may name editions that do not wait."""
        asked = {name: value for name, value in self.data.items() if name.startswith("fate_")}
        versions = {name.removeprefix("fate_"): value for name, value in asked.items()}
        return {
            int(version): Choice(fate, str(self.data.get(f"why_{version}", "")))
            for version, fate in versions.items()
            if version.isdecimal() and fate
        }


def _stands(may: list[Fate]) -> str:
    """Where an edition is, by what may be chosen for it."""
    if Fate.RETURN in may:
        return "{off} 撤回，原因：{why}"
    return "{at} 已经上线" if Fate.REPLACE in may else "定于 {at} 上线"


def _if_kept(may: list[Fate], *, is_withdrawal: bool) -> str:
    """What becomes of an edition by what may be chosen for it."""
    if is_withdrawal:
        return "保留：到时候它会自己上线。叫停：不再上线，网站上写“已撤回，正在核对”。"
    if Fate.RETURN in may:
        return "这份稿子写好之后它才撤回，作者可能不知道为什么。这一版也有那个问题，就退回给作者。"
    if Fate.REPLACE in may:
        return "这份稿子写好之后它才上线，它的改动不在稿子里。不想丢掉，就退回给作者写进来。"
    if Fate.CARRY in may:
        return "保留：到时候由它取代这一版，这次的改动不会带进去。"
    if Fate.KEEP in may:
        return "保留：它先上线，到时候再由这一版取代。"
    return "两版定在同一时刻上线，只能留一版。"


class PublishingForm(ChoosingForm):
    """Asks as well whether a language is left out in which something is missing or out of date."""

    publishes = True

    def __init__(self, data: QueryDict | None, *, edition: Edition, now: dt.datetime) -> None:
        super().__init__(data, edition=edition, now=now)
        faults = translation_faults(edition)
        for language in languages_at_fault(faults):
            name = BY_CODE[language].tab
            self.fields[f"{LEAVE_OUT}{language}"] = forms.BooleanField(
                label=f"{name} 先不发布（显示简体原文，并写明）",
                required=False,
                help_text=told_of_language(faults, language),
            )

    def said(self) -> dict[str, object]:
        all_said = super().said()
        own = {name: value for name, value in all_said.items() if not name.startswith(LEAVE_OUT)}
        ticked = [name for name in all_said if name.startswith(LEAVE_OUT) and all_said[name]]
        return own | {"left_out": tuple(name.removeprefix(LEAVE_OUT) for name in ticked)}


class ApproveForm(PublishingForm):
    """Asks nothing where no other edition waits and every language is as it should be."""

    @classmethod
    def is_needed(cls, edition: Edition, now: dt.datetime) -> bool:
        return bool(beside_publication(edition, now) or translation_faults(edition))


class ForceForm(PublishingForm):
    """Why an edition cannot wait for a second person."""

    reason = words("为什么等不及第二个人（会留在记录里）")


class WithdrawForm(ChoosingForm):
    """Why an edition leaves the site, and what stands in its place."""

    reason = words("撤回的原因（简体，读者会看到；繁體由它转换）")
    replaced_by = forms.CharField(
        label="由哪个永久代码取代",
        required=False,
        max_length=5,
        help_text="写网站上现在看得到的另一条的代码；没有就留空。",
    )

    def __init__(self, data: QueryDict | None, *, edition: Edition, now: dt.datetime) -> None:
        super().__init__(data, edition=edition, now=now)
        for language in _written():
            field = words(f"撤回的原因（{BY_CODE[language].tab}）")
            field.help_text = "留空：这种语言的页面显示简体原文，并写明。"
            self.fields[column("reason", language)] = field
        self.order_fields(["reason", *(column("reason", code) for code in _written())])

    def said(self) -> dict[str, object]:
        all_said = super().said()
        texts = {code: str(all_said.pop(column("reason", code))) for code in _written()}
        return all_said | {"reason_in": {code: text for code, text in texts.items() if text}}

    def clean_replaced_by(self) -> str:
        return str(self.cleaned_data["replaced_by"]).strip().upper()


def _written() -> list[str]:
    """The languages that no program makes from the source."""
    return [code for code in TARGETS if code not in CONVERTERS]
