"""Broken content files: each is refused with file, row and column, and nothing is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from policies import models
from policies.pack.files import ContentRefused
from policies.pack.load import load_content
from tests import factories as make
from tests.policies.pack import pack

pytestmark = pytest.mark.django_db
REGIONS, SOURCES = "policies/regions.csv", "policies/sources/gd.yaml"
PLACE, CASES = "policies/regions/440000.yaml", "policies/expected_cases/440000.yaml"
QUESTIONS, FAQS, GUIDE = (
    "policies/questions.yaml",
    "guides/faqs/death.yaml",
    "guides/guides/moving-abroad.yaml",
)
WAYS = (
    f"{pack.FILES[PLACE].partition('  ways:')[1]}"
    f"{pack.FILES[PLACE].partition('  ways:')[2].partition('- code: K7M2Q')[0]}"
)
# A third question, and two combinations more: retired means stopped, stopped means paying, and whoever
# pays is not retired.
ROUND = """\
- code: pays
  text: {zh-hans: 你在缴费吗？}
  changeable: self
  options:
  - {code: 'yes', text: {zh-hans: 在缴}}
  - {code: 'no', text: {zh-hans: 没有缴}}
impossible_combinations:
- answers: {job: stopped, pays: 'no'}
- answers: {pays: 'yes', ret: 'yes'}
"""
ROW = pack.FILES[PLACE].partition("  ways:\n")[2].partition("- code: K7M2Q")[0]
FIRST_WAY = "  ways:\n  - - text:\n        zh-hans: 你已经退休\n"


@dataclass(frozen=True)
class Broken:
    """One value of the pack replaced by a wrong one, and the finding that must come of it."""

    why: str
    file: str
    old: str
    new: str
    row: int
    column: str
    message: str


BROKEN = [
    Broken("a day that no calendar has", PLACE, "2022-01-17", "2022-02-30", 7, "effective_from", "类型不对"),
    Broken("a day that is text", PLACE, "2022-01-17", "'2022-01-17'", 7, "effective_from", "类型不对"),
    Broken("an instant instead of a day", PLACE, "2022-01-17", "2022-01-17 08:00:00", 7, "effective_from", "类型不对"),
    Broken("an unknown scenario", PLACE, "settle-abroad", "settle-abrod", 4, "scenario", "没有代码为“settle-abrod”的情形"),
    Broken("an unknown source", PLACE, "- source: gd-2021-56", "- source: gd-2021-57", 15, "source", "没有代码为“gd-2021-57”的依据"),
    Broken("an unknown question", PLACE, "question: ret", "question: age", 22, "question", "没有代码为“age”的问题"),
    Broken("an unknown option", PLACE, "      - 'yes'", "      - maybe", 23, "accepts", "没有代码为“ret=maybe”的选项"),
    Broken("an option of another question", PLACE, "      - 'yes'", "      - employer", 23, "accepts", "没有代码为“ret=employer”的选项：问题“ret”的选项只有 no、yes"),
    Broken("a way for who is not sure", PLACE, "      - 'yes'", "      - '-'", 23, "accepts", "没有代码为“ret=-”的选项"),
    Broken("an option twice", PLACE, "      - 'yes'\n", "      - 'yes'\n      - 'yes'\n", 23, "accepts", "重复"),
    Broken("all options", PLACE, "      - 'yes'\n", "      - 'yes'\n      - 'no'\n", 23, "accepts", "什么也不决定"),
    Broken("a plain yes with conditions", PLACE, "verdict: conditional", "verdict: 'yes'", 5, "verdict", "符合条件才可以"),
    Broken("a row twice in a way", PLACE, ROW, f"{ROW}    {ROW[4:]}", 28, "text", "第 1 个条件一样"),
    Broken("two ways alike", PLACE, ROW, f"{ROW}  {ROW[2:]}", 28, "text", "途径 2 和途径 1 的条件一样"),
    Broken("an empty list", PLACE, "accepts:\n      - 'yes'", "accepts: []", 23, "accepts", "非空的列表"),
    Broken("a way without conditions", PLACE, FIRST_WAY, "  ways:\n  - []\n  - - text:\n        zh-hans: 你已经退休\n", 19, "ways", "至少要有一个条件"),
    Broken("ways as a number", PLACE, WAYS, "  ways: 5\n", 19, "ways", "列表"),
    Broken("no ways, written out", PLACE, WAYS, "  ways: []\n", 19, "ways", "没有条件就不写这一项"),
    Broken("answers of a case as a list", CASES, "  answers:\n    job: '-'\n    ret: 'no'\n", "  answers:\n  - ret\n", 5, "answers", "要写成 {键: 值}"),
    Broken("a combination as a list", QUESTIONS, "- answers:\n    job: employer\n    ret: 'yes'\n", "- answers:\n  - ret\n", 25, "answers", "要写成 {问题: 选项}"),
    Broken("a list of questions alone", QUESTIONS, "questions:\n", "asked:\n", 1, "-", "questions 和 impossible_combinations"),
    Broken("an unknown material", PLACE, "identity-card", "identity-paper", 53, "material", "没有代码为“identity-paper”的材料"),
    Broken("a paper twice", PLACE, "    originals: 1\n", "    originals: 1\n  - material: identity-card\n", 52, "requirements", "重复"),
    Broken("an unknown telephone", PLACE, "phone: hotline", "phone: '12393'", 43, "phone", "没有代码为“12393”的电话"),
    Broken("no citation", PLACE, "  citations:\n  - source: gd-2024-1\n    locator: 第三条\n    seen_on: 2026-11-22\n", "", 28, "citations", "至少要引用一个依据"),
    Broken("an empty list of citations", FAQS, "  citations:\n  - source: gd-2024-1\n    locator: 第三条\n    seen_on: 2026-11-22\n", "  citations: []\n", 9, "citations", "至少要引用一个依据"),
    Broken("a citation without a passage", PLACE, "    locator: 条号未见\n", "", 15, "locator", "缺少"),
    Broken("a quotation of 81 characters", PLACE, "经本人申请", "字" * 81, 17, "quote", "80"),
    Broken("a policy twice", PLACE, "  effective_from: 2027-01-01\n", "  effective_from: 2022-01-17\n", 28, "-", "重复"),
    Broken("an overlapping period", PLACE, "  effective_from: 2027-01-01\n", "  effective_from: 2026-12-31\n", 32, "effective_from", "重叠"),
    Broken("a period without a start after another", PLACE, "  effective_from: 2027-01-01\n", "", 7, "effective_from", "重叠"),
    Broken("a reversed period", PLACE, "2026-12-31", "2021-12-31", 8, "effective_to", "早于"),
    Broken("a reversed period of a source", SOURCES, "2026-12-31", "2021-12-31", 7, "effective_to", "早于"),
    Broken("an unknown verdict", PLACE, "verdict: conditional", "verdict: maybe", 5, "verdict", "maybe"),
    Broken("a verdict that YAML reads as a boolean", PLACE, "verdict: conditional", "verdict: true", 5, "verdict", "类型不对"),
    Broken("a number of days that is text", PLACE, "time_limit_days: 10", "time_limit_days: '10'", 9, "time_limit_days", "类型不对"),
    Broken("a negative number of days", PLACE, "time_limit_days: 10", "time_limit_days: -1", 9, "time_limit_days", "0"),
    Broken("an unknown key", PLACE, "  verdict: conditional", "  verdicts: conditional", 5, "verdicts", "不认识这一项"),
    Broken("a missing key", PLACE, "  verdict: conditional\n", "", 3, "verdict", "缺少"),
    Broken("an unknown section", PLACE, "procedures:", "procedure:", 39, "procedure", "不认识这一项"),
    Broken("a key without a value", PLACE, "time_limit_days: 10", "time_limit_days:", 9, "time_limit_days", "类型不对"),
    Broken("an empty value", FAQS, "slug: who-inherits", "slug: ''", 2, "slug", "空的"),
    Broken("no Simplified Chinese", PLACE, "    zh-hans: 广东参保人出境定居的，可以申请提取。\n", "", 11, "answer", "zh-hans"),
    Broken("a text that is no mapping", FAQS, "    zh-hans: 先按遗嘱。", "    先按遗嘱。", 5, "answer", "{zh-hans"),
    Broken("an unknown language", FAQS, "    zh-hans: 先按遗嘱。", "    zh-hans: 先按遗嘱。\n    fr: Par testament.", 5, "answer", "fr"),
    Broken("an answer of 201 characters", PLACE, "广东参保人出境定居的，可以申请提取。", "字" * 201, 11, "answer", "超过 200"),
    Broken("an English answer of 201 characters", PLACE, "People insured in Guangdong who settle abroad can apply.", "x" * 201, 11, "answer", "en 超过 200"),
    Broken("a permanent code with a letter that looks like a digit", PLACE, "code: K7M2P", "code: K7M2O", 3, "code", "永久代码"),
    Broken("a permanent code that is too short", PLACE, "code: K7M2P", "code: K7M", 3, "code", "永久代码"),
    Broken("a permanent code twice", FAQS, "code: G7M2Q", "code: K7M2P", 1, "-", "重复"),
    Broken("an address that is not gov.cn", SOURCES, "https://www.gd.gov.cn/zwgk/", "https://www.gd-gov.cn/", 5, "url", "gov.cn"),
    Broken("an address that nobody can read", SOURCES, "https://www.gd.gov.cn/zwgk/", "https://[", 5, "url", "gov.cn"),
    Broken("an entrance that only looks like gov.cn", PLACE, "https://www.gd.gov.cn/ybj/", "https://gd.gov.cn.example.com/", 44, "entrance_url", "gov.cn"),
    Broken("an online procedure without offline help", PLACE, "channel: counter", "channel: app", 40, "offline_help", "线下帮助"),
    Broken("a conflict with one source", PLACE, "evidence: quoted", "evidence: conflicting", 14, "citations", "两个依据"),
    Broken("a source in the wrong file", SOURCES, "code: gd-2024-1", "code: bj-2024-1", 8, "-", "sources/bj.yaml"),
    Broken("an answer in the wrong file", FAQS, "scenario: death", "scenario: settle-abroad", 1, "-", "faqs/settle-abroad.yaml"),
    Broken("a region that is not its file's name", PLACE, "region: '440000'", "region: '440300'", 1, "region", "440000"),
    Broken("a region without quotation marks", CASES, "region: '440000'", "region: 440000", 1, "region", "440000"),
    Broken("a region inside a row", PLACE, "  scenario: settle-abroad", "  region: '440300'\n  scenario: settle-abroad", 3, "region", "只写在文件开头"),
    Broken("a guide that is not its file's name", GUIDE, "slug: moving-abroad", "slug: moving", 1, "slug", "moving-abroad"),
    Broken("broken YAML", PLACE, "policies:\n", "policies: [\n", 3, "1", "YAML"),
    Broken("a key twice", PLACE, "  verdict: conditional\n", "  verdict: conditional\n  verdict: 'no'\n", 6, "verdict", "写了两次"),
    Broken("a tag that would make an object", PLACE, "time_limit_days: 10", "time_limit_days: !!python/name:os.system", 9, "20", "YAML"),
    Broken("a file that is no list", SOURCES, "- code: gd-2021-56\n", "code: gd-2021-56\nrows:\n- code: gd-2021-56\n", 1, "-", "应该是一个列表"),
    Broken("columns of a table renamed", REGIONS, "name_zh_hans", "name", 1, "-", "列应为"),
    Broken("a column too many", REGIONS, "全国,,Nationwide,,", "全国,,Nationwide,,,", 2, "-", "列数"),
    Broken("a column too few", REGIONS, "全国,,Nationwide,,", "全国,,Nationwide,", 2, "-", "列数"),
    Broken("a quotation mark that never closes", REGIONS, "深圳市", '"深圳市', 4, "-", "CSV"),
    Broken("a division without a level above", REGIONS, "province,100000", "province,", 3, "parent", "上级地区"),
    Broken("a division below one that is not there", REGIONS, "prefecture,440000", "prefecture,450000", 4, "parent", "没有代码为“450000”的地区"),
    Broken("a division below itself", REGIONS, "prefecture,440000", "prefecture,440300", 4, "parent", "不比它高"),
    Broken("a division that became itself", REGIONS, "深圳市,,Shenzhen,,", "深圳市,,Shenzhen,,440300", 4, "successor", "440300 → 440300"),
    Broken("divisions that became each other", REGIONS, "广东省,,Guangdong,粤,\n440300,prefecture,440000,深圳市,,Shenzhen,,", "广东省,,Guangdong,粤,440300\n440300,prefecture,440000,深圳市,,Shenzhen,,440000", 4, "successor", "440300 → 440000 → 440300"),
    Broken("a division with a code of five digits", REGIONS, "440300,", "44030,", 4, "code", "六位"),
    Broken("a division twice", REGIONS, "440300,prefecture", "440000,prefecture", 4, "-", "重复"),
    Broken("an unknown level", REGIONS, "prefecture", "city", 4, "level", "city"),
    Broken("a question with a code that no address can hold", QUESTIONS, "- code: job", "- code: Job", 13, "code", "小写字母"),
    Broken("a question named as the wizard's day", QUESTIONS, "- code: job", "- code: 'on'", 13, "code", "另有用处"),
    Broken("an option that reads as not sure", QUESTIONS, "- code: 'no'", "- code: '-'", 10, "code", "小写字母"),
    Broken("a negative fixed place", QUESTIONS, "  changeable: time\n", "  changeable: time\n  pin: -1\n", 6, "pin", "0"),
    Broken("an option twice in a question", QUESTIONS, "- code: 'no'", "- code: 'yes'", 6, "options", "重复"),
    Broken("options that are no list", QUESTIONS, "  options:\n  - code: 'yes'\n    text:\n      zh-hans: 已经退休\n  - code: 'no'\n    text:\n      zh-hans: 还没有退休\n", "  options: 5\n", 6, "options", "列表"),
    Broken("an impossible combination of what is no option", QUESTIONS, "job: employer", "job: employed", 25, "options", "job=employed"),
    Broken("a question without options", QUESTIONS, "  options:\n  - code: 'yes'\n    text:\n      zh-hans: 已经退休\n  - code: 'no'\n    text:\n      zh-hans: 还没有退休\n", "  options: []\n", 6, "options", "没有选项"),
    Broken("a question without a word on its options", QUESTIONS, "  options:\n  - code: 'yes'\n    text:\n      zh-hans: 已经退休\n  - code: 'no'\n    text:\n      zh-hans: 还没有退休\n", "", 2, "options", "没有选项"),
    Broken("a question of nothing but residual options", QUESTIONS, "      zh-hans: 已经退休\n  - code: 'no'\n", "      zh-hans: 已经退休\n    residual: true\n  - code: 'no'\n    residual: true\n", 6, "options", "全是兜底选项"),
    Broken("an impossible combination of a question with itself", QUESTIONS, "    job: employer\n", "    ret: 'no'\n", 27, "ret", "写了两次"),
    Broken("an impossible combination of not sure", QUESTIONS, "    job: employer\n", "    job: '-'\n", 25, "options", "job=-"),
    Broken("an impossible combination of one answer", QUESTIONS, "    job: employer\n", "", 25, "answers", "至少要有两个选项"),
    Broken("impossible combinations that go round", QUESTIONS, "- answers:\n    job: employer\n", "- answers:\n    job: stopped\n    ret: 'yes'\n- answers:\n    job: employer\n", 28, "answers", "“你现在怎样参保？”就没有一个选项可选"),
    Broken("a round over three questions", QUESTIONS, "impossible_combinations:\n", ROUND, 33, "answers", "谁也不能答“你退休了吗？”的“已经退休（ret=yes）”"),
    Broken("an expected case with an unknown question", CASES, "ret: 'no'", "age: 'no'", 5, "answers", "age=no"),
    Broken("an expected case with an unknown option", CASES, "ret: 'no'", "ret: perhaps", 5, "answers", "ret=perhaps"),
    Broken("an expected case with an unknown outcome", CASES, "settle-abroad: 'no'", "settle-abroad: perhaps", 8, "outcomes", "perhaps"),
    Broken("an expected case with an unknown scenario", CASES, "settle-abroad: 'no'", "settle: 'no'", 8, "outcomes", "settle"),
    Broken("an expected case with no outcome at all", CASES, "  outcomes:\n    settle-abroad: 'no'\n", "  outcomes: {}\n", 8, "outcomes", "至少要写一个"),
    Broken("an expected case without outcomes", CASES, "  outcomes:\n    settle-abroad: 'no'\n", "", 3, "outcomes", "缺少"),
    Broken("a line end of Windows", FAQS, "slug: who-inherits\n", "slug: who-inherits\r\n", 2, "-", "CR"),
    Broken("a NUL", FAQS, "谁能继承", "谁能\x00继承", 4, "-", "NUL"),
    Broken("a byte order mark", FAQS, "- code: G7M2Q", "\ufeff- code: G7M2Q", 1, "-", "BOM"),
]  # fmt: skip


def refusal(roots: dict[str, Path]) -> ContentRefused:
    with pytest.raises(ContentRefused) as refused:
        load_content(roots, now=make.NOON)
    return refused.value


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.why)
def test_a_broken_file_is_refused_with_file_row_and_column(broken: Broken, tmp_path: Path) -> None:
    roots = pack.write(tmp_path, **pack.replace(broken.file, broken.old, broken.new))
    found = refusal(roots).findings
    where = (broken.file.partition("/")[2], broken.row, broken.column)
    assert where in [(f.file, f.row, f.column) for f in found], found
    assert any(broken.message in f.message for f in found), found
    assert not models.Region.objects.exists() and not models.Policy.objects.exists()


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    roots = pack.write(tmp_path)
    (tmp_path / SOURCES).write_bytes(pack.FILES[SOURCES].encode("gb18030"))
    (finding,) = refusal(roots).findings
    assert str(finding) == "sources/gd.yaml:2:-: 不是 UTF-8 编码。"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    roots = pack.write(tmp_path)
    (tmp_path / REGIONS).unlink()
    (finding,) = refusal(roots).findings
    assert finding.file.endswith("regions.csv") and "没有这个文件" in finding.message


def test_every_mistake_is_found_at_once(tmp_path: Path) -> None:
    changes = pack.replace(PLACE, "verdict: conditional", "verdict: maybe")
    changes |= pack.replace(SOURCES, "kind: notice", "kind: rumour")
    changes |= pack.replace(FAQS, "evidence: official", "evidence: none")
    found = refusal(pack.write(tmp_path, **changes)).findings
    assert [(f.file, f.column) for f in found] == [
        ("faqs/death.yaml", "evidence"),
        ("regions/440000.yaml", "verdict"),
        ("sources/gd.yaml", "kind"),
    ]


def test_a_file_that_cannot_be_read_hides_no_other_cause(tmp_path: Path) -> None:
    changes = pack.replace(QUESTIONS, "questions:", "questions: [")
    found = refusal(pack.write(tmp_path, **changes)).findings
    assert [finding.file for finding in found] == ["questions.yaml"]


def test_the_command_prints_each_finding_and_fails(tmp_path: Path) -> None:
    pack.write(tmp_path, **pack.replace(PLACE, "verdict: conditional", "verdict: maybe"))
    said: Any = StringIO()
    with pytest.raises(CommandError, match="1 处不对，一行也没有装"):
        call_command("load_content", str(tmp_path), stderr=said)
    assert said.getvalue().startswith("regions/440000.yaml:5:verdict: ")
