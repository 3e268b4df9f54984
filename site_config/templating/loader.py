"""Reads templates as Django does, and puts quick nodes where Django puts its own."""

from __future__ import annotations

from django.template import Origin, Template, TemplateDoesNotExist
from django.template.base import FilterExpression, Lexer, Node, NodeList, Parser, Token, Variable
from django.template.loaders import base, cached

from site_config.templating.nodes import quick
from site_config.templating.values import QuickVariable


class QuickParser(Parser):
    """Django's parser; a tag that has no quick node keeps its own."""

    def compile_filter(self, token: str) -> FilterExpression:
        expression = super().compile_filter(token)
        if isinstance(expression.var, Variable) and expression.var.lookups:
            expression.var = QuickVariable(str(expression.var))
        return expression

    def extend_nodelist(self, nodelist: NodeList, node: Node, token: Token) -> None:
        super().extend_nodelist(nodelist, quick(node), token)


class QuickTemplate(Template):
    """A template of quick nodes."""

    def compile_nodelist(self) -> NodeList:
        libraries, builtins = self.engine.template_libraries, self.engine.template_builtins
        tokens = Lexer(self.source).tokenize()
        parser = QuickParser(tokens, libraries, builtins, self.origin)
        nodes = parser.parse()
        self.extra_data = parser.extra_data  # type: ignore[attr-defined]
        return nodes


class _Reading(base.Loader):
    """What Django's cache of templates asks for those it has not."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        for origin in self.get_template_sources(template_name):
            if origin in (skip or ()):
                continue
            try:
                contents = self.get_contents(origin)  # type: ignore[attr-defined]
            except TemplateDoesNotExist:
                continue
            return QuickTemplate(contents, origin, template_name, self.engine)
        raise TemplateDoesNotExist(template_name)


class Loader(cached.Loader, _Reading):
    """Django's loader that keeps what it has read, with quick nodes."""
