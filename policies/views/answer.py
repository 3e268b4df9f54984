"""The answer page: one region, one scenario, one day."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policies import prose
from policies.models import Policy, Region
from policies.rules.answer import Answer, answer
from policies.rules.state import state_of
from policies.views import parameters
from policies.views.page import (
    Reader,
    reader_of,
    region_or_404,
    render_page,
    scenario_or_404,
    standing,
)
from policies.views.regions import region_crumbs
from policies.views.values import (
    Values,
    answer_url,
    citation_values,
    full_name,
    hotlines,
    last_days,
    period_words,
    procedure_values,
    verdict_values,
    whose_rule,
    working_days,
)


@require_safe
def answer_page(request: HttpRequest, code: str, scenario_code: str) -> HttpResponse:
    """The verdict, its conditions and sources, and how it is done."""
    on = parameters.day(request.GET, "on")
    known_on = parameters.day(request.GET, "known_on")
    reader = reader_of(request, on=on, known_on=known_on)
    region = region_or_404(code)
    scenario = scenario_or_404(reader.vocabulary, scenario_code)
    if (heir := standing(region)) != region:
        address, days = answer_url(heir, scenario), request_days(on, known_on)
        return HttpResponsePermanentRedirect(f"{address}?{days}" if days else address)
    found = answer(region, scenario, on=reader.on, at=reader.at)
    name = full_name(region, reader.speech)
    title = _("%(region)s：%(scenario)s") % {
        "region": name,
        "scenario": reader.speech.of(scenario, "name"),
    }
    return render_page(
        request,
        "policies/answer.html",
        answer_context(found, reader),
        reader=reader,
        title=dated(title, reader),
        description=dated(title, reader) if reader.chose_a_day else sentence(found, reader),
        crumbs=[
            *region_crumbs(region, reader, last_is_link=True),
            (reader.speech.of(scenario, "name"), None),
        ],
        query=request_days(on, known_on),
        canonical=canonical(found),
        robots="" if found.is_own and not reader.chose_a_day else "noindex",
    )


def dated(title: str, reader: Reader) -> str:
    """A title that says so when the page is not about today: shared, it stands alone."""
    if reader.on == reader.today:
        return title
    return _("%(title)s（%(day)s 那一天）") % {"title": title, "day": reader.on}


def request_days(on: object, known_on: object) -> str:
    """The days of an address in canonical form."""
    days = {"on": on, "known_on": known_on}
    return "&".join(f"{name}={day}" for name, day in days.items() if day)


def canonical(found: Answer) -> str:
    """The page that should be found for this answer: that of the level that holds it."""
    if found.policy is None or found.is_own:
        return answer_url(found.region, found.scenario)
    return answer_url(found.policy.region, found.scenario)


def answer_context(found: Answer, reader: Reader) -> Values:
    """Everything the page shows."""
    policy = found.policy
    speech = reader.speech
    place = found.procedures_from
    return verdict_values(found) | {
        "region_name": full_name(found.region, speech),
        "sentence": (said := sentence(found, reader)),
        "sentence_lang": getattr(said, "lang", None),
        "level_name": whose_rule(found, speech),
        "question": speech.of(found.scenario, "question"),
        "conditions": prose.render(said_conditions)
        if policy and (said_conditions := speech.of(policy, "conditions"))
        else "",
        "conditions_lang": getattr(said_conditions, "lang", None) if policy else None,
        "policy_facts": policy_facts(policy, reader) if policy else [],
        "citations": citation_values(found.citations, speech),
        "procedures": [procedure_values(each, reader) for each in found.procedures],
        "procedures_are_national": place is not None and place.level == Region.Level.NATION,
        "procedures_inherited": place is not None
        and place != found.region
        and speech.of(place, "name"),
        "coming": [other_period(found, each, reader) for each in found.coming],
        "former": [other_period(found, each, reader) for each in found.former],
        "policy": policy,
        "conflicting": policy is not None and policy.is_conflicting,
        "hotlines": hotlines(reader),
        "check_url": f"{reverse('check')}?r={found.region.code}&e={found.scenario.code}"
        + (f"&on={reader.on}" if reader.on != reader.today else ""),
        "scenario_url": reverse("scenario", args=[found.scenario.code]),
        "regions_url": reverse("region-list"),
        "region_url": reverse("region", args=[found.region.code]),
        **edition_links(found),
        **last_days(found.citations),
    }


def edition_links(found: Answer) -> Values:
    """Where this edition stands for ever, and where to say that it is wrong."""
    if found.policy is None:
        return {}
    label = found.policy.edition_label
    about = {"address": answer_url(found.region, found.scenario), "edition": label}
    return {
        "history_url": f"/r/{label}",
        "short_url": f"{settings.SITE_URL}/r/{found.policy.code}",
        "feedback_url": f"{reverse('feedback')}?{urlencode(about)}",
    }


def sentence(found: Answer, reader: Reader) -> str:
    """The one-sentence answer; without a rule it says so and never sounds like a no."""
    if found.policy:
        return reader.speech.of(found.policy, "answer")
    place = full_name(found.region, reader.speech)
    if found.former:
        return _("%s以前的规定已经过期，本站还没有记录新的规定。") % place
    return _("本站没有记录到%s的规定。没有记录不等于不可以，请打电话问。") % place


def policy_facts(policy: Policy, reader: Reader) -> list[tuple[str, str]]:
    """The facts of a policy beside its text."""
    facts = [
        (_("这条规定的有效期"), period_words(policy)),
        (_("办理时限"), working_days(policy.time_limit_days)),
        (_("最迟复核"), policy.review_by.isoformat() if policy.review_by else ""),
    ]
    return [(name, value) for name, value in facts if value]


def other_period(found: Answer, policy: Policy, reader: Reader) -> Values:
    """A rule of another day, with the address that shows it on that day."""
    day = (
        policy.effective_from
        if policy.effective_from and policy.effective_from > reader.on
        else None
    )
    day = day or policy.effective_to
    known = f"&known_on={timezone.localdate(reader.at)}" if reader.at != reader.now else ""
    said = reader.speech.of(policy, "answer")
    return {
        "period": period_words(policy),
        "region": reader.speech.of(policy.region, "name"),
        "sentence": said,
        "lang": said.lang,
        "kind": state_of(policy).value,
        "from_day": policy.effective_from,
        "url": f"{answer_url(found.region, found.scenario)}?on={day}{known}",
    }
