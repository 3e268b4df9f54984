"""Whatever may change on the site, changed at random: by the verbs, by hand, by time passing."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from random import Random
from typing import Any

from django.db import DatabaseError, models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from policies.models import Edition, Region, Scenario, Source
from policies.models.edition import edition_models
from policies.models.plain import PublicRow
from policies.publishing import actions
from policies.publishing.actions import Refused
from policies.publishing.shared.permits import permitted
from tests import factories as make
from tests.shared_rows import shared
from tests.verifying import read_again

PLACES, EVENTS = ("440000", "440300"), ("settle-abroad", "death")
OURS = ("policies.rules", "policies.views", "policies.former", "policies.region", "guides.")
RESULTS = ("unchanged", "changed", "gone", "cannot_open")
MAKERS = (make.policy, make.procedure, make.guide, make.faq, make.fact_check)
Change = Callable[[Random, Any], object]


def begin() -> None:
    """One of everything that readers may see."""
    for code, above in (("440000", make.nation()), ("440300", None)):
        make.region(code, code, parent=above or make.region("440000"))
    for code in EVENTS:
        make.scenario(code)
    for model in public_rows():
        shared(model)
    for maker in MAKERS:
        maker(live=True)


def public_rows() -> list[type[PublicRow]]:
    return sorted(PublicRow.__subclasses__(), key=lambda model: model.__name__)


def any_row(random: Random, model: type[PublicRow]) -> Any:
    """A row; one that is made where none is left."""
    rows = list(model._default_manager.order_by("pk"))
    return random.choice(rows) if rows else shared(model)


def live(random: Random) -> Any:
    found: list[Edition] = []
    for model in edition_models():
        found += model._base_manager.filter(state="live", publish_at__lte=timezone.now())
    return random.choice(found) if found else None


def new_columns(random: Random, maker: Any) -> dict[str, Any]:
    if maker not in (make.policy, make.procedure):
        return {}
    place, event = random.choice(PLACES), random.choice(EVENTS)
    region = Region.objects.filter(code=place).first()
    scenario = Scenario.objects.filter(code=event).first()
    if not (region and scenario):  # a change before took it away: the factory's own then
        return {}
    columns: dict[str, Any] = {"region": region, "scenario": scenario}
    ends = {"effective_to": random.choice([None, timezone.localdate()])}
    return columns | (ends if maker is make.policy else {})


def publish(random: Random, clock: Any) -> object:
    maker: Any = random.choice(MAKERS)
    return maker(live=True, at=timezone.now(), **new_columns(random, maker))


def schedule(random: Random, clock: Any) -> object:
    maker: Any = random.choice(MAKERS)
    later = timezone.now() + dt.timedelta(hours=random.randrange(1, 30))
    return make.publish(maker(**new_columns(random, maker)), at=timezone.now(), publish_at=later)


def revise(random: Random, clock: Any) -> object:
    edition = live(random)
    words: dict[str, Any] = {
        "review_by": timezone.localdate() + dt.timedelta(days=random.randrange(60))
    }
    return edition and make.new_version(edition, at=timezone.now(), **words)


def withdraw(random: Random, clock: Any) -> object:
    edition = live(random)
    approver = make.user("approver")
    return edition and actions.withdraw(edition, by=approver, reason="写错了。")


def verify(random: Random, clock: Any) -> object:
    edition = live(random)
    return edition and read_again(edition, random.choice(RESULTS), at=timezone.now())


def reword(random: Random, clock: Any) -> object:
    """Any text of any row that is no edition."""
    row = any_row(random, random.choice(public_rows()))
    texts = [
        each.name
        for each in row._meta.concrete_fields
        if isinstance(each, models.CharField | models.TextField)
        and not each.choices
        and each.name.endswith(("_zh_hans", "_en", "title", "phone", "issuer"))
    ]
    return texts and make.change(row, **{random.choice(texts): f"新{random.randrange(999)}"})


def renumber(random: Random, clock: Any) -> object:
    """Any day or number of such a row."""
    row = any_row(random, random.choice(public_rows()))
    kinds = (models.DateField, models.IntegerField)
    numbers = [
        each
        for each in row._meta.concrete_fields
        if isinstance(each, kinds) and not each.choices and not each.primary_key
    ]
    if not numbers:
        return None
    field = random.choice(numbers)
    day = timezone.localdate() - dt.timedelta(days=random.randrange(900))
    value = day if isinstance(field, models.DateField) else random.randrange(9)
    return make.change(row, **{field.name: value})


def note_of_a_link(random: Random, clock: Any) -> object:
    row = any_row(random, Source)
    row.link_state = random.choice([value for value, _ in Source.LinkState.choices])
    return row.save(update_fields=["link_state"])


def delete(random: Random, clock: Any) -> object:
    with permitted("a factory"):
        return any_row(random, random.choice(public_rows())).delete()


def wait(random: Random, clock: Any) -> object:
    return clock.shift(random.choice([1, 60, 3600, 4 * 3600, 26 * 3600]))


CHANGES: tuple[Change, ...] = (
    publish, schedule, revise, withdraw, verify, reword, reword, renumber, note_of_a_link, delete,
    wait,
)  # fmt: skip


def change_something(random: Random, clock: Any) -> str:
    """One change, and its name; what the site refuses changes nothing and is no change."""
    while True:
        change = random.choice(CHANGES)
        try:
            with transaction.atomic():
                if change(random, clock) is not None or change in (note_of_a_link, wait):
                    return change.__name__
        except (DatabaseError, ProtectedError, Refused):
            continue


def forget() -> None:
    """Whatever a process of the site has remembered of what is published."""
    ours = [each for name, each in sys.modules.items() if name.startswith(OURS)]
    for module in ours:
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()
