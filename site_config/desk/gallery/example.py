"""An example of a component: what it is given, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Example:
    """One call of a component: its file's name, what is special about this call, parameters."""

    component: str
    case: str
    parameters: Mapping[str, object]

    def render(self) -> SafeString:
        """The component in the active language."""
        return render_to_string(f"components/{self.component}.html", dict(self.parameters))


def example(component: str, case: str, /, **parameters: object) -> Example:
    return Example(component, case, parameters)
