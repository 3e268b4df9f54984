"""Verify that every approved edition and proposal is still what was approved."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError

from policies.publishing import ledger
from policies.publishing.shared import register


class Command(BaseCommand):
    help = "核对每个批准过的版本和变更登记：原文、校验值、上一个的校验值；有一处不符就以 1 退出。"

    def handle(self, *args: object, **options: object) -> None:
        editions = ((each.edition, each.damages) for each in ledger.verify())
        damaged = self._look_at(editions, "个版本，{} 个不符。")
        entries = ((f"登记 {each.number}", each.damages) for each in register.verify())
        damaged += self._look_at(entries, "条变更登记，{} 条不符。")
        if damaged:
            raise CommandError(f"{damaged} 处和批准时不一样。")

    def _look_at(self, found: Iterable[tuple[str, tuple[str, ...]]], unit: str) -> int:
        """Say what is wrong with each, and how many were looked at; the number of wrong ones."""
        seen = damaged = 0
        for name, damages in found:
            seen += 1
            damaged += bool(damages)
            for damage in damages:
                self.stdout.write(f"{name} {damage}")
        self.stdout.write(f"核对了 {seen} {unit.format(damaged)}")
        return damaged
