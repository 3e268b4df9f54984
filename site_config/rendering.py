"""What Django's templates do some thousand times a page, by a shorter way.

A page looks up five hundred names, escapes three hundred texts and opens fifty components. Django
provides each time for what these templates hardly ever do: a name that is a key, a method or an
index, a text that is translated later. Here the usual case is told first, and all else is left to
Django's own function; what comes out is the same. See docs/adr/0091.
"""

from __future__ import annotations

import functools
import html
from collections.abc import Callable, Hashable
from typing import TypeVar

from django.template import base, context
from django.template.base import Template, Variable, VariableDoesNotExist, VariableNode
from django.template.context import Context, RequestContext
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import html as django_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

TEXTS = (str, SafeString)  # which hold nothing besides what every text can do
AnyContext = TypeVar("AnyContext", bound=Context)

look_up: Callable[[Variable, Context], object] = vars(Variable)["_resolve_lookup"]
show = VariableNode.render
escape = django_html.escape
render = Template.render
translate = TranslateNode.render
list_tokens = BlockTranslateNode.render_token_list


def render_by_short_ways() -> None:
    """To be called before the first request."""
    for owner, name, way in SHORT_WAYS:
        setattr(owner, name, way)


def looked_up(variable: Variable, known: Context) -> object:
    """What a name such as `answer.badge.kind` means, if that is an attribute of an attribute."""
    first, *others = variable.lookups or ("",)
    for layer in reversed(getattr(known, "dicts", ())):
        if first in layer:
            found = layer[first]
            break
    else:
        return _missing(variable, known)
    if callable(found):
        return look_up(variable, known)
    for name in others:
        kind = type(found)
        if kind is dict and name in found:
            found = found[name]
        elif kind in TEXTS and not hasattr(kind, name) and not name[0].isdigit():
            raise _nothing(name, found)
        elif _has_attributes_alone(kind):  # type: ignore[arg-type]
            try:
                found = getattr(found, name)
            except Exception:  # Django knows which of them it tells
                return look_up(variable, known)
        else:
            return look_up(variable, known)
        if callable(found):
            return look_up(variable, known)
    return found


def _missing(variable: Variable, known: Context) -> object:
    """What a name that is in no layer of the context leads to."""
    if not isinstance(known, Context) or not variable.lookups:
        return look_up(variable, known)
    raise _nothing(variable.lookups[0], known)


def _nothing(name: str, found: object) -> VariableDoesNotExist:
    return VariableDoesNotExist("Failed lookup for key [%s] in %r", (name, found))  # type: ignore[arg-type]


@functools.lru_cache(maxsize=1024)
def _has_attributes_alone(kind: Hashable) -> bool:
    """Whether a name can only be an attribute of its values: a text has no key of that name."""
    by_key = getattr(kind, "__getitem__", None)
    return by_key is None or by_key is str.__getitem__


def shown(node: VariableNode, known: Context) -> str:
    """A value as a template shows it, if that is a text."""
    value = node.filter_expression
    if not known.autoescape or value.filters or not isinstance(value.var, Variable):
        return show(node, known)
    try:
        found: object = value.var.resolve(known)
    except VariableDoesNotExist:
        return show(node, known)
    if type(found) is SafeString:
        return found
    return escaped(found) if type(found) is str else base.render_value_in_context(found, known)


def escaped(text: object) -> SafeString:
    """A text as HTML."""
    return SafeString(html.escape(text)) if type(text) is str else escape(text)


def apart(known: AnyContext, values: dict[str, object] | None = None) -> AnyContext:
    """A context that knows nothing but these values, for a component."""
    copied: AnyContext = object.__new__(type(known))
    stacked = object.__new__(context.RenderContext)
    vars(stacked).update(vars(known.render_context), dicts=known.render_context.dicts[:])
    vars(copied).update(vars(known), render_context=stacked)
    vars(copied).pop("_processors_index", None)
    copied._reset_dicts(values)  # type: ignore[attr-defined]
    return copied


def rendered(template: Template, known: Context) -> SafeString:
    """A component, inside of a page."""
    if known.template is None:
        return render(template, known)
    state = known.render_context
    around, state.template = state.template, template
    state.dicts.append({})
    try:
        finished: SafeString = template._render(known)  # type: ignore[attr-defined]
        return finished
    finally:
        state.template = around
        state.dicts.pop()


def translated(node: TranslateNode, known: Context) -> str:
    """Constant words in the reader's language."""
    words, literal = node.filter_expression, node.filter_expression.var.literal
    if words.filters or node.message_context or node.noop or not isinstance(literal, str):
        return translate(node, known)
    said = SafeString(gettext(literal.replace("%", "%%")).replace("%%", "%"))
    if not node.asvar:
        return said
    known[node.asvar] = said
    return ""


def listed_tokens(node: BlockTranslateNode, tokens: list[base.Token]) -> tuple[str, list[str]]:
    """The words between `blocktranslate` and its end, and the names in them."""
    kept: dict[int, tuple[str, list[str]]] = vars(node).setdefault("kept", {})
    if id(tokens) not in kept:
        kept[id(tokens)] = list_tokens(node, tokens)
    words, names = kept[id(tokens)]
    return words, list(names)


SHORT_WAYS: tuple[tuple[object, str, Callable[..., object]], ...] = (
    (Variable, "_resolve_lookup", looked_up),
    (VariableNode, "render", shown),
    (django_html, "escape", escaped),
    (Context, "new", apart),
    (RequestContext, "new", apart),
    (Template, "render", rendered),
    (TranslateNode, "render", translated),
    (BlockTranslateNode, "render_token_list", listed_tokens),
)
