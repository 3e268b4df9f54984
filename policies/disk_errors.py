"""Why a file could not be written, in words for whoever runs the site."""

from __future__ import annotations

import errno
import sqlite3

FULL = "磁盘满了"
WORDS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: "文件太大",
    errno.EROFS: "磁盘只能读",
    errno.EACCES: "没有写的权限",
    errno.EPERM: "没有写的权限",
    errno.ENOENT: "没有放它的文件夹",
    errno.ENOTDIR: "放它的不是文件夹",
    errno.EISDIR: "同名的是一个文件夹",
    errno.EEXIST: "同名的是一个文件",
}


def why_not_written(error: OSError | sqlite3.Error) -> str:
    """The reason in a few words; the system's own where there are none."""
    if isinstance(error, sqlite3.Error):
        is_full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        return FULL if is_full else str(error)
    return WORDS.get(error.errno or 0) or error.strerror or str(error)
