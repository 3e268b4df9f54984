"""Two windows of the editorial office: what each shows, and what is sent from it."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import User

from tests.admin_factories import Browser, browser_of

Sent = dict[str, Any]


class Window:
    """A form that somebody has open; `sent` is what its browser would send now."""

    def __init__(self, person: User | Browser, address: str) -> None:
        self.client = browser_of(person) if isinstance(person, User) else person
        self.address = address
        self.answer: Any = self.client.get(address)
        self.sent = fields_of(self.answer)

    def type(self, **fields: Any) -> None:
        """Type into fields; names of rows are written with two underscores."""
        for name, value in fields.items():
            self.sent[name.replace("__", "-")] = value

    def save(self, button: str = "_save") -> Any:
        """Press a button of the form."""
        self.answer = self.client.post(self.address, {**self.sent, button: "1"})
        return self.answer

    def choose(self, **sides: str) -> Any:
        """Choose on the page that lays the states side by side, and save from there."""
        sent = fields_of(self.answer)
        for name, side in sides.items():
            place = name.replace("__", ":")
            assert f"choose:{place}" in names_on(self.answer), names_on(self.answer)
            sent[f"choose:{place}"] = side
        self.answer = self.client.post(self.address, sent)
        return self.answer


def page_of(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def form_on(answer: Any, which: str = "form[method=post]:not([action])") -> Tag:
    """The form in the middle of a page."""
    form = page_of(answer).select_one(f"#content {which}")
    assert form, answer.content.decode()
    return form


def names_on(answer: Any) -> set[str]:
    """The names of the fields on a page."""
    return {str(each["name"]) for each in form_on(answer).select("[name]")}


def fields_of(answer: Any, which: str = "form[method=post]:not([action])") -> Sent:
    """What a browser sends from a page that nobody typed on, line ends as browsers send them."""
    sent: dict[str, list[str]] = {}
    for field in form_on(answer, which).select("input[name], textarea[name], select[name]"):
        name = str(field["name"])
        if "__prefix__" not in name and is_sent(field):
            sent.setdefault(name, []).extend(values_of(field))
    return {name: values if len(values) != 1 else values[0] for name, values in sent.items()}


def is_sent(field: Tag) -> bool:
    """Whether a browser sends a field at all."""
    kind = field.get("type")
    unticked = kind in ("checkbox", "radio") and not field.has_attr("checked")
    return not (field.has_attr("disabled") or kind in ("submit", "button") or unticked)


def values_of(field: Tag) -> list[str]:
    """What a browser sends for a field."""
    if field.name == "select":
        chosen = [str(each["value"]) for each in field.select("option[selected]")]
        return chosen if field.has_attr("multiple") else (chosen or [""])[:1]
    if field.name == "textarea":
        text = field.get_text().removeprefix("\n")
        return [text.replace("\r\n", "\n").replace("\n", "\r\n")]
    return [str(field.get("value", "on" if field.get("type") == "checkbox" else ""))]


def table_on(answer: Any) -> dict[str, list[str]]:
    """The three columns of the page, by the name of the choice."""
    rows = page_of(answer).select("table tbody tr")
    return {
        str(row["data-place"]).removeprefix("choose:"): [
            cell.get_text(" ", strip=True) for cell in row.select("td")
        ]
        for row in rows
    }


def chosen_on(answer: Any) -> dict[str, str]:
    """What is preselected, by the name of the choice."""
    found = page_of(answer).select("input[type=radio][checked]")
    return {str(each["name"]).removeprefix("choose:"): str(each["value"]) for each in found}
