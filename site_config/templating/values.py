"""Values of templates found the short way, and Django's way wherever anything is unusual.

Django asks of each value whether it is a mapping, then whether it has an attribute, then whether
it is a list, by trying and failing. What pages show are dataclasses and texts.
"""

from __future__ import annotations

import operator
from collections.abc import Callable

from django.template import Context, VariableDoesNotExist
from django.template.base import FilterExpression, Variable
from django.template.defaulttags import TemplateLiteral
from django.template.smartif import TokenBase

Find = Callable[[Context], object]
COMPARED: dict[str, Callable[..., object]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "is": operator.is_,
    "is not": operator.is_not,
    "in": lambda one, many: one in many,
    "not in": lambda one, many: one not in many,
}


class QuickVariable(Variable):
    """A variable. What is no name of the context, no attribute and no key is left to Django, and
    whatever can be called."""

    __slots__ = ("first", "rest")

    def __init__(self, var: str) -> None:
        super().__init__(var)
        self.first, *self.rest = self.lookups or ("",)

    def resolve(self, context: Context) -> object:  # type: ignore[override]
        for values in reversed(context.dicts):
            if self.first in values:
                value = values[self.first]
                break
        else:
            return super().resolve(context)
        if callable(value) or self.translate:
            return super().resolve(context)
        try:
            for name in self.rest:
                kind = type(value)
                if kind is dict:
                    value = value[name]
                elif hasattr(kind, "__getitem__") and not isinstance(value, str):
                    return super().resolve(context)
                else:
                    value = getattr(value, name)
                if callable(value):
                    return super().resolve(context)
        except Exception:
            return super().resolve(context)  # which knows what to make of it
        return value


def finder(expression: FilterExpression) -> Find:
    """What finds the value of an expression; None where there is none."""
    variable = expression.var
    if expression.filters or not isinstance(variable, QuickVariable):
        return lambda context: expression.resolve(context, ignore_failures=True)

    def found(context: Context) -> object:
        try:
            return variable.resolve(context)
        except VariableDoesNotExist:
            return None

    return found


def judge(condition: TokenBase | None) -> Find:
    """What decides a condition of `if`; None stands for `else`. What fails is false."""
    if condition is None:
        return lambda context: True
    if isinstance(condition, TemplateLiteral):
        return finder(condition.value)  # type: ignore[arg-type]  # of a template it is one
    first = judge(condition.first)
    if condition.id == "not":
        return _or_false(lambda context: not first(context))
    second = judge(condition.second)
    if condition.id == "and":
        return _or_false(lambda context: first(context) and second(context))
    if condition.id == "or":
        return _or_false(lambda context: first(context) or second(context))
    compared = COMPARED[condition.id]
    return _or_false(lambda context: compared(first(context), second(context)))


def _or_false(decide: Find) -> Find:
    def decided(context: Context) -> object:
        try:
            return decide(context)
        except Exception:
            return False

    return decided
