"""Nodes of templates that do what Django's do in fewer steps, for how templates are written here.

A quick node is one of Django's and has all of it; only how it is rendered is told anew. Whatever is
written in another way than `fits` says keeps Django's node.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sized
from typing import cast

from django.template import Context, Template, VariableDoesNotExist
from django.template.base import (
    FilterExpression,
    Node,
    NodeList,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import ForNode, IfNode, WithNode
from django.template.loader_tags import IncludeNode
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from site_config.templating.values import Find, QuickVariable, finder, judge


class Quick(Node):
    """Made from Django's node of the same kind."""

    def fits(self) -> bool:
        return True

    def prepare(self) -> None:
        """What is the same each time."""


class Told(VariableNode, Quick):
    def prepare(self) -> None:
        expression = self.filter_expression
        is_plain = isinstance(expression.var, QuickVariable) and not expression.filters
        self.find: Find = expression.var.resolve if is_plain else expression.resolve

    def render_annotated(self, context: Context) -> str:
        try:
            value = self.find(context)
        except VariableDoesNotExist:
            return super().render(context)
        if not isinstance(value, str) or not context.autoescape:
            return render_value_in_context(value, context)
        kind = type(value)
        if kind is SafeString:
            return value
        return html.escape(value) if kind is str else conditional_escape(value)


class Chosen(IfNode, Quick):
    def prepare(self) -> None:
        self.cases = [(judge(condition), nodes) for condition, nodes in self.conditions_nodelists]

    def render_annotated(self, context: Context) -> str:
        for is_so, nodes in self.cases:
            try:
                decided = is_so(context)
            except VariableDoesNotExist:
                continue
            if decided:
                return joined(nodes, context)
        return ""


class Each(ForNode, Quick):
    def fits(self) -> bool:
        return not self.is_reversed

    def prepare(self) -> None:
        self.find = finder(cast(FilterExpression, self.sequence))
        self.once = cast(NodeList, self.nodelist_loop)

    def render_annotated(self, context: Context) -> str:
        found = cast(Iterable[object] | None, self.find(context))
        given = () if found is None else found
        items = given if isinstance(given, Sized) else list(given)
        around, inside = context.get("forloop", {}), dict[str, object]()
        context.dicts.append(inside)
        told: list[str] = []
        try:
            if not len(items):
                return joined(cast(NodeList, self.nodelist_empty), context)
            loop = inside["forloop"] = {"parentloop": around}
            for place, item in enumerate(items):
                _count(loop, place, len(items))
                told.append(self._once(item, context, inside))
        finally:
            context.dicts.pop()
        return "".join(told)

    def _once(self, item: object, context: Context, inside: dict[str, object]) -> str:
        if len(self.loopvars) == 1:
            inside[self.loopvars[0]] = item
            return joined(self.once, context)
        context.dicts.append(dict(zip(self.loopvars, cast(Iterable[object], item), strict=True)))
        try:
            return joined(self.once, context)
        finally:
            context.dicts.pop()


class Within(WithNode, Quick):
    def render_annotated(self, context: Context) -> str:
        context.dicts.append(_resolved(self.extra_context, context))
        try:
            return joined(self.nodelist, context)
        finally:
            context.dicts.pop()


class Included(IncludeNode, Quick):
    """A component, which sees its parameters and nothing else."""

    def fits(self) -> bool:
        return self.isolated_context and is_constant(self.template)

    def prepare(self) -> None:
        self.read: Template | None = None

    def render_annotated(self, context: Context) -> str:
        if self.read is None:
            whole = cast(Template, context.template)
            self.read = whole.engine.get_template(self.template.var)
        values = _resolved(self.extra_context, context)
        around, frame = context.dicts, context.render_context
        outer = frame.template
        context.dicts, frame.template = [around[0], values], self.read
        frame.dicts.append({})
        try:
            return joined(self.read.nodelist, context)
        finally:
            frame.dicts.pop()
            context.dicts, frame.template = around, outer


class Translated(TranslateNode, Quick):
    """A text of the template itself, which is the same each time in a language."""

    def fits(self) -> bool:
        is_text = not self.filter_expression.filters and not self.filter_expression.var.lookups
        context = self.message_context
        return is_text and not self.asvar and (context is None or is_constant(context))

    def prepare(self) -> None:
        self.texts: dict[str | None, str] = {}

    def render_annotated(self, context: Context) -> str:
        language = get_language()
        if language not in self.texts:
            self.texts[language] = self.render(context)
        return self.texts[language]


class Linked(StaticNode, Quick):
    """The address of a file, whose name holds what is in it."""

    def fits(self) -> bool:
        return self.varname is None and is_constant(self.path)

    def prepare(self) -> None:
        self.address = ""

    def render_annotated(self, context: Context) -> str:
        self.address = self.address or self.render(context)
        return self.address


QUICK: dict[type[Node], type[Quick]] = {
    VariableNode: Told,
    IfNode: Chosen,
    ForNode: Each,
    WithNode: Within,
    IncludeNode: Included,
    TranslateNode: Translated,
    StaticNode: Linked,
}


def quick(node: Node) -> Node:
    """The quick node in place of one of Django's, if there is one."""
    kind = QUICK.get(type(node))
    if kind is None:
        return node
    made = kind.__new__(kind)
    vars(made).update(vars(node))
    if not made.fits():
        return node
    made.prepare()
    return made


def joined(nodes: Iterable[Node], context: Context) -> str:
    return "".join([node.render_annotated(context) for node in nodes])  # type: ignore[misc]


def is_constant(expression: FilterExpression) -> bool:
    return isinstance(expression.var, str) and not expression.filters


def _resolved(given: dict[str, FilterExpression], context: Context) -> dict[str, object]:
    return {name: expression.resolve(context) for name, expression in given.items()}


def _count(loop: dict[str, object], place: int, number: int) -> None:
    """What a template may ask of its place in a loop."""
    loop["counter0"], loop["counter"] = place, place + 1
    loop["revcounter0"], loop["revcounter"] = number - place - 1, number - place
    loop["first"], loop["last"] = place == 0, place == number - 1
