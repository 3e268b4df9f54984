"""What the rule is in a region, in a scenario, in a period."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Least, NullIf, TruncDate
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policies.composed import Day
from policies.models.edition import Edition, EditionChild, EditionQuerySet
from policies.models.region import Region
from policies.models.scenario import Scenario
from policies.models.source import Citation
from policies.models.translated import source_text_present


class Evidence(models.TextChoices):
    """How well a statement is supported, in the words that readers and editors see.

    What each level asks for is in docs/explanation/evidence.md.
    """

    OFFICIAL = "official", _("官方原文")
    QUOTED = "quoted", _("官方文件，从别处看到，没见到原件")
    REPORTED = "reported", _("媒体报道，未见官方原文")
    CONFLICTING = "conflicting", _("来源说法不一")

    @classmethod
    def word(cls, value: str) -> str:
        """What a stored level is called; one that is not known says so and never looks like one."""
        if value in cls.values:
            return str(cls(value).label)
        return gettext("本站不认识的等级（%s）") % value


NEVER = Value(dt.date.max, models.DateField())


def _earliest_day_of_sources() -> Subquery:
    """Of one policy, the first day that its citations or their sources bear; NEVER for none."""
    days = ("source__issued_on", "source__effective_from", "seen_on")
    of_policy = PolicyCitation.objects.filter(policy=OuterRef("pk")).order_by().values("policy")
    earliest = Least(*(Coalesce(Min(day), NEVER) for day in days))
    return Subquery(of_policy.annotate(day=earliest).values("day"))


class PolicyQuerySet(EditionQuerySet):
    """Adds the period of force to the question of what may be seen."""

    def with_known_from(self) -> Self:
        """Policies with `known_from`: the first day for which anything vouches for them.

        That is the start or, where it is not known, the earliest day on which a cited source was
        issued, took effect or was seen; without any such day, the day of publication (in China).
        Never later than the end: on its last day a rule was in force.
        """
        vouched = Coalesce(
            NullIf(_earliest_day_of_sources(), NEVER),
            TruncDate("publish_at", tzinfo=timezone.get_default_timezone()),
        )
        not_after_end = Least(vouched, Coalesce("effective_to", NEVER))
        return self.annotate(known_from=Coalesce("effective_from", not_after_end))

    def in_force(self, on: Day) -> Self:
        """Policies known to be in force on a day. Both ends are included.

        Where the start is not known, the days before `known_from` are not answered for. No end
        means "until further notice".
        """
        not_ended = Q(effective_to__isnull=True) | Q(effective_to__gte=on)
        return self.with_known_from().filter(not_ended, known_from__lte=on)

    def overlapping(self, start: dt.date | None, end: dt.date | None) -> Self:
        """Policies whose period may share a day with the period given; None is open.

        A start that is not known may have been any day: `known_from` plays no part here.
        """
        found = self
        if end is not None:
            found = found.filter(Q(effective_from__isnull=True) | Q(effective_from__lte=end))
        if start is not None:
            found = found.filter(Q(effective_to__isnull=True) | Q(effective_to__gte=start))
        return found


class Policy(Edition):
    """One rule: yes, under conditions, or no, for a region and a scenario, in a period."""

    class Verdict(models.TextChoices):
        YES = "yes", _("可以")
        CONDITIONAL = "conditional", _("符合条件才可以")
        NO = "no", _("不可以")

    parts: ClassVar = ("citations", "conditions_in_ways")

    region = models.ForeignKey(Region, models.PROTECT, related_name="policies", verbose_name="地区")
    scenario = models.ForeignKey(
        Scenario, models.PROTECT, related_name="policies", verbose_name="情形"
    )
    verdict = models.CharField("结论", max_length=12, choices=Verdict)
    answer = models.CharField("一句话回答", max_length=200, help_text="一句话，要写出地区名。")
    covers = models.CharField(
        "管到谁",
        max_length=120,
        blank=True,
        help_text="只管一部分参保人时写，例如“省本级职工医保”。留空：管这个地区的所有参保人。",
    )
    passes_down = models.BooleanField(
        "下级地区也适用",
        default=True,
        help_text="只管本级统筹区（例如省本级）的，不要勾选：下面的市和县就不会显示这一条。",
    )
    notes = models.TextField(
        "说明",
        blank=True,
        help_text="怎么办、要注意什么。可以用 Markdown。不写条件：条件写成下面的一行一行。",
    )
    conditions = models.TextField(
        "条件全文",
        blank=True,
        help_text="只有以前的版本有。请把条件写成下面的一行一行，其余写进“说明”，再把这里清空。",
    )
    evidence = models.CharField("证据", max_length=12, choices=Evidence)
    effective_from = models.DateField(
        "起效日期", null=True, blank=True, help_text="留空：不知道起点。"
    )
    effective_to = models.DateField(
        "失效日期", null=True, blank=True, help_text="含当天。留空：直到另行通知。"
    )
    time_limit_days = models.PositiveSmallIntegerField("办理时限（工作日）", null=True, blank=True)
    conditions_modelled = models.BooleanField(
        "条件已全部列出", default=False, help_text="勾选：依据里的条件，下面一行一行都写全了。"
    )

    # The first day that is vouched for; only on rows read by `with_known_from()`.
    known_from: dt.date
    # What was found when its sources were read again; only on rows from `rules.checks.with_checks`.
    is_doubted: bool
    verified_since: dt.date | None
    # Whether it has rows, and the code of the question that they ask first; as before.
    has_ways: bool
    first_asked: str | None
    # Whether each of its ways waits for what the agency says; as before.
    leaves_open: bool

    objects = PolicyQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Edition.Meta):
        verbose_name = "政策"
        verbose_name_plural = "政策"
        ordering = ["region__code", "scenario__position", F("effective_from").asc(nulls_first=True)]
        indexes = [
            models.Index(fields=["region", "scenario"], name="policies_policy_place"),
            models.Index(fields=["scenario", "region"], name="policies_policy_subject"),
            # What lists of editors, what comes and what changed look for in the whole country.
            models.Index(fields=["publish_at"], name="policies_policy_published"),
            models.Index(fields=["effective_from"], name="policies_policy_begins"),
            models.Index(
                fields=["withdrawn_at"],
                name="policies_policy_withdrawn",
                condition=Q(withdrawn_at__isnull=False),
            ),
            models.Index(fields=["review_by"], name="policies_policy_review"),
            models.Index(fields=["origin"], name="policies_policy_origin"),
            models.Index(fields=["verdict"], name="policies_policy_verdict"),
            models.Index(fields=["evidence"], name="policies_policy_evidence"),
        ]
        constraints = [
            *Edition.Meta.constraints,
            source_text_present("policies_policy", "answer"),
            models.CheckConstraint(
                name="policies_policy_ends_on_or_after_start",
                condition=Q(effective_to__isnull=True)
                | Q(effective_from__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
                violation_error_message="失效日期不能早于起效日期。",
            ),
        ]

    @property
    def start_known(self) -> bool:
        """Whether a source says from which day it is in force."""
        return self.effective_from is not None

    @property
    def is_conflicting(self) -> bool:
        """Whether its sources contradict each other: then its verdict is only the safer one."""
        return self.evidence == Evidence.CONFLICTING

    def title_for_editors(self) -> str:
        return f"{self.region.name} · {self.scenario.name} · {self.get_verdict_display()}"


class PolicyCitation(Citation, EditionChild):
    """The passage a policy rests on."""

    parent_link = "policy"
    policy = models.ForeignKey(
        Policy, models.CASCADE, related_name="citations", verbose_name="政策"
    )

    class Meta(Citation.Meta):
        abstract = False
