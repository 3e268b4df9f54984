"""What a password of the editorial office must be, in the words of the office."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

SHORTEST_NAME = 3  # characters; of a shorter one much holds it by chance


class LongEnough(MinimumLengthValidator):
    """Django's rule, whose refusal has no Chinese text."""

    def get_error_message(self) -> str:
        return f"密码太短，至少要 {self.min_length} 个字符。"


class MixedEnough:
    """Length alone is no secret: aaaaaaaaaaaa is long."""

    def __init__(self, at_least: int) -> None:
        self.at_least = at_least

    def validate(self, password: str, user: User | None = None) -> None:
        if len(set(password.casefold())) < self.at_least:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        return f"密码里不同的字符太少，至少要有 {self.at_least} 个不同的。"


class WithoutTheName:
    """Who knows the account guesses what is put around its name: boss2026boss."""

    def validate(self, password: str, user: User | None = None) -> None:
        name = user.get_username().casefold() if user else ""
        if len(name) >= SHORTEST_NAME and name in password.casefold():
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        return "密码里不要有登录名。"
