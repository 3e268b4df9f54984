"""What a password of the editorial office must be, in the words of the office."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """Django's rule, whose refusal has no Chinese text."""

    def get_error_message(self) -> str:
        return f"密码太短，至少要 {self.min_length} 个字符。"
