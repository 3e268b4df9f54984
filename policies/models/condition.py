"""The conditions of a rule: its text on the page, what the wizard asks, what a result explains."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from policies.languages import SOURCE
from policies.models.edition import EditionChild
from policies.models.policy import Policy
from policies.models.question import Option, Question
from policies.models.source import LOCATOR_LENGTH, NOT_SEEN, QUOTE_LENGTH, Source
from policies.models.translated import column


def _has_text(field: str) -> Q:
    """Whether a translated field says something in the source; a NULL says nothing."""
    name = column(field, SOURCE)
    return Q(**{f"{name}__isnull": False}) & ~Q(**{name: ""})


class Condition(EditionChild):
    """One condition. Conditions of the same way are AND, different ways are OR.

    It is asked (a question and the options that meet it; of those that are `unclear` the source
    does not say, all others it rejects) or it is not, and says where to find out.
    """

    parent_link = "policy"
    why_needed: ClassVar[Mapping[str, str]] = {
        "source": "条件要有依据：写明它出自哪个文件，没有依据的不能当条件。"
    }
    said_of: ClassVar[Mapping[str, Mapping[str, object]]] = {
        "source": {"locator": NOT_SEEN, "quote": ""}
    }

    policy = models.ForeignKey(
        Policy, models.CASCADE, related_name="conditions_in_ways", verbose_name="政策"
    )
    way = models.PositiveSmallIntegerField(
        "途径",
        default=1,
        validators=[MinValueValidator(1, "途径从 1 开始编号。")],
        help_text="同一途径的条件要同时满足。从 1 开始编号，中间不空。",
    )
    text = models.CharField(
        "条件",
        max_length=200,
        blank=True,
        help_text="网页上就显示这一句。对“你”说，说满足时的样子：“你已经退休”。",
    )
    question = models.ForeignKey(
        Question,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="conditions",
        verbose_name="问题",
        help_text="自查时问哪个问题。不问的，留空，并写“去哪里核实”。",
    )
    accepted = models.ManyToManyField(
        Option,
        related_name="conditions",
        blank=True,
        verbose_name="接受的选项",
        help_text="依据说可以的。没有选进来、也不在下一栏的，就是不可以。",
    )
    unclear: models.ManyToManyField[Option, models.Model] = models.ManyToManyField(
        Option,
        related_name="conditions_unclear",
        blank=True,
        verbose_name="依据没有说的选项",
        help_text="依据没有写行不行的。选了这些的人，结果是“还缺信息”。",
    )
    text_if_unmet = models.CharField(
        "不满足时的说明",
        max_length=200,
        blank=True,
        help_text="有不可以的选项时必填：“你还没有退休。”",
    )
    text_if_unclear = models.CharField(
        "依据没有说时的说明",
        max_length=200,
        blank=True,
        help_text="有“依据没有说的选项”时必填：“去港澳台算不算，通知没有写，打12393问。”",
    )
    where_to_find_out = models.CharField(
        "去哪里核实",
        max_length=200,
        blank=True,
        help_text="不问的条件必填：办理以前到哪里、向谁核实。",
    )
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="conditions", verbose_name="依据"
    )
    locator = models.CharField(
        "条款",
        max_length=LOCATOR_LENGTH,
        default=NOT_SEEN,
        help_text="第几条；没见到写“条号未见”。",
    )
    quote = models.CharField(
        "原文摘录", max_length=QUOTE_LENGTH, blank=True, help_text="写明这个条件的那几个字。"
    )

    # Whether no step of the citizen's own changes some answer that fails it; `rules.ways.rows_of`
    # asks, and of other rows the worst is said.
    fails_for_long: bool = True

    class Meta:
        verbose_name = "条件"
        verbose_name_plural = "条件"
        ordering = ["way", "pk"]
        constraints = [
            models.CheckConstraint(
                name="policies_condition_way_from_one",
                condition=Q(way__gte=1),
                violation_error_message="途径从 1 开始编号。",
            ),
            models.CheckConstraint(
                name="policies_condition_has_locator",
                condition=~Q(locator=""),
                violation_error_message="条件要写明条款；没见到写“条号未见”。",
            ),
            models.CheckConstraint(
                name="policies_condition_asked_or_not",
                condition=(Q(question__isnull=False) & ~_has_text("where_to_find_out"))
                | (
                    Q(question__isnull=True)
                    & _has_text("where_to_find_out")
                    & ~_has_text("text_if_unmet")
                    & ~_has_text("text_if_unclear")
                ),
                violation_error_message=(
                    "一个条件要么问、要么不问：问的，选问题，不写“去哪里核实”；"
                    "不问的，问题留空，写“去哪里核实”，不写不满足和没有说时的说明。"
                ),
            ),
        ]

    def clean(self) -> None:
        """Raise ValidationError for a condition without a source, saying why it needs one."""
        super().clean()
        if self.source_id is None:
            raise ValidationError({"source": self.why_needed["source"]})

    def __str__(self) -> str:
        return f"途径 {self.way}：{self.words}"

    @property
    def words(self) -> str:
        """What editors know a condition by: its sentence; of an old one, its question."""
        text = getattr(self, column("text", SOURCE))
        return str(text or (self.question.text if self.question else "（没有写条件）"))
