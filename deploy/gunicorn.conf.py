"""How the site is served, by bin/run and by deploy/site.service. Why gunicorn: docs/adr/0033."""

import os
import sys
from typing import Any

from gunicorn.glogging import Logger

from site_config import metrics_folder
from site_config.log_lines import JsonLines

# Where nginx of another machine comes from; gunicorn takes an empty one for every address there is.
bind = [os.environ.get("LISTEN") or "127.0.0.1:8000"]
if metrics := os.environ.get("METRICS_PORT"):
    # For Prometheus alone, and never through nginx. All processes count in one folder.
    bind.append(f"127.0.0.1:{metrics}")
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:  # SIGHUP reads this file again
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = metrics_folder.make_folder()
workers = 2
worker_class = "gthread"
threads = 8
timeout = 30  # a worker that gives no sign of life for so long is replaced
graceful_timeout = 20  # what is being answered may be finished after SIGTERM
keepalive = 75  # longer than nginx keeps an idle connection, so that it never meets a closed one
# What is too long the site refuses with a page of its own (site_config/http/malformed.py), and
# nginx before it: 0 leaves a megabyte.
limit_request_line = 0
forwarder_headers = ""  # no header of a reader says below which path the site stands
control_socket_disable = True
loglevel = "error"  # there is no access log: a query string holds a citizen's answers


class WithoutAddresses(Logger):  # type: ignore[misc]
    """Leaves out the address asked for, which may hold answers, where a request failed. Writes
    lines as the site does."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonLines())

    def exception(self, msg: object, *args: Any, **kwargs: Any) -> None:
        super().exception(str(msg).partition(" %")[0], **kwargs)


logger_class = WithoutAddresses


def on_exit(_server: Any) -> None:
    """The counts go with the server that counted."""
    metrics_folder.remove_folder(os.environ.get("PROMETHEUS_MULTIPROC_DIR", ""))


def post_worker_init(_worker: Any) -> None:
    """Each process makes a page of each kind before readers ask for it."""
    if site := sys.modules.get("site_config.wsgi"):
        site.warm_up(site.pages)
