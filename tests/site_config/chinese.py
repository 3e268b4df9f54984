"""Words that are Chinese, and those that are not Traditional."""

from __future__ import annotations

import re

import opencc

CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+")
TRADITIONAL = opencc.OpenCC("s2tw").convert
