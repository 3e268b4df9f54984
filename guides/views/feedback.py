"""Tell us what is wrong: a form without cookie, account or script."""

from __future__ import annotations

from django.core.exceptions import NON_FIELD_ERRORS, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from guides.forms import FAR_TOO_LONG, FeedbackForm, known_edition, known_page
from guides.models import Feedback
from guides.reported import MARKED, marked, sentences_at
from guides.reported_cells import cells_at
from guides.views.read_passages import passages_at
from policies.views import parameters
from policies.views.page import Reader, reader_of, render_page
from policies.views.values.wizard import Option

LONGEST_READ = 4000  # characters of an address


# Without CSRF token, because it needs a cookie and no public page sets one. Nothing is lost: the
# form acts on nobody's behalf (no session, no account), so a forged post can do no more than an
# honest one, which anybody may send.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Show the form with the page filled in; store what is sent and say thank you."""
    if request.method == "POST":
        return receive(request)
    page = known_page(parameters.text(request.GET, "address", longest=LONGEST_READ))
    edition = known_edition(parameters.text(request.GET, "edition"))
    form = FeedbackForm(initial={"address": page, "edition": edition}, label_suffix="")
    mark = parameters.text(request.GET, MARKED)
    return form_page(request, form, reader_of(request), mark=mark)


@never_cache
def receive(request: HttpRequest) -> HttpResponse:
    """Store a report; show the form again with everything entered if something is missing.

    413 for one that is far too long, 409 for one that came before.
    """
    reader, form = reader_of(request), sent(request)
    if form.is_far_too_long:
        return form_page(request, form.shortened(), reader, status=413)
    if not form.is_valid():
        return form_page(request, form, reader)
    if not form.is_from_a_program and form.instance.was_sent_before(reader.now):
        form.add_error(None, _("这条反馈已经收到了，不用再发。"))
        return form_page(request, form, reader, status=409)
    if not form.is_from_a_program:
        form.save()
    thanks = HttpResponseRedirect(reverse("feedback-thanks"))
    thanks.status_code = 303
    return thanks


def sent(request: HttpRequest) -> FeedbackForm:
    """The form as it was sent; what is too long to be read at all is only known to be so."""
    try:
        return FeedbackForm(request.POST, label_suffix="")
    except RequestDataTooBig:
        return FeedbackForm({"text": " " * (FAR_TOO_LONG + 1)}, label_suffix="")


@require_safe
def feedback_thanks(request: HttpRequest) -> HttpResponse:
    """What happens with a report now."""
    return render_page(
        request,
        "guides/feedback_thanks.html",
        {},
        reader=reader_of(request),
        title=_("收到了，谢谢"),
        crumbs=[(_("反馈"), reverse("feedback")), (_("收到了，谢谢"), None)],
    )


def form_page(
    request: HttpRequest, form: FeedbackForm, reader: Reader, status: int = 200, mark: str = ""
) -> HttpResponse:
    """The page of the form, with what is wrong in it on top. Each sentence of an answer page
    and each cell of a table is to choose from; the marked one is chosen. Seven queries at most."""
    page = str(form["address"].value() or "")
    said = (
        sentences_at(page, reader.at, reader.speech)
        or passages_at(page, reader)
        or cells_at(page, reader, mark)
    )
    if chosen := marked(mark, said):
        form.choose(str(chosen.text), chosen.edition)
    form.offer([str(each.text) for each in said])
    return render_page(
        request,
        "guides/feedback.html",
        {"form": form, "errors": errors(form), "reasons": reasons(form)},
        reader=reader,
        title=_("反馈"),
        description=_("哪里写错了、过时了、和窗口说的不一样，告诉我们。"),
        crumbs=[(_("反馈"), None)],
        status=status,
    )


def errors(form: FeedbackForm) -> list[tuple[str, str]]:
    """Each thing that is wrong, and the anchor of its field."""
    return [
        (str(error), _anchor(form, name)) for name, found in form.errors.items() for error in found
    ]


def _anchor(form: FeedbackForm, name: str) -> str:
    if name == NON_FIELD_ERRORS:
        return str(form["text"].auto_id)
    return "reason-first" if name == "reason" else str(form[name].auto_id)


def reasons(form: FeedbackForm) -> list[Option]:
    """The reasons to choose from."""
    chosen = form["reason"].value()
    return [
        Option(reason.value, str(reason.label), is_checked=reason.value == chosen)
        for reason in Feedback.Reason
    ]
