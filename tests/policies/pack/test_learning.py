"""What a check learns of translations from the database: of what packs brought, of nothing else."""

from __future__ import annotations

import pytest

from guides.models import Term
from policies.models.plain import FromPack
from policies.pack.lint.translations import learn_from_packs
from policies.pack.memory import Key, Memory, Translation
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = Translation(Key("term:personal-account", "name", "en"), "个人账户", "Personal account")
OTHER = TODAY._replace(source="统筹基金")


def term(pack_hash: str) -> Term:
    return make.term(name_en="Personal account", pack_hash=pack_hash)


def learnt() -> Memory:
    memory = Memory()
    learn_from_packs(memory)
    return memory


def test_a_row_of_a_pack_says_what_its_translation_was_made_from() -> None:
    term("0" * 64)
    assert learnt().mark(TODAY) is not None
    assert not learnt().is_out_of_date(TODAY) and learnt().is_out_of_date(OTHER)


def test_a_row_that_editors_wrote_says_nothing_of_the_files() -> None:
    term(FromPack.BY_EDITORS)
    assert learnt().mark(TODAY) is None and not learnt().is_out_of_date(OTHER)


def test_an_edition_of_a_pack_says_so_and_one_of_an_editor_does_not() -> None:
    for code, origin, is_known in (("K7M2P", "0" * 64, True), ("K7M2Q", "", False)):
        make.policy(
            code=code, origin=origin, answer_en="Yes.", author=None,
            scenario=make.scenario(f"event-{code.lower()}"),
        )  # fmt: skip
        key = Key(f"policy:{code}", "answer", "en")
        said = Translation(key, "广东参保人出境定居的，可以申请提取。", "Yes.")
        assert (learnt().mark(said) is not None) is is_known
