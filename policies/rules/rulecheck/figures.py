"""What a figure is: percentages, amounts and counts of days, which nobody may say without a
source."""

from __future__ import annotations

import re

FIGURE = re.compile(
    r"(?<!\d)\d+(?:\.\d+)?\s*[%％]|百分之[一二三四五六七八九十百点零]+"
    r"|(?<!\d)(?<!\d,)\d[\d,]*(?:\.\d+)?\s*万?元"
    r"|(?<!\d)(?<!月)(?<!月\s)\d+\s*个?(?:工作日|自然日|天|日内)"
)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
