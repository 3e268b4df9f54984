"""Every source, and what rests on it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies.models import Policy, Procedure, Source
from policies.rules.state import state_of
from policies.speech import Said
from policies.views.page import Reader, reader_of, render_page
from policies.views.values import Values, answer_url, period_words


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    """All sources by kind, laws first."""
    reader = reader_of(request)
    sources = list(Source.objects.order_by("-issued_on", "code"))
    groups = [
        (label, [source_entry(each, reader) for each in sources if each.kind == kind])
        for kind, label in Source.Kind.choices
    ]
    return render_page(
        request,
        "policies/sources.html",
        {"groups": [(label, entries) for label, entries in groups if entries]},
        reader=reader,
        title=_("依据"),
        description=_("本站引用的每一份法律、文件、指南和答复。"),
        crumbs=[(_("依据"), None)],
    )


@require_safe
def source_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One source: what it is, where the official text is, and what rests on it."""
    source = Source.objects.filter(code=code).first()
    if source is None:
        raise Http404(_("没有这份依据。"))
    reader = reader_of(request)
    title = reader.speech.untranslated(source.title)
    context = {
        "source": source,
        "title": title,
        "facts": source_facts(source, reader),
        "not_yet": bool(source.effective_from and source.effective_from > reader.today),
        "policies": [policy_entry(each, reader) for each in policies_resting_on(source, reader)],
        "procedures": [
            procedure_entry(each, reader) for each in procedures_resting_on(source, reader)
        ],
    }
    return render_page(
        request,
        "policies/source.html",
        context,
        reader=reader,
        title=str(title),
        description=source.issuer,
        crumbs=[(_("依据"), reverse("source-list")), (title, None)],
    )


def source_entry(source: Source, reader: Reader) -> Values:
    return {
        "code": source.code,
        "title": source.title,
        "lang": reader.speech.untranslated(source.title).lang,
        "issuer": source.issuer,
        "doc_number": source.doc_number,
        "issued_on": source.issued_on,
        "url": reverse("source", args=[source.code]),
    }


def source_facts(source: Source, reader: Reader) -> list[tuple[str, str]]:
    """What is known of a source; what is not known is left out, not guessed."""
    chinese = reader.speech.untranslated
    facts = [
        (_("种类"), source.get_kind_display()),
        (_("发布机关"), chinese(source.issuer)),
        (_("文号"), chinese(source.doc_number) or _("没有见到")),
        (_("发布日期"), source.issued_on),
        (_("施行日期"), source.effective_from),
        (_("失效日期"), source.effective_to),
        (_("查阅日期"), source.retrieved_on),
    ]
    return [
        (name, value if isinstance(value, Said) else str(value)) for name, value in facts if value
    ]


def policies_resting_on(source: Source, reader: Reader) -> list[Policy]:
    cited = Policy.objects.live(reader.at).filter(citations__source=source)
    return list(
        cited.select_related("region", "scenario")
        .order_by("region__code", "scenario__position", "effective_from")
        .distinct()
    )


def procedures_resting_on(source: Source, reader: Reader) -> list[Procedure]:
    cited = Procedure.objects.live(reader.at).filter(citations__source=source)
    return list(
        cited.select_related("region", "scenario")
        .order_by("region__code", "scenario__position", "channel")
        .distinct()
    )


def policy_entry(policy: Policy, reader: Reader) -> Values:
    return {
        "region": reader.speech.of(policy.region, "name"),
        "scenario": reader.speech.of(policy.scenario, "name"),
        "url": answer_url(policy.region, policy.scenario),
        "kind": state_of(policy).value,
        "period": period_words(policy),
    }


def procedure_entry(procedure: Procedure, reader: Reader) -> Values:
    url = answer_url(procedure.region, procedure.scenario)
    return {
        "region": reader.speech.of(procedure.region, "name"),
        "scenario": reader.speech.of(procedure.scenario, "name"),
        "url": f"{url}#procedure-{procedure.code}",
        "channel": procedure.get_channel_display(),
    }
