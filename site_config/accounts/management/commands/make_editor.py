"""Make an account for someone of the editorial office."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser

from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction

from site_config.accounts import second_factor

ROLES = {"Author": "撰写", "Approver": "批准", "Reader": "只读"}
# Without letters and digits that look alike; 16 of 55 are about 92 bits.
PASSWORD_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"  # noqa: S105
PASSWORD_LENGTH = 16


def first_password() -> str:
    """A password that nobody chose."""
    return "".join(secrets.choice(PASSWORD_ALPHABET) for _ in range(PASSWORD_LENGTH))


class Command(BaseCommand):
    help = "为编辑部的人建立账号：make_editor 名字 角色（Author 撰写、Approver 批准、Reader 只读）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="登录名")
        parser.add_argument("role", help="、".join(ROLES))

    @transaction.atomic
    def handle(self, *args: object, name: str, role: str, **options: object) -> None:
        """Create the account and print its first password, once."""
        group = self._group(role)
        if User.objects.filter(username__iexact=name).exists():
            raise CommandError(f"账号“{name}”已经存在，没有改动它。")
        password = first_password()
        user = User(username=name, is_staff=True)
        user.set_password(password)
        try:
            user.full_clean()
        except ValidationError as error:
            raise CommandError(f"登录名“{name}”不能用：{' '.join(error.messages)}") from error
        user.save()
        user.groups.add(group)
        self.stdout.write(f"已建立账号 {name}，角色 {role}（{ROLES[role]}）。")
        self.stdout.write(f"第一个密码（只显示这一次）：{password}")
        self.stdout.write("请本人登录后马上在右上角修改密码。")
        self._show_key(user)

    def _show_key(self, user: User) -> None:
        """The key of the second factor; where it is enforced, whoever has it has the phone."""
        phone = second_factor.phone_in_terminal(user)
        self.stdout.write(
            "\n第二步验证：请本人用手机上的验证器（TOTP）扫这个二维码，只显示这一次："
        )
        self.stdout.write(second_factor.qr_for_terminal(phone))
        self.stdout.write(f"扫不了就手工输入密钥：{second_factor.key_in_groups(phone)}")
        if second_factor.is_enforced():
            self.stdout.write(
                "从第一次登录起就要手机上的验证码。没有扫上：reset_second_factor 名字"
            )
        else:
            self.stdout.write("第一次登录时输入手机上的验证码就生效；也可以先跳过。")

    def _group(self, role: str) -> Group:
        if role not in ROLES:
            raise CommandError(f"没有“{role}”这个角色；可用的角色：{'、'.join(ROLES)}。")
        try:
            return Group.objects.get(name=role)
        except (Group.DoesNotExist, DatabaseError) as error:
            raise CommandError("数据库里还没有角色，请先运行 manage.py migrate。") from error
