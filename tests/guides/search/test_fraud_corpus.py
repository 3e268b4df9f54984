"""What the signs of frauds are learned from: nobody's address or account, and nothing else."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from guides.search.fraud import WEIGHTS
from guides.search.fraud.signs import FILE

ROOT = Path(__file__).resolve().parents[3]
MESSAGES = Path(__file__).resolve().parents[1] / "messages"
CORPUS = FILE.parent / "corpus"
LISTS = [
    f"{name}_{kind}"
    for name in ("left_out", "sealed", "strangers", "newcomers")
    for kind in ("frauds", "harmless")
]
FILES = [CORPUS / "frauds.txt", CORPUS / "harmless.txt", *(MESSAGES / f"{x}.txt" for x in LISTS)]

HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,}")
NOBODYS = re.compile(
    r"\.example$|^www\.example\.gov\.cn$"
)  # reserved by RFC 2606; a made-up office
# Letters with a number of some length, or a number that could be dialled.
HANDLE = re.compile(
    r"(?<![\w/.])(?=\w*[a-z])(?=\w*\d{2})(?!\w*xxx)\w{4,}|\d{7,}|\d{3,4}-\d{3,4}(?!\d*元)",
    re.ASCII | re.IGNORECASE,
)
HANDLES_OF_NOBODY = {"SF1029", "A1032", "2019-2022"}
SPOKEN_NUMBER = re.compile("[〇零一二三四五六七八九]{7,}")


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_address_or_account_stands_in_a_list_that_could_be_somebodys(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [host for host in HOST.findall(text) if not NOBODYS.search(host)] == []
    handles = [*HANDLE.findall(HOST.sub("", text)), *SPOKEN_NUMBER.findall(text)]
    assert set(handles) <= HANDLES_OF_NOBODY


@pytest.mark.parametrize("live", ["加微信 yb8866", "加薇 yb_520", "打 13800001234", "qq 4008-1234"])
def test_a_handle_would_be_noticed(live: str) -> None:
    assert HANDLE.search(live)


def test_nothing_that_was_left_out_is_learned_from() -> None:
    left_out = {text for path in FILES[2:] for text in lines(path)}
    assert left_out.isdisjoint(lines(FILES[0]) + lines(FILES[1]))


def test_the_weights_are_what_the_corpus_and_the_signs_give() -> None:
    spec = importlib.util.spec_from_file_location("learn", ROOT / "bin" / "learn_frauds.py")
    assert spec and spec.loader
    learn = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(learn)
    assert WEIGHTS.read_text(encoding="utf-8") == learn.written(), "run bin/learn_frauds.py"
