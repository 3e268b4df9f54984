"""Verify that every approved edition is still what was approved."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from policies.publishing.ledger import verify


class Command(BaseCommand):
    help = "核对每个批准过的版本：原文、校验值、上一版的校验值；有一处不符就以 1 退出。"

    def handle(self, *args: object, **options: object) -> None:
        seen = damaged = 0
        for verified in verify():
            seen += 1
            damaged += bool(verified.damages)
            for damage in verified.damages:
                self.stdout.write(f"{verified.edition} {damage}")
        self.stdout.write(f"核对了 {seen} 个版本，{damaged} 个不符。")
        if damaged:
            raise CommandError(f"{damaged} 个版本和批准时不一样。")
