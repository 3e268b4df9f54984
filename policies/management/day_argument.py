"""A day as an argument of a command, as addresses take it."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentTypeError

from policies.written_days import YEARS, day_written


def day_argument(text: str) -> dt.date:
    """The day that an argument names: one of which pages can be asked, since what a command finds
    is shown by their addresses. Raises ArgumentTypeError."""
    if found := day_written(text):
        return found
    years = f"{YEARS.start}年到{YEARS.stop - 1}年"
    raise ArgumentTypeError(f"“{text}”不是{years}的一天。写成 2027-01-01 的样子。")
