"""The app that holds what a citizen reads: guides, answers, fact-checks, terms."""

from django.apps import AppConfig


class GuidesConfig(AppConfig):
    name = "guides"
    verbose_name = "指南与问答"

    def ready(self) -> None:
        from guides import content_kinds

        content_kinds.register()
