"""The rules as triggers and exclusion constraints of PostgreSQL; comments keep their marks."""

from __future__ import annotations

from django.db.backends.utils import CursorWrapper

from policies.models import Policy
from policies.publishing.database_rules import emptied
from policies.publishing.database_rules.chains import postgresql_rules
from policies.publishing.database_rules.guarded import (
    PERMIT,
    GuardedLink,
    GuardedTable,
    Register,
    guarded_links,
    guarded_tables,
    register,
)
from policies.publishing.database_rules.kept import (
    KeptEdition,
    KeptPart,
    approved_unexplained,
    kept_editions,
    kept_parts,
    may_be_signed,
    records,
    replaced_by_what_is_not_live,
)
from policies.publishing.database_rules.rule import (
    CHANGED,
    DECIDED,
    FIXED,
    NEVER_DELETED,
    NOT_LIVE,
    RECORDED,
    UNCITED,
    UNEXPLAINED,
    UNPERMITTED,
    Rule,
    Standing,
)

LIVE_PERIODS = "tstzrange(publish_at, live_until) WITH &&"
PERIODS_OF_FORCE = "daterange(effective_from, effective_to, '[]') WITH &&"
ONE_AT_A_TIME = 1_702_055_271  # our own number for the lock under which rules are installed


def rules() -> list[Rule]:
    """Every rule of every table."""
    editions = [rule for edition in kept_editions() for rule in _edition_rules(edition)]
    place = f"region_id WITH =, scenario_id WITH =, {LIVE_PERIODS}, {PERIODS_OF_FORCE}"
    overlap = _exclusion(Policy._meta.db_table, "no_overlap", place)
    parts = [_part_rule(part) for part in kept_parts()]
    guarded = [_guarded_rule(table) for table in guarded_tables()]
    links = [_link_rule(link) for link in guarded_links()]
    written = [_record_rule(table) for table in records()]
    kept = [*parts, *guarded, *links, _register_rule(register()), *written, *emptied.rules()]
    return [*editions, overlap, *kept, *postgresql_rules()]


def present(cursor: CursorWrapper) -> list[Standing]:
    """Every trigger and exclusion of the schema, whoever made it.

    One without our comment, or switched off, has an empty mark.
    """
    cursor.execute(
        """
        SELECT c.relname, t.tgname,
               CASE WHEN t.tgenabled = 'O' THEN obj_description(t.oid, 'pg_trigger') END
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
        UNION ALL
        SELECT c.relname, x.conname, obj_description(x.oid, 'pg_constraint')
        FROM pg_constraint x JOIN pg_class c ON c.oid = x.conrelid
        WHERE x.contype = 'x' AND c.relnamespace = current_schema()::regnamespace
        """
    )
    return [Standing(table, name, mark or "") for table, name, mark in cursor.fetchall()]


def columns(cursor: CursorWrapper) -> set[tuple[str, str]]:
    """Every column of the schema, with its table before it."""
    cursor.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = current_schema()"
    )
    return set(cursor.fetchall())


def make(cursor: CursorWrapper, rule: Rule) -> None:
    """Install a rule, and leave its mark in a comment."""
    for statement in rule.statements:
        cursor.execute(statement)
    mark = rule.standing.mark
    cursor.execute(f"COMMENT ON {rule.kind} {rule.name} ON {rule.table} IS '{mark}'")


def drop(cursor: CursorWrapper, standing: Standing) -> None:
    """Take away the exclusion, or the trigger with its function, of this name."""
    cursor.execute(f"ALTER TABLE {standing.table} DROP CONSTRAINT IF EXISTS {standing.name}")
    cursor.execute(f"DROP TRIGGER IF EXISTS {standing.name} ON {standing.table}")
    cursor.execute(f"DROP FUNCTION IF EXISTS {standing.name}()")


def prepare(cursor: CursorWrapper) -> None:
    """Wait for whoever else installs rules at this moment; make what the exclusions need."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'btree_gist'")
    if cursor.fetchone() is None:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")


def _edition_rules(edition: KeptEdition) -> list[Rule]:
    cited, link = edition.citations
    is_withdrawn = "(OLD.state = 'approved' AND NEW.state = 'withdrawn')"
    body = f"""
IF TG_OP <> 'INSERT' THEN
  IF OLD.approved_at IS NOT NULL THEN
    IF TG_OP = 'DELETE' THEN {_refuse(CHANGED)} END IF;
    IF {_differ(edition.fixed)}
      OR (NEW.state IS DISTINCT FROM OLD.state AND NOT {is_withdrawn})
      OR (({_differ(edition.settled)}) AND NOT {is_withdrawn})
      OR (({_differ(edition.signed)}) AND NOT ({may_be_signed()}))
    THEN {_refuse(CHANGED)} END IF;
  END IF;
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
IF TG_OP = 'UPDATE' THEN
  IF {approved_unexplained()} THEN {_refuse(UNEXPLAINED)} END IF;
  IF {replaced_by_what_is_not_live()} THEN {_refuse(NOT_LIVE)} END IF;
END IF;
IF NEW.approved_at IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM {cited} c WHERE c.{link} = NEW.id)
THEN {_refuse(UNCITED)} END IF;
RETURN NEW;"""  # noqa: S608
    return [
        _trigger(edition.table, body),
        _exclusion(edition.table, "one_live", f"code WITH =, {LIVE_PERIODS}"),
    ]


def _part_rule(part: KeptPart) -> Rule:
    """Holds the edition while it looks: an approval on its way is waited for, then seen."""
    body = f"""
IF TG_OP = 'UPDATE' THEN
  IF NOT ({_differ(part.columns)}) THEN RETURN NEW; END IF;
END IF;
IF TG_OP <> 'INSERT' THEN
  SELECT e.approved_at INTO approved FROM {part.edition.format(row="OLD")} FOR SHARE OF e;
  IF approved IS NOT NULL THEN {_refuse(CHANGED)} END IF;
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
SELECT e.approved_at INTO approved FROM {part.edition.format(row="NEW")} FOR SHARE OF e;
IF approved IS NOT NULL THEN {_refuse(CHANGED)} END IF;
RETURN NEW;"""  # noqa: S608
    return _trigger(part.table, body)


def _guarded_rule(guarded: GuardedTable) -> Rule:
    never = f"IF TG_OP = 'DELETE' THEN {_refuse(NEVER_DELETED)} END IF;"
    renamed = f"""
IF TG_OP = 'UPDATE' THEN
  IF {_differ(guarded.fixed)} THEN {_refuse(FIXED)} END IF;
END IF;"""
    body = f"""
IF TG_OP = 'UPDATE' THEN
  IF NOT ({_differ(guarded.guarded)}) THEN RETURN NEW; END IF;
END IF;
IF TG_OP <> 'INSERT' THEN
  IF NOT OLD.awaits_approval THEN
    {never if guarded.is_never_deleted else ""}
    {renamed if guarded.fixed else ""}
    {_unless_permitted()}
  END IF;
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
IF NOT NEW.awaits_approval THEN {_unless_permitted()} END IF;
RETURN NEW;"""
    return _trigger(guarded.table, body, "permit")


def _link_rule(link: GuardedLink) -> Rule:
    """Holds the row while it looks: an approval on its way is waited for, then seen."""

    def look(row: str) -> str:
        holder = f"{link.holder} h WHERE h.id = {row}.{link.link}"
        return f"SELECT NOT h.awaits_approval INTO is_public FROM {holder} FOR SHARE OF h"  # noqa: S608

    body = f"""
IF TG_OP <> 'INSERT' THEN
  {look("OLD")};
  IF is_public THEN {_unless_permitted()} END IF;
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
{look("NEW")};
IF is_public THEN {_unless_permitted()} END IF;
RETURN NEW;"""
    return _trigger(link.table, body, "permit")


def _register_rule(kept: Register) -> Rule:
    body = f"""
IF TG_OP = 'DELETE' THEN {_refuse(DECIDED)} END IF;
IF TG_OP = 'UPDATE' THEN
  IF OLD.state <> 'open' OR {_differ(kept.proposed)} THEN {_refuse(DECIDED)} END IF;
  RETURN NEW;
END IF;
IF NEW.state <> 'open' THEN {_refuse(DECIDED)} END IF;
RETURN NEW;"""
    return _trigger(kept.table, body)


def _unless_permitted() -> str:
    permit = f"NOT EXISTS (SELECT 1 FROM {PERMIT})"  # noqa: S608
    return f"IF {permit} THEN {_refuse(UNPERMITTED)} END IF;"


def _record_rule(table: str) -> Rule:
    body = f"IF TG_OP <> 'INSERT' THEN {_refuse(RECORDED)} END IF; RETURN NEW;"
    return _trigger(table, body)


def _trigger(table: str, body: str, name: str = "kept") -> Rule:
    name = f"{table}_{name}"
    function = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"DECLARE approved timestamptz; is_public boolean; BEGIN {body} END $$"
    )
    trigger = (
        f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
    return Rule("TRIGGER", table, name, (function, trigger))


def _exclusion(table: str, name: str, columns: str) -> Rule:
    name = f"{table}_{name}"
    statement = (
        f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist ({columns}) "
        "WHERE (approved_at IS NOT NULL) DEFERRABLE INITIALLY DEFERRED"
    )
    return Rule("CONSTRAINT", table, name, (statement,))


def _refuse(message: str) -> str:
    return f"RAISE integrity_constraint_violation USING MESSAGE = '{message}';"


def _differ(columns: tuple[str, ...]) -> str:
    return " OR ".join(f'NEW."{name}" IS DISTINCT FROM OLD."{name}"' for name in columns)
