"""What programs are told: how to read and cite the site, which data there are, in which form."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.public_page import Kind, PublicPage, listed_pages
from policies.views.linked_data import Thing, publisher, site_name
from policies.views.open_data import bytes_of, json_for_all
from policies.views.page import Reader, reader_of, render_page

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
FOR_PROGRAMS = (Kind.JSON, Kind.CSV, Kind.ATOM)


# What a program is told instead of data; other forms are refused by a page for people.
REFUSAL = {
    "type": "object",
    "required": ["status", "title", "reason"],
    "properties": {
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "reason": {"type": "string"},
    },
}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that holds all there is of a kind, as it is served now."""

    address: str
    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class TextLink:
    """A page that an assistant may begin with, as Markdown."""

    address: str
    about: str


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """What assistants may read, and how to repeat it without making it untrue."""
    told = {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "pages": text_links(),
        "data": [settings.SITE_URL + reverse(page.name) for page in whole_files()],
    }
    text = render_to_string("site/llms.txt", told)
    return HttpResponse(text, content_type=f"{Kind.TEXT.value}; charset=utf-8")


def text_links() -> list[TextLink]:
    pages = (page for page in listed_pages() if page.has_text and "<" not in page.route)
    return [
        TextLink(settings.SITE_URL + page.text_address(reverse(page.name)), str(page.label))
        for page in pages
        if page.menu
    ]


def whole_files() -> Iterator[PublicPage]:
    """The pages that are files of data, in the order of the list of pages."""
    for page in listed_pages():
        if page.name.startswith("data-"):
            yield page


@require_safe
def data_page(request: HttpRequest) -> HttpResponse:
    """Every file of data with its size and checksum, its form, and how to cite it."""
    reader = reader_of(request)
    files = data_files(request, reader)
    description = _("本站公布的全部规定、地区、辟谣和覆盖情况，供程序使用。")
    return render_page(
        request,
        "site/data.html",
        {"files": files, "licence_url": settings.DATA_LICENCE},
        reader=reader,
        title=_("数据下载"),
        description=description,
        about=[dataset(files, description, reader)],
    )


def dataset(files: list[DataFile], description: str, reader: Reader) -> Thing:
    """The data for search engines, with each file; a licence only where one was chosen."""
    licence = {"license": settings.DATA_LICENCE} if settings.DATA_LICENCE else {}
    return {
        "@type": "Dataset",
        "name": f"{site_name()} · {_('数据下载')}",
        "description": description,
        "url": settings.SITE_URL + reverse("data"),
        "dateModified": reader.today,
        "creator": publisher(),
        "distribution": [_download(each) for each in files],
        **licence,
    }


def _download(file: DataFile) -> Thing:
    kind = Kind.CSV if file.address.endswith(".csv") else Kind.JSON
    return {
        "@type": "DataDownload",
        "contentUrl": settings.SITE_URL + file.address,
        "encodingFormat": kind.value,
        "sha256": file.sha256,
    }


_summed: dict[tuple[str, dt.date], list[DataFile]] = {}


def data_files(request: HttpRequest, reader: Reader) -> list[DataFile]:
    """The files as they are now; made once for each state of publication and day."""
    key = (reader.published, reader.today)
    if key not in _summed:
        found = [_data_file(page, request) for page in whole_files()]
        _summed.clear()
        _summed[key] = found
    return _summed[key]


def _data_file(page: PublicPage, request: HttpRequest) -> DataFile:
    size, summed = 0, hashlib.sha256()
    for part in bytes_of(page.view(request)):
        size += len(part)
        summed.update(part)
    return DataFile(reverse(page.name), size, summed.hexdigest())


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Every address for programs as OpenAPI, from the list of pages."""
    pages = [page for page in listed_pages() if page.kind in FOR_PROGRAMS]
    return json_for_all(
        {
            "openapi": "3.1.0",
            "info": {"title": settings.SITE_NAME, "version": "1"},
            "servers": [{"url": settings.SITE_URL}],
            "paths": {_path(page): {"get": _operation(page)} for page in pages},
            "components": {"schemas": {"Refusal": REFUSAL}},
        }
    )


def _path(page: PublicPage) -> str:
    before = "/{lang}/" if page.in_languages else "/"
    return before + ARGUMENT.sub(r"{\1}", page.route)


def _operation(page: PublicPage) -> dict[str, object]:
    languages = [code for code, _name in settings.LANGUAGES]
    arguments = [_parameter(name, "path") for name in ARGUMENT.findall(page.route)]
    if page.in_languages:
        lang = _parameter("lang", "path") | {"schema": {"enum": languages}}
        arguments.insert(0, lang)
    form = {"schema": {"$ref": settings.SITE_URL + reverse("answer-schema")}}
    content = {page.kind.value: form if page.name == "answer-json" else {}}
    return {
        "operationId": page.name,
        "summary": page.about,
        "parameters": [*arguments, *(_parameter(name, "query") for name in page.parameters)],
        "responses": {"200": {"description": page.about, "content": content}, **_refusals(page)},
    }


def _refusals(page: PublicPage) -> dict[str, object]:
    """What else an address answers with: it may be unreadable, unknown, or of a moved region."""
    if page.name == "readyz":
        return {"503": {"description": "not ready", "content": {page.kind.value: {}}}}
    if not page.parameters and "<" not in page.route:
        return {}
    form = {"schema": {"$ref": "#/components/schemas/Refusal"}}
    content = {"content": {page.kind.value: form}} if page.kind is Kind.JSON else {}
    return {
        "301": {"description": "the one address of what was asked"},
        "400": {"description": "what was asked cannot be read", **content},
        "404": {"description": "there is no such region or situation", **content},
    }


def _parameter(name: str, place: str) -> dict[str, object]:
    return {"name": name, "in": place, "required": place == "path", "schema": {"type": "string"}}
