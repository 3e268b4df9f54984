"""What the database meant when it refused: that two acted at once, or a rule of ours."""

from __future__ import annotations

import logging

from django.apps import apps
from django.db import IntegrityError

from policies.publishing.database_rules.rule import (
    CHANGED,
    CIRCLE,
    DECIDED,
    FIXED,
    NEVER_DELETED,
    NOT_LIVE,
    RECORDED,
    UNCITED,
    UNEXPLAINED,
    UNPERMITTED,
)

logger = logging.getLogger(__name__)

# One name, one row, one rule of a day: who comes second finds what the first one did.
OF_TWO_ON_POSTGRESQL = frozenset({"23505", "23503", "23P01"})  # unique, foreign key, exclusion
OF_TWO_ON_SQLITE = ("UNIQUE constraint failed", "FOREIGN KEY constraint failed")
IN_CHINESE = {
    UNCITED: "批准的内容至少要有一个依据",
    UNEXPLAINED: "更正错误要写改动说明",
    NOT_LIVE: "取代它的要是网站上看得到的另一条",
    CHANGED: "批准过的内容和它的各部分不能再改、不能删除",
    UNPERMITTED: "共用的内容要经建议和批准才能改",
    FIXED: "共用的内容的代码定了就不能再改",
    CIRCLE: "一个接一个的去处不能绕回来",
    NEVER_DELETED: "地区不能删除",
    DECIDED: "建议和对它的决定不能再改",
    RECORDED: "记录写下就不能再改",
    "policies_permit_is_never_committed": "改共用内容的许可只在做那件事的时候有，不能存下来",
}
NOT_ANOTHER_PERSON = (
    "没有做成：数据库不许这样存（{rule}）。这和别人同时做了什么无关，再试也不会成；"
    "网站的日志里记下了，请告诉管理员。"
)


def told(refusal: IntegrityError, if_of_two: str) -> str:
    """What an editor is told of a refusal, which the log keeps: `if_of_two` where another person's
    act explains it, else which rule stands in the way."""
    if is_of_two(refusal):
        logger.warning("refused, as another act came first: %s", refusal)
        return if_of_two
    logger.error("refused by a rule of ours: %s", refusal, exc_info=refusal)
    return NOT_ANOTHER_PERSON.format(rule=_rule_in_words(str(refusal)))


def is_of_two(refusal: IntegrityError) -> bool:
    """Whether two who acted at once explain a refusal."""
    state = getattr(refusal.__cause__, "sqlstate", None)
    if state is not None:
        return state in OF_TWO_ON_POSTGRESQL
    return str(refusal).startswith(OF_TWO_ON_SQLITE)


def _rule_in_words(said: str) -> str:
    """The rule that the words of the database name; those words, if it is none that we know."""
    for message, words in IN_CHINESE.items():
        if message in said:
            return words
    for model in apps.get_models():
        for each in model._meta.constraints:
            if each.name in said:
                return str(each.get_violation_error_message()).rstrip("。")
    return said.partition("\n")[0]
