"""The wizard's words: questions, options, and combinations of answers that cannot be."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from policies.models.plain import FromPack, PublicRow
from policies.models.translated import source_text_present

CODE_IN_ADDRESSES = RegexValidator(r"^[a-z]{2,12}$", "代码是 2 到 12 个小写字母。")
# The wizard's own parameters beside the answers: the place, the event, the day, the province of
# whose cities one is chosen.
WIZARD_PARAMETERS = ("r", "e", "on", "ask", "in", "known_on", "edition")
# A question's code is a parameter of addresses too, so it may be none of these: what pages read,
# and what WeChat adds to every link.
RESERVED_PARAMETERS = frozenset(
    (
        *WIZARD_PARAMETERS, "about", "address", "kind", "lang", "only",
        "page", "q", "region", "regions", "scenario", "size",
        "from", "isappinstalled", "nsukey", "scene",
    )
)  # fmt: skip


def refuse_reserved(code: str) -> None:
    """Raise ValidationError for a name that already means something in addresses."""
    if code in RESERVED_PARAMETERS:
        raise ValidationError(f"“{code}”在网址里另有用处，请换一个代码。")


def pin_taken(pin: int, other: str) -> str:
    """That a question cannot have the fixed place of another."""
    return f"固定名次 {pin} 已经是“{other}”的，两个问题不能一样。"


class Question(FromPack, PublicRow):
    """A fact about the citizen that conditions ask for. Its code stands in addresses."""

    class Changeable(models.TextChoices):
        SELF = "self", _("自己办一步就能改变")
        TIME = "time", _("时间到了会变")
        CIRCUMSTANCE = "circumstance", _("情况变了才会变")
        NO = "no", _("不能改变")

        @classmethod
        def word(cls, value: str) -> str:
            """What a stored value says; one that this version does not know says nothing."""
            return str(cls(value).label) if value in cls.values else ""

    # What the agency itself has said of the case, where the source names no cases.
    OF_AGENCY = "agency"

    code = models.CharField(
        "代码",
        max_length=12,
        unique=True,
        validators=[CODE_IN_ADDRESSES, refuse_reserved],
        help_text="发布后不改。",
    )
    text = models.CharField("问题", max_length=120)
    hint = models.TextField("提示", blank=True)
    where_to_find_out = models.TextField("不知道时去哪里查", blank=True)
    position = models.PositiveSmallIntegerField("顺序", default=0)
    pin = models.PositiveSmallIntegerField(
        "固定名次", null=True, blank=True, help_text="填了就按名次先问；留空由系统排序。"
    )
    changeable = models.CharField(
        "能否改变",
        max_length=12,
        choices=Changeable,
        help_text="“自己办一步”指去登记、备案、申请；换工作、搬家、去外地定居算“情况变了”。",
    )

    class Meta:
        verbose_name = "问题"
        verbose_name_plural = "问题"
        ordering = ["position", "code"]
        constraints = [source_text_present("policies_question", "text")]

    def __str__(self) -> str:
        return f"{self.text}（{self.code}）"

    def clean(self) -> None:
        """Raise ValidationError for a fixed place that another question has: then chance would say
        which comes first."""
        super().clean()
        others = Question._base_manager.exclude(pk=self.pk)
        if self.pin is not None and (other := others.filter(pin=self.pin).first()):
            raise ValidationError({"pin": pin_taken(self.pin, other.code)})


class Option(FromPack, PublicRow):
    """One possible answer to a question."""

    fixed: ClassVar = frozenset({"question", "code"})

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="options", verbose_name="问题"
    )
    code = models.CharField("代码", max_length=12, validators=[CODE_IN_ADDRESSES])
    text = models.CharField("选项", max_length=120)
    residual = models.BooleanField(
        "兜底选项",
        default=False,
        help_text="“其他”“或者其他人”这样的选项：说不清是谁，永远不会单独得出可以或者不可以。",
    )
    not_in_municipality = models.BooleanField(
        "直辖市没有",
        default=False,
        help_text="勾选：参保地在北京、天津、上海、重庆时不出现，例如“同一个省的别的市”。",
    )
    changeable = models.CharField(
        "答了这一项能否改变",
        max_length=12,
        choices=Question.Changeable,
        blank=True,
        default="",
        help_text="留空就和问题一样。只有一头能变的要写：“还没有退休”时间到了会变，“已经退休”不能改变。",
    )
    position = models.PositiveSmallIntegerField("顺序", default=0)

    class Meta:
        verbose_name = "选项"
        verbose_name_plural = "选项"
        ordering = ["question__position", "position", "pk"]
        constraints = [
            source_text_present("policies_option", "text"),
            models.UniqueConstraint(
                fields=["question", "code"], name="policies_option_code_once_a_question"
            ),
            models.CheckConstraint(
                name="policies_option_changeable_known",
                condition=models.Q(changeable__in=["", *Question.Changeable.values]),
                violation_error_message="“能否改变”只能从列出的里面选，或者留空。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.text}"

    def delete(
        self, using: str | None = None, keep_parents: bool = False
    ) -> tuple[int, dict[str, int]]:
        """Delete an option that nothing uses. Raises ProtectedError if a condition names it:
        published rules would change without a second person."""
        unclear = self.conditions_unclear.all()[:20]  # type: ignore[attr-defined]
        if users := {*self.conditions.all()[:20], *unclear}:
            raise ProtectedError("有条件用到这个选项，不能删除。", users)
        return super().delete(using, keep_parents)

    @property
    def reference(self) -> str:
        """The option as it stands in addresses and content files: ret=yes. Reads the question."""
        return f"{self.question.code}={self.code}"


class ImpossibleCombination(FromPack, PublicRow):
    """Answers that cannot hold together; the wizard never asks into them."""

    fixed: ClassVar = frozenset()

    options = models.ManyToManyField(
        Option, related_name="impossible_combinations", verbose_name="选项"
    )
    why = models.TextField("为什么", blank=True)

    class Meta:
        verbose_name = "不可能的组合"
        verbose_name_plural = "不可能的组合"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.why) or f"组合 {self.pk}"
