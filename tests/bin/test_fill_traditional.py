"""What bin/translations converts by itself, and what it leaves to whoever wrote it."""

from __future__ import annotations

import polib
import pytest

from policies.languages import BY_CODE
from tests.bin.scripts import script

pytestmark = pytest.mark.sqlite("once is enough: no test here asks the database")
fill_traditional = script("fill_traditional")
CONVERTED: str = fill_traditional.CONVERTED


def filled(**columns: object) -> polib.POEntry:
    messages = polib.POFile()
    messages.append(polib.POEntry(**{"msgid": "医保个人账户", **columns}))
    fill_traditional.fill(messages)
    entry: polib.POEntry = messages[0]
    return entry


def test_what_has_no_translation_is_converted_and_says_so() -> None:
    entry = filled()
    assert (entry.msgstr, entry.tcomment) == ("醫保個人賬戶", CONVERTED)


def test_what_was_written_by_hand_stays() -> None:
    entry = filled(msgstr="醫保個人帳戶")
    assert (entry.msgstr, entry.tcomment) == ("醫保個人帳戶", "")


def test_what_was_converted_before_follows_its_source() -> None:
    assert filled(msgstr="舊的", tcomment=CONVERTED).msgstr == "醫保個人賬戶"


def test_a_guess_of_gettext_is_replaced_and_no_trace_of_it_is_left() -> None:
    entry = filled(msgstr="差不多", flags=["fuzzy", "python-format"], previous_msgid="差不多")
    assert entry.msgstr == "醫保個人賬戶"
    assert entry.flags == ["python-format"] and entry.previous_msgid is None


def test_chinese_has_one_form_for_any_number() -> None:
    entry = filled(msgid="%s 个", msgid_plural="%s 个")
    assert entry.msgstr_plural == {0: "%s 個"}


def test_the_header_says_nothing_that_changes_from_run_to_run() -> None:
    messages = polib.POFile()
    messages.metadata = {"POT-Creation-Date": "2026-11-27 02:00+0800", "Last-Translator": "x"}
    fill_traditional.tidy(messages, BY_CODE["zh-hant"])
    first = str(messages)
    fill_traditional.tidy(messages, BY_CODE["zh-hant"])
    assert str(messages) == first
    assert "POT-Creation-Date" not in messages.metadata
    assert messages.metadata["Language"] == BY_CODE["zh-hant"].locale
    assert messages.metadata["Plural-Forms"] == BY_CODE["zh-hant"].plural


def test_what_still_lacks_a_translation_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Kept(polib.POFile):  # type: ignore[misc]
        def save(self, *_args: object, **_options: object) -> None:
            saved.append(self.metadata["Language"])

    def messages(_language: str) -> polib.POFile:
        found = Kept()
        found.append(polib.POEntry(msgid="新的一句"))
        return found

    saved: list[str] = []
    monkeypatch.setattr(fill_traditional, "open_messages", messages)
    fill_traditional.main()
    assert saved == ["zh_Hant", "en"]
    assert capsys.readouterr().err == "en：还没有译文，或者要核对：新的一句\n"
