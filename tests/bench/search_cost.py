"""Says what a search costs among ten thousand documents: every shipped one again and again.

    DATABASE_URL=sqlite:////tmp/loaded.sqlite3 python -m tests.bench.search_cost

Needs a database with the shipped content; reads only. Prints the middle and the longest of 20
searches, in milliseconds of CPU. The bound is 50 (a quiet machine: 5 to 29).
"""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Iterator

import django

DOCUMENTS = 10_000
ASKED = (
    "老婆能用我的医保卡买药吗",
    "南京 鼓楼 去世",
    "我爸走了，他医保卡里的钱能领吗",
    "gongji",
    "加微信代提医保余额",
)


def main() -> None:
    """Index the documents once, then ask each question twenty times."""
    from django.db import connection
    from django.utils import timezone

    from guides.search import index
    from guides.views.search import searched
    from policies.publishing.events import token
    from policies.speech import Speech
    from policies.views.page import Reader

    shipped = index._documents

    def repeated(state: index.State) -> Iterator[tuple[index.Document, index.Texts]]:
        return itertools.islice(itertools.cycle(list(shipped(state))), DOCUMENTS)

    index._documents = repeated
    now = timezone.now()
    reader = Reader("zh-hans", token(now), now, now.date(), now, Speech("zh-hans"))
    searched(ASKED[0], reader)  # builds the index
    for asked in ASKED:
        taken = []
        for _turn in range(20):
            start = time.process_time()
            searched(asked, reader)
            taken.append((time.process_time() - start) * 1000)
        middle, most = statistics.median(taken), max(taken)
        print(f"{connection.vendor} {asked}: {middle:.1f} ms, at most {most:.1f} ms")


if __name__ == "__main__":
    django.setup()
    main()
