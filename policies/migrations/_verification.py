"""Days of verification, formerly columns of a citation, as records of the code that cites."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import migrations

CHINA = ZoneInfo("Asia/Shanghai")
CITED = ("source_id", "locator", "quote")


def days_into_records(app, citations):
    """The operation for an app's citations: the models' names, and the edition each belongs to.

    When it was written down is not known; it counts from the beginning of the day itself. The same
    day, carried on from one edition to the next, is one record.
    """

    def forwards(apps, schema_editor):
        using = schema_editor.connection.alias
        Verification = apps.get_model("policies", "Verification")
        seen = set()
        for model, owner in citations:
            rows = apps.get_model(app, model)._base_manager.using(using)
            checked = rows.exclude(verified_on=None).order_by("verified_on", "pk")
            columns = (f"{owner}__code", *CITED, "verified_on", "verified_by_id")
            seen.update(checked.values_list(*columns))
        Verification._base_manager.using(using).bulk_create(
            [
                Verification(
                    code=code,
                    source_id=source,
                    locator=locator,
                    quote=quote,
                    day=day,
                    person_id=person,
                    result="unchanged",
                    at=datetime.combine(day, time.min, CHINA),
                )
                for code, source, locator, quote, day, person in sorted(
                    seen, key=lambda each: (each[4], *map(str, each))
                )
            ],
            batch_size=500,
        )

    def backwards(apps, schema_editor):
        using = schema_editor.connection.alias
        records = apps.get_model("policies", "Verification")._base_manager.using(using)
        newest = {}
        for each in records.order_by("day", "pk"):
            passage = (each.code, each.source_id, each.locator, each.quote)
            is_verified = each.result == "unchanged"
            newest[passage] = (each.day, each.person_id) if is_verified else (None, None)
        for model, owner in citations:
            rows = apps.get_model(app, model)._base_manager.using(using)
            for key, *passage in rows.values_list("pk", f"{owner}__code", *CITED):
                day, person = newest.get(tuple(passage), (None, None))
                rows.filter(pk=key).update(verified_on=day, verified_by_id=person)

    return migrations.RunPython(forwards, backwards)
