"""The addresses of permanent codes, each once; they stand in notices and on paper."""

from __future__ import annotations

from guides import places
from guides.views.badge import badge_svg
from guides.views.permanent import short, short_version
from policies.models.edition import edition_models
from policies.public_page import Kind, PublicPage, Shows

PAGES = (
    PublicPage(
        name="badge",
        route="r/<str:code>.svg",
        view=badge_svg,
        about="live badge for notices: how that stands today, as a picture; `lang`: its language",
        kind=Kind.SVG,
        in_languages=False,
        parameters=("lang",),
        places=places.codes,
        examples=("r/NTCMN.svg",),
    ),
    PublicPage(
        name="badge-version",
        route="r/<str:code>/v<version:version>.svg",
        view=badge_svg,
        about="the same of that edition: whether there is a newer one",
        kind=Kind.SVG,
        in_languages=False,
        parameters=("lang",),
        places=places.versions,
        examples=("r/NTCMN/v1.svg",),
    ),
    PublicPage(
        name="short",
        route="r/<str:code>",
        view=short,
        about="permanent: 302 to the live page; 410 if withdrawn. Small letters count as capitals",
        kind=Kind.REDIRECT,
        in_languages=False,
        is_indexable=False,
        places=places.codes,
        examples=("r/NTCMN",),
    ),
    PublicPage(
        name="short-version",
        route="r/<str:code>/v<version:version>",
        view=short_version,
        about="that edition for ever, with its checksum; 410 if it was withdrawn",
        in_languages=False,
        is_indexable=False,
        places=places.versions,
        examples=("r/NTCMN/v1",),
        called="版本页",
        shows=tuple(
            Shows(model, place=("code", "version"), is_record=True) for model in edition_models()
        ),
    ),
)
