"""The figures of one run, and the ratios that say more than they do: machines differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from site_config.bench.costs import Cost
from site_config.bench.servers import Load

WORDS = {
    "bare": "空的 Django 视图",
    "cache-middleware": "Django 自带的缓存中间件",
    "cold": "没有备好的页面",
    "warm": "备好的页面",
    "not-modified": "304",
    "search": "搜索",
    "wizard": "查一查的一步",
    "compare": "全国对比",
    "admin-lists": "后台列表",
    "warm-gunicorn": "备好的页面，gunicorn",
    "nginx-file": "nginx 发同样的文件",
    "warm-nginx": "备好的页面，nginx",
    "nginx-file-gzip": "nginx 发同样的文件，gzip",
    "warm-nginx-gzip": "备好的页面，nginx，gzip",
}
# Name of a ratio: what is divided by what, and the most that it should be.
BOUNDS = {
    "warm / bare": 1 / 3,
    "not-modified / warm": 1.0,
    "warm-nginx / nginx-file": 1 / 0.6,
    "warm-nginx-gzip / nginx-file-gzip": 1 / 0.6,
}
MOST_MILLISECONDS = {"cold": 5.0, "compare": 60.0, "search": 10.0, "wizard": 8.0}


@dataclass(slots=True)
class Run:
    """What was measured with one amount of content."""

    size: str
    policies: int
    costs: list[Cost]
    loads: list[Load] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)  # programs, without which there are no loads

    def milliseconds(self) -> dict[str, float]:
        of_calls = {each.name: each.milliseconds for each in self.costs}
        return of_calls | {each.name: each.milliseconds for each in self.loads}

    def as_data(self) -> dict[str, object]:
        return {
            "size": self.size,
            "policies": self.policies,
            "milliseconds": {name: round(value, 4) for name, value in self.milliseconds().items()},
            "per_second": {each.name: round(each.per_second) for each in self.loads},
            "failed": {each.name: each.failed for each in self.loads},
            "ratios": {
                name: round(value, 3) for name, value in ratios(self.milliseconds()).items()
            },
            "missing": self.missing,
        }


def run_of(data: Mapping[str, object]) -> Run:
    """A run again that another process told as data."""
    milliseconds = data["milliseconds"]
    if not isinstance(milliseconds, dict):
        raise TypeError(milliseconds)
    costs = [Cost(name, float(value)) for name, value in milliseconds.items()]
    return Run(str(data["size"]), int(str(data["policies"])), costs)


def ratios(milliseconds: Mapping[str, float]) -> dict[str, float]:
    """What one thing costs as a part of what another costs, where both were measured."""
    pairs = {name: name.split(" / ") for name in BOUNDS}
    return {
        name: milliseconds[one] / milliseconds[other]
        for name, (one, other) in pairs.items()
        if milliseconds.get(other) and one in milliseconds
    }


def growth(small: Run, large: Run) -> dict[str, float]:
    """How much more the same costs with more content."""
    before, after = small.milliseconds(), large.milliseconds()
    return {name: after[name] / before[name] for name in after if before.get(name)}


def in_lines(runs: list[Run]) -> list[str]:
    """The runs for people: a line a figure, then what is above its bound."""
    lines = []
    for run in runs:
        lines.append(f"{run.size}（{run.policies} 条规定）")
        rates = {each.name: each.per_second for each in run.loads}
        for name, value in run.milliseconds().items():
            rate = f"{rates[name]:>9.0f} 次/秒" if name in rates else ""
            lines.append(f"  {value:>9.3f} ms 处理器 {rate:>15}  {WORDS[name]}")
        if run.missing:
            lines.append(f"  没有装 {'、'.join(run.missing)}，所以没有每秒多少次和 nginx 的数字。")
        lines += [f"  {each}" for each in judged(run.milliseconds())]
    for run in runs[1:]:
        most = max(growth(runs[0], run).items(), key=lambda pair: pair[1])
        lines.append(f"{run.size} 比 {runs[0].size}：最多贵 {most[1]:.2f} 倍（{WORDS[most[0]]}）")
    return lines


def judged(milliseconds: Mapping[str, float]) -> list[str]:
    """Each ratio and each bounded figure, and whether it keeps its bound."""
    told = [
        f"{name} = {value:.2f}{_bound(value, BOUNDS[name], '.2f')}"
        for name, value in ratios(milliseconds).items()
    ]
    bounded = [(name, most) for name, most in MOST_MILLISECONDS.items() if name in milliseconds]
    return told + [
        f"{WORDS[name]} {milliseconds[name]:.1f} ms{_bound(milliseconds[name], most, '.0f')}"
        for name, most in bounded
    ]


def _bound(value: float, most: float, form: str) -> str:
    return f"（最多 {most:{form}}{'' if value <= most else '，超过'}）"


def as_data(runs: list[Run]) -> dict[str, object]:
    grown = {run.size: growth(runs[0], run) for run in runs[1:]}
    return {
        "runs": [run.as_data() for run in runs],
        "growth": {size: {k: round(v, 2) for k, v in each.items()} for size, each in grown.items()},
        "loads": [asdict(each) for run in runs for each in run.loads],
    }
