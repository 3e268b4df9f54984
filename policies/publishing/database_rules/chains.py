"""What leads on to another row never comes back to itself, and leads to a place of this site.

Rows say by `leads_on` which column names them and which names the next one. A circle that was
there before the rule stays as it is; nothing adds to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from policies.models.plain import SharedRow, shared_models
from policies.publishing.database_rules.rule import CIRCLE, Rule


@dataclass(frozen=True, slots=True)
class Chain:
    """A table whose rows lead on: SQL for the name of a row, and for that of the next (or NULL).

    {row} stands for the row. `misled` is SQL that holds where a new row leads to no address.
    """

    table: str
    columns: tuple[str, str]
    key: str
    following: str
    misled: str


def sqlite_rules() -> list[Rule]:
    """The rules as triggers of SQLite."""
    return [rule for chain in _chains(_path_of_sqlite) for rule in _sqlite(chain)]


def postgresql_rules() -> list[Rule]:
    """The rules as triggers of PostgreSQL. Two transactions cannot close a circle together: the
    second waits for the first, and then sees what it did."""
    return [_postgresql(chain) for chain in _chains(_path_of_postgresql)]


def _chains(path_of: str) -> list[Chain]:
    return [_chain(model, path_of) for model in shared_models() if model.leads_on]


def _chain(model: type[SharedRow], path_of: str) -> Chain:
    key, following = model.leads_on or ("", "")
    is_address = isinstance(model._meta.get_field(following), models.CharField)
    column = "{row}." + f'"{following}"'
    address = f'NEW."{following}"'
    return Chain(
        table=model._meta.db_table,
        columns=(key, following),
        key="{row}." + f'"{key}"',
        following=path_of.replace("{column}", column) if is_address else column,
        misled=(
            f"({address} <> '' AND (substr({address}, 1, 1) <> '/' OR substr({address}, 2, 1) = '/'))"  # noqa: E501
            if is_address
            else "1 = 0"
        ),
    )


# An address without its query and its fragment; NULL for none.
_path_of_sqlite = (
    "NULLIF(substr({column}, 1, min(instr({column} || '?', '?'), instr({column} || '#', '#')) - 1),"
    " '')"
)
_path_of_postgresql = "NULLIF(split_part(split_part({column}, '#', 1), '?', 1), '')"


def _comes_back(chain: Chain) -> str:
    new, after = chain.following.format(row="NEW"), chain.following.format(row="r")
    steps = (
        f"SELECT {new} UNION SELECT {after} FROM {chain.table} r "  # noqa: S608
        f"JOIN after ON {chain.key.format(row='r')} = after.step WHERE after.step IS NOT NULL"
    )
    found = f"SELECT 1 FROM after WHERE step = {chain.key.format(row='NEW')}"  # noqa: S608
    return f"{new} IS NOT NULL AND EXISTS (WITH RECURSIVE after(step) AS ({steps}) {found})"


def _sqlite(chain: Chain) -> list[Rule]:
    differ = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in chain.columns)
    wrong = f"({chain.misled} OR {_comes_back(chain)})"
    rules = []
    for event, condition in (("INSERT", wrong), ("UPDATE", f"({differ}) AND {wrong}")):
        name = f"{chain.table}_leads_on_{event.lower()}"
        statement = (
            f"CREATE TRIGGER {name} BEFORE {event} ON {chain.table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{CIRCLE}'); END"
        )
        rules.append(Rule("TRIGGER", chain.table, name, (statement,)))
    return rules


def _postgresql(chain: Chain) -> Rule:
    name = f"{chain.table}_leads_on"
    differ = " OR ".join(
        f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in chain.columns
    )
    body = f"""
IF TG_OP = 'UPDATE' THEN
  IF NOT ({differ}) THEN RETURN NEW; END IF;
END IF;
IF {chain.following.format(row="NEW")} IS NULL AND NOT {chain.misled} THEN RETURN NEW; END IF;
PERFORM pg_advisory_xact_lock(hashtext('{name}'));
IF {chain.misled} OR {_comes_back(chain)}
THEN RAISE integrity_constraint_violation USING MESSAGE = '{CIRCLE}'; END IF;
RETURN NEW;"""
    function = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {body} END $$"
    )
    trigger = (
        f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE ON {chain.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
    return Rule("TRIGGER", chain.table, name, (function, trigger))
