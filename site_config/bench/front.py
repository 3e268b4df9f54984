"""nginx for a bench: the shipped example with its marked names changed, on a port without TLS, and
beside the site the same bytes from a file."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from site_config.http.compressing import COMPRESS

FROM_A_FILE = "/static/from-a-file.html"
MAIN = """
daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/main.log emerg;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ text/html html; }}
    include {folder}/site.conf;
}}
"""
INCLUDED = re.compile(r"^ *include /srv/site/(deploy/[\w.-]+);.*$", re.M)
FILE = """
    location = %s {
        root %s;
        charset utf-8;
        gzip_static on;
    }

    location / {"""


def configuration(folder: Path, site: int, port: int) -> str:
    """The example of `deploy/`, before a site on a port."""
    text = with_parts("deploy/nginx.conf")
    changes = [
        (r"/var/lib/site-copy", f"{folder}/no-copy"),
        (r"127\.0\.0\.1:8000", f"127.0.0.1:{site}"),
        (r"listen 443 ssl http2 default_server;", f"listen unix:{folder}/other;"),
        (r"ssl_reject_handshake on;", ""),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
        (r"listen 80( default_server)?;", f"listen unix:{folder}/plain\\1;"),
        (r"server_name www\.example\.org;", "server_name 127.0.0.1;"),
        (r"/var/cache/nginx/site", f"{folder}/pages"),
        (r"/var/log/nginx", f"{folder}"),
        (r" *ssl_certificate(_key)? .*", ""),
        (r"/srv/site", f"{settings.BASE_DIR}"),
        (r"\n    location / \{", FILE % (FROM_A_FILE, folder)),
    ]
    for old, new in changes:
        text = re.sub(old, new, text)
    return text


def with_parts(name: str) -> str:
    """A file of the example with those that it includes in their places."""
    text = (Path(settings.BASE_DIR) / name).read_text(encoding="utf-8")
    return INCLUDED.sub(lambda part: with_parts(part[1]), text)


def write(folder: Path, site: int, port: int, *, as_root: bool, page: bytes) -> Path:
    """Everything that nginx needs in a folder; the file to start it with. The page lies there
    compressed too, as the site compresses it."""
    file = folder / FROM_A_FILE[1:]
    file.parent.mkdir(parents=True)
    file.write_bytes(page)
    file.with_suffix(".html.gz").write_bytes(COMPRESS["gzip"](page))
    (folder / "site.conf").write_text(configuration(folder, site, port), encoding="utf-8")
    main = folder / "main.conf"
    main.write_text(MAIN.format(folder=folder, user="user root;" if as_root else ""))
    return main
