"""Reset the second factor of somebody who has lost the phone and the recovery codes."""

from __future__ import annotations

from argparse import ArgumentParser

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from site_config.accounts import records, second_factor, throttle


class Command(BaseCommand):
    help = "手机和恢复码都丢了：重设一个账号的第二步验证，并取消登录等待：reset_second_factor 名字"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="登录名")

    @transaction.atomic
    def handle(self, *args: object, name: str, **options: object) -> None:
        """Take away phone and codes, and whatever strangers made the account wait for."""
        account = User.objects.filter(username=name).first()
        if account is None:
            raise CommandError(f"没有账号“{name}”。")
        second_factor.reset(account)
        throttle.release(name)
        records.record_at_terminal(records.What.FACTOR_RESET, timezone.now(), account)
        self.stdout.write(f"{name} 的第二步验证已经重设，登录等待也取消了。")
        self.stdout.write("下次登录只要密码，然后重新设置第二步验证。")
