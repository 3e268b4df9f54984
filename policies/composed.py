"""Questions to the database whose SQL is composed once and asked with other values each time.

Django composes the SQL of a query anew whenever it is asked, and for a page that costs more than
all else: seven thousand characters take Django seven milliseconds and SQLite half of one. A
composed question is written as any query, with `Given` where values differ from one asking to the
next; its SQL is made once for each shape and language (see docs/adr/0075).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Model, QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import get_language

from policies.made_rows import Maker

Row = TypeVar("Row")
Made = TypeVar("Made")
FEWEST = 4
Converters = dict[int, tuple[list[Callable[..., object]], Expression]]


@dataclass(frozen=True, slots=True)
class Blank:
    """Where a value goes among the parameters of a statement; in a list at this place."""

    name: str
    place: int | None = None


class Given(Expression):
    """A value, or so many values for `__in`, that are known when the question is asked."""

    def __init__(self, name: str, number: int | None = None) -> None:
        super().__init__()
        self.name, self.number = name, number

    def as_sql(  # type: ignore[override]  # no text or number yet
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Blank]]:
        if self.number is None:
            return "%s", [Blank(self.name)]
        if self.number == 0:
            raise EmptyResultSet
        marks = ", ".join(["%s"] * self.number)
        return f"({marks})", [Blank(self.name, place) for place in range(self.number)]


Moment = dt.datetime | Given
Day = dt.date | Given
Keys = Collection[int] | Given


@dataclass(frozen=True, slots=True)
class Statement(Generic[Row]):
    """A query with its SQL, and what its compiler knows of the columns it selects."""

    rows: QuerySet[Model, Row]
    sql: str  # empty where nothing can be found
    parameters: tuple[object, ...]
    columns: dict[str, object]
    maker: Maker | None  # of instances; None of values


class Composed(Generic[Row]):
    """A question: `compose` gives its query, from arguments each of which is `Given` or None."""

    def __init__(self, compose: Callable[..., QuerySet[Model, Row]]) -> None:
        self.compose = compose
        self._statements: dict[object, Statement[Row]] = {}

    def __call__(self, **values: object) -> list[Row]:
        """The rows for these values: one query, none where an empty list leaves nothing to find.

        The order of a list says nothing. None is None to `compose`: a question of another shape.
        """
        filled = {name: _filled_up(value) for name, value in values.items()}
        connection = connections[DEFAULT_DB_ALIAS]
        forms = tuple((name, _form(value)) for name, value in filled.items())
        shape = (connection.vendor, get_language(), forms)
        if shape not in self._statements:
            self._statements[shape] = _stated(self.compose, filled)
        statement = self._statements[shape]
        return _asked(statement, filled, connection) if statement.sql else []


class _Ready(SQLCompiler):
    """A compiler whose SQL is composed."""

    sql: str
    parameters: tuple[object, ...]
    converted: frozenset[int]

    def get_converters(self, expressions: Sequence[Expression]) -> Converters:
        """Of a hundred columns few have anything to say about how their values are read."""
        asked = [each if n in self.converted else None for n, each in enumerate(expressions)]
        return super().get_converters(asked)  # type: ignore[arg-type]  # it takes None

    def as_sql(  # type: ignore[override]  # whatever the database takes
        self, with_limits: bool = True, with_col_aliases: bool = False
    ) -> tuple[str, tuple[object, ...]]:
        return self.sql, self.parameters


class _Bound(Query):
    """A query with such a compiler."""

    ready: SQLCompiler

    def get_compiler(self, *args: object, **kwargs: object) -> SQLCompiler:
        return self.ready


def _stated(
    compose: Callable[..., QuerySet[Model, Row]], filled: Mapping[str, object]
) -> Statement[Row]:
    """A question composed for values of this shape."""
    rows = compose(**{name: _given(name, value) for name, value in filled.items()})
    compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        sql, parameters = "", ()
    of_this_asking = ("connection", "query")  # a connection is one thread's
    columns = {name: each for name, each in vars(compiler).items() if name not in of_this_asking}
    columns["converted"] = frozenset(_converted(compiler) if sql else ())
    is_of_instances = bool(sql) and rows._iterable_class is ModelIterable
    maker = Maker(compiler.klass_info, compiler.select) if is_of_instances else None
    return Statement(rows, sql, tuple(parameters), columns, maker)


def _converted(compiler: SQLCompiler) -> Iterable[int]:
    """The places of the columns whose values are not taken as the database gives them."""
    return compiler.get_converters([column for column, *_ in compiler.select or ()])


def _asked(
    statement: Statement[Row], filled: Mapping[str, object], connection: BaseDatabaseWrapper
) -> list[Row]:
    """What the database answers to a statement with these values."""
    sent = {name: _sent(value, connection) for name, value in filled.items()}
    query = _copied(statement.rows.query, _Bound)
    query.ready = compiler = _Ready(query, connection, DEFAULT_DB_ALIAS)
    vars(compiler).update(statement.columns)
    compiler.sql = statement.sql
    compiler.parameters = tuple(
        _filled_in(each, sent) if isinstance(each, Blank) else each for each in statement.parameters
    )
    if statement.maker is not None:
        return cast(list[Row], _instances(statement.maker, compiler))
    rows = _copied(statement.rows, type(statement.rows), _query=query)
    return list(cast(Iterable[Row], rows._iterable_class(rows)))  # type: ignore[arg-type]


def _instances(maker: Maker, compiler: _Ready) -> list[Model | None]:
    """The instances that the database's answer says, with what is reckoned beside their columns."""
    with compiler.connection.cursor() as cursor:
        cursor.execute(compiler.sql, compiler.parameters)  # type: ignore[arg-type]  # as sent
        found: Iterable[Sequence[object]] = cursor.fetchall()
    converters = compiler.get_converters([column for column, *_ in compiler.select or ()])
    if converters:
        found = compiler.apply_converters(found, converters)
    beside = compiler.annotation_col_map or {}
    made = []
    for row in found:
        made.append(instance := maker.made(row))
        vars(instance).update((name, row[place]) for name, place in beside.items())
    return made


def _copied(of: object, kind: type[Made], **changed: object) -> Made:
    """The same as an object of its own; what it holds is shared."""
    made = kind.__new__(kind)
    vars(made).update(vars(of), **changed)
    return made


def _given(name: str, value: object) -> Given | None:
    if value is None:
        return None
    return Given(name, len(value) if isinstance(value, list) else None)


def _form(value: object) -> int | str:
    """What of a value the SQL depends on."""
    if isinstance(value, list):
        return len(value)
    return "none" if value is None else "one"


def _filled_up(value: object) -> object:
    """A list of four, eight, sixteen … values, its last one again: few lengths are composed.

    Four are the levels of a county, so every lineage is one shape.
    """
    if isinstance(value, str) or not isinstance(value, Collection):
        return value
    values = list(value)
    wanted = max(FEWEST, 1 << (len(values) - 1).bit_length()) if values else 0
    return values + values[-1:] * (wanted - len(values))


def _sent(value: object, connection: BaseDatabaseWrapper) -> object:
    """A value as the database takes it."""
    if isinstance(value, list):
        return [_sent(each, connection) for each in value]
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, dt.date):
        return connection.ops.adapt_datefield_value(value)
    return value


def _filled_in(blank: Blank, sent: Mapping[str, object]) -> object:
    value = sent[blank.name]
    return value[blank.place] if isinstance(value, list) and blank.place is not None else value
