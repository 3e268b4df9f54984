"""What may be too long for memory: then it lies on disk, in a file without a name.

Nobody else reads such a file, and nothing is left of it once it is closed.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable
from typing import BinaryIO, cast

LONGEST = 1024 * 1024  # bytes that are held in memory; of what is longer all is on disk
AT_ONCE = 64 * 1024  # bytes of it that are read together


def held(parts: Iterable[bytes]) -> bytes | BinaryIO:
    """All parts together; the file, at its beginning, where they are too long.

    They are complete: where one fails nothing is held. Whoever is given the file closes it.
    """
    with contextlib.ExitStack() as closing:
        file = cast(BinaryIO, closing.enter_context(tempfile.SpooledTemporaryFile(LONGEST)))
        for part in parts:
            file.write(part)
        is_short = file.tell() <= LONGEST
        file.seek(0)  # what was written reaches the disk
        if is_short:
            return file.read()
        closing.pop_all()
    return file
