"""Open the address of every source, politely, and note what was found."""

from __future__ import annotations

from collections import Counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.progress import Progress

from policies.links import check
from policies.links.fetch import ROBOT, Browser
from policies.models import LinkCheck, Source
from policies.publishing.readings import readings


class Command(BaseCommand):
    help = "逐个打开依据的网址，记下能不能打开、引用的句子还在不在；中断了再跑会接着查。"
    browser: Browser | None = None

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, help="最多查几个；默认查完今天还没查的")
        parser.add_argument("--host", default="", help="只查这个主机，如 www.gd.gov.cn")

    def handle(self, *args: object, limit: int | None, host: str, **options: object) -> None:
        if limit is not None and limit < 1:
            raise CommandError("--limit 要是 1 或者更大的整数。")
        now = timezone.now()
        day = timezone.localdate(now)
        quotes: dict[int, set[str]] = {}
        for each in readings(now):
            if each.passage.quote:
                quotes.setdefault(each.passage.source_id, set()).add(each.passage.quote)
        sources = check.unchecked(day, host=host.lower())[:limit]
        browser = self.browser or Browser(agent=f"{ROBOT} (+{settings.SITE_URL})")
        found: Counter[str] = Counter()
        with Progress(transient=True, disable=not self.stdout.isatty()) as bar:
            for source in bar.track(sources, description="依据"):
                noted = check.check(source, browser, day=day, quotes=quotes.get(source.pk, set()))
                found[noted.outcome if noted else "later"] += 1
                if noted and noted.outcome != LinkCheck.Outcome.WORKS:
                    self.stdout.write(f"{noted.get_outcome_display()} {source.code} {noted.note}")
        self._sum_up(found)

    def _sum_up(self, found: Counter[str]) -> None:
        words = [f"{each.label} {found[each.value]}" for each in LinkCheck.Outcome]
        words.append(f"改天再查 {found['later']}")
        self.stdout.write(f"查了 {found.total()} 个：{'，'.join(words)}。")
        gone = Source.objects.filter(link_state=Source.LinkState.GONE).count()
        self.stdout.write(f"连续三天打不开、算作消失的依据一共 {gone} 个。")
