"""Rows in YAML: read with the line of each key, written in one canonical form."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from pathlib import Path

import yaml

from policies.pack.files import Row, read_text, refuse

DEEPEST = 20  # levels; the deepest content so far has eight


class _Loader(yaml.CSafeLoader):
    """YAML 1.2 in spirit: only true and false are booleans, numbers are decimal (010, 0x1F and 1:30
    are texts, and so is what has more digits than any column), a key stands once in a mapping."""

    file = ""


PLAIN_VALUES = (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?(?:0|[1-9][0-9]{0,18})", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]*(?:[eE][-+]?[0-9]+)?", "-+0123456789"),
)
TAGS = {name: f"tag:yaml.org,2002:{name}" for name, _pattern, _first in PLAIN_VALUES}
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in TAGS.values()]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _name, _pattern, _first in PLAIN_VALUES:
    _Loader.add_implicit_resolver(TAGS[_name], re.compile(rf"^(?:{_pattern})$"), list(_first))


def _construct_row(loader: _Loader, node: yaml.MappingNode) -> Iterator[Row]:
    row = Row()
    row.file, row.line = loader.file, node.start_mark.line + 1
    yield row
    for key_node, value_node in node.value:
        key: Hashable = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            key = str(key)
        if key in row:
            raise refuse(loader.file, key_node.start_mark.line + 1, key, "这一项写了两次。")
        row.lines[key] = key_node.start_mark.line + 1
        row[key] = loader.construct_object(value_node, deep=True)


def _construct_day(loader: _Loader, node: yaml.ScalarNode) -> object:
    """A day, or its text where there is no such day: the field then refuses it, with its line."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return loader.construct_scalar(node)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_row)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _construct_day)


def read_yaml(path: Path, name: str) -> object:
    """The rows of a YAML file. Raises ContentRefused where it cannot be read."""
    text = read_text(path, name)
    try:
        _refuse_odd_shapes(text, name)
        return _load(text, name)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        row, column = (mark.line + 1, str(mark.column + 1)) if mark else (1, "-")
        raise refuse(name, row, column, f"YAML 读不懂：{error.problem or error}") from error
    except (yaml.YAMLError, ValueError) as error:
        raise refuse(name, 1, "-", f"YAML 读不懂：{error}") from error


def _load(text: str, name: str) -> object:
    loader = _Loader(text)
    loader.file = name
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _refuse_odd_shapes(text: str, name: str) -> None:
    """Raise ContentRefused for what would be read for ever, or otherwise than it stands there:
    thousands of levels, references, kinds of values (!!bool)."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        row = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            raise refuse(name, row, "-", "不用 YAML 的引用（& 和 *），请写出来。")
        if getattr(event, "tag", None):
            column = str(event.start_mark.column + 1) if event.start_mark else "-"
            raise refuse(name, row, column, "不用 YAML 的类型（!），请直接写值。")
        if depth > DEEPEST:
            raise refuse(name, row, "-", f"套了超过 {DEEPEST} 层。")


# Writing the same form back.


class _Dumper(yaml.SafeDumper):
    """Block style, long text as literal blocks, no aliases: diffs stay readable."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, indentless)


_Dumper.yaml_implicit_resolvers = yaml.SafeDumper.yaml_implicit_resolvers


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def write_yaml(value: object) -> str:
    """The canonical YAML text of plain rows."""
    return yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=4096, indent=2
    )
