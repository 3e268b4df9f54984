"""What is wrong with a condition, in words that an editor can act on.

One place for forms, the verbs of publishing and content files. Pure: no ORM, no request, no clock.
A condition is its canonical content: options as "ret=yes", a question as its code or None. What
could not be read is None: then something else has told of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from policies.rules.offered import NO_OPTIONS, NOTHING, Offered, Options, all_answered, asked

Content = Mapping[str, object]
Problem = tuple[str, str]  # the field, and what is wrong with it

NOT_PROSE = (
    "不再使用：把条件写成一条一条的行（每行一句，加上问题或者去哪里核实，加上依据），"
    "其余写进“说明”（notes），再把这里清空。"
)
NOT_UNDER_YES = (
    "结论是“可以”，就不能还有条件：要符合条件的，结论写“符合条件才可以”；没有条件的，把条件去掉。"
)
NOT_OF_UNASKED = ("accepted", "unclear", "text_if_unmet", "text_if_unclear")


def row_problems(row: Content, options: Options) -> list[Problem]:
    """What is wrong with one condition."""
    found: list[Problem] = []
    if not _says(row, "text"):
        found.append(("text", "要写条件这一句：网页上显示的就是它，例如“你已经退休”。"))
    return found + list(_asked(row, options) if row.get("question") else _unasked(row))


def ways_problems(ways: Sequence[int]) -> list[str]:
    """What is wrong with the numbers of the ways in which a rule's conditions stand."""
    if any(number < 1 for number in ways):
        return ["途径从 1 开始编号。"]
    missing = sorted(set(range(1, max(ways, default=0))) - set(ways))
    return [f"途径 {number} 是空的，里面没有条件。请把途径连着编号。" for number in missing]


def repeated_rows(rows: Sequence[Content]) -> Iterator[tuple[int, str]]:
    """Conditions that decide nothing, because another one of their way or another way says the
    same: the place of the later one, and what is wrong."""
    first: dict[object, int] = {}
    ways: dict[object, set[object]] = {}
    for place, row in enumerate(rows):
        ways.setdefault(row.get("way"), set()).add(_decides(row))
        if (earlier := first.setdefault((row.get("way"), _decides(row)), place)) != place:
            yield place, f"和第 {earlier + 1} 个条件一样，途径也一样，去掉一个。"
    same: dict[frozenset[object], object] = {}
    for way, decides in ways.items():
        if (other := same.setdefault(frozenset(decides), way)) != way:
            place = next(place for place, row in enumerate(rows) if row.get("way") == way)
            yield place, f"途径 {way} 和途径 {other} 的条件一样，去掉一个途径。"


def _decides(row: Content) -> object:
    """What a condition asks and accepts; of one that is not asked its sentence."""
    if not row.get("question"):
        return row.get("text_zh_hans")
    return row["question"], *(frozenset(_listed(row, name)) for name in ("accepted", "unclear"))


def _asked(row: Content, options: Options) -> Iterator[Problem]:
    """What is wrong with a condition that is asked."""
    question = str(row["question"])
    offered = options.get(question, NOTHING)
    accepted, unclear = _listed(row, "accepted"), _listed(row, "unclear")
    if question in options and not offered.options:
        yield "question", NO_OPTIONS
        return  # whatever else is wrong comes of it
    foreign = sorted((accepted | unclear) - offered.options.keys())
    if foreign:
        theirs = all_answered(foreign, options)
        yield "accepted", f"这些选项不属于{asked(question, options)}：{theirs}。"
    if not accepted and row.get("accepted") is not None:
        yield "accepted", "问了问题，就要选至少一个接受的选项。"
    if accepted and accepted <= offered.residual:
        said = _said(sorted(accepted), offered)
        yield "accepted", f"只接受{said}，谁也不算符合：选它的人，依据都没有说到。"
    if offered.options and accepted >= offered.options.keys():
        yield "accepted", "接受了全部选项，这一条什么也不决定：去掉它，或者只选依据说可以的。"
    if both := sorted(accepted & unclear):
        yield "unclear", f"这些选项已经在接受的里面：{_said(both, offered)}。"
    decided = offered.options.keys() - offered.residual
    rejected = [each for each in offered.options if each in decided - accepted - unclear]
    is_known = not foreign and None not in (row.get("accepted", ()), row.get("unclear", ()))
    if is_known and rejected and not _says(row, "text_if_unmet"):
        yield "text_if_unmet", f"答{_said(rejected, offered)}就不可以，要写不满足时的说明。"
    if unclear and not _says(row, "text_if_unclear"):
        yield "text_if_unclear", "有依据没有说的选项，要写依据没有说时的说明。"
    if _says(row, "where_to_find_out"):
        yield "where_to_find_out", "问的条件不写去哪里核实：问题自己有这一项。不问的，问题留空。"


def _said(options: Iterable[str], offered: Offered) -> str:
    return "、".join(map(offered.said, options))


def _unasked(row: Content) -> Iterator[Problem]:
    """What is wrong with a condition that is not asked."""
    if not _says(row, "where_to_find_out"):
        yield "where_to_find_out", "不问的条件要写去哪里核实；要问的，请选问题。"
    for field in NOT_OF_UNASKED:
        if _listed(row, field) or _says(row, field):
            yield field, "不问的条件（没有选问题）不写这一项。"


def _says(row: Content, field: str) -> bool:
    return bool(row.get(f"{field}_zh_hans"))


def _listed(row: Content, field: str) -> set[str]:
    listed = row.get(field)
    return set(map(str, listed)) if isinstance(listed, list) else set()
