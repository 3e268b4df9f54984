"""What a template takes: the parameters its head names, those it reads, those it passes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template import Engine
from django.template.base import FilterExpression, Node, Token, TokenType, Variable
from django.template.defaulttags import CsrfTokenNode, TemplateLiteral, WithNode
from django.template.library import SimpleNode
from django.template.loader_tags import IncludeNode
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode

from policies.templatetags.kept import kept

ROOT = Path(__file__).resolve().parent.parent / "templates"
HEAD = re.compile(r"\{% comment %\}(.*?)\{% endcomment %\}", re.DOTALL)
RENDERED = re.compile(r'render_to_string\("(components/[\w-]+\.html)"')
PARAMETER = re.compile(r"^  (\w+): \S", re.MULTILINE)


@dataclass(frozen=True)
class Include:
    """One inclusion of another template."""

    name: str
    passed: frozenset[str]
    is_isolated: bool


def names() -> list[str]:
    """Every template by its name."""
    return sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))


def documented(name: str) -> set[str]:
    """The parameters that the comment at the head of a template names."""
    head = HEAD.match((ROOT / name).read_text(encoding="utf-8"))
    return set(PARAMETER.findall(head[1])) if head else set()


def read(name: str) -> set[str]:
    """The names that a template reads from outside: not those it binds itself."""
    found: set[str] = set()
    bound = {"forloop", "None", "True", "False"}  # in every context of Django's
    for node in nodes(name):
        here = {word for value in vars(node).values() for word in variables(value)}
        if isinstance(node, CsrfTokenNode):
            here.add("csrf_token")
        found |= here - bound_inside(node)
        bound |= bound_by(node)
    return found - bound


def rendered_by_tags() -> set[str]:
    """The components that tags of ours render themselves, given what their heads name."""
    tags = (ROOT.parent / "policies" / "templatetags").glob("*.py")
    return {name for tag in tags for name in RENDERED.findall(tag.read_text(encoding="utf-8"))}


def includes(name: str) -> list[Include]:
    """Every inclusion of a template of a fixed name, by Django or by `kept`."""
    return [found for node in nodes(name) if (found := inclusion(node))]


def inclusion(node: Node) -> Include | None:
    """What a node includes."""
    if isinstance(node, IncludeNode):
        given = frozenset(node.extra_context)
        return Include(str(node.template.var), given, node.isolated_context)
    if isinstance(node, SimpleNode) and node.func is kept:
        return Include(str(node.args[0].var), frozenset(node.kwargs), is_isolated=True)
    return None


def nodes(name: str) -> Iterator[Node]:
    """All nodes of a template, however deep."""
    pending: list[Node] = list(Engine.get_default().get_template(name).nodelist)
    while pending:
        node = pending.pop()
        yield node
        for value in vars(node).values():
            pending += children(value)


def children(value: object) -> list[Node]:
    """The nodes inside what a node holds."""
    if isinstance(value, Node):
        return [value]
    if isinstance(value, (list, tuple)):
        return [node for item in value for node in children(item)]
    return []


def variables(value: object) -> Iterator[str]:
    """The names that an expression, or a structure of expressions, reads."""
    if isinstance(value, FilterExpression):
        yield from variables(value.var)
        for _filter, arguments in value.filters:
            for _is_variable, argument in arguments:
                yield from variables(argument)
    elif isinstance(value, Variable):
        if value.lookups:
            yield value.lookups[0]
    elif isinstance(value, Token):
        if value.token_type is TokenType.VAR:
            yield value.contents.partition("|")[0].partition(".")[0]
    elif isinstance(value, dict):
        for item in value.values():
            yield from variables(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            if not isinstance(item, Node):
                yield from variables(item)
    elif isinstance(value, TemplateLiteral):
        yield from variables(value.value)
    elif isinstance(value, TokenBase):  # an operator of {% if %}
        yield from variables([value.first, value.second])


def bound_inside(node: Node) -> set[str]:
    """The names that {% blocktranslate %} gives to what its own text shows."""
    if not isinstance(node, BlockTranslateNode):
        return set()
    return {*node.extra_context, *filter(None, [node.countervar])}


def bound_by(node: Node) -> set[str]:
    """The names that a node gives to what stands inside or after it."""
    bound = set(getattr(node, "loopvars", ()))
    if isinstance(node, WithNode):
        bound |= set(node.extra_context)
    named = (getattr(node, name, None) for name in ("asvar", "variable", "target_var"))
    return bound | {name for name in named if isinstance(name, str)}
