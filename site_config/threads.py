"""What Django keeps by task is kept by thread here.

A request has one thread from its beginning to its end. Django asks for the language, the urlconf
and the prefix of addresses some three hundred times a page, and asgiref's Local, which would also
serve coroutines, takes its time each time: a twelfth of a page. See docs/adr/0091.
"""

from __future__ import annotations

import threading

from django.urls import base
from django.utils.translation import trans_real


def keep_by_thread() -> None:
    """To be called before the first request."""
    vars(trans_real)["_active"] = threading.local()
    vars(base).update(_prefixes=threading.local(), _urlconfs=threading.local())
