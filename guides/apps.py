"""The app that holds what a citizen reads: guides, answers, fact-checks, terms."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class GuidesConfig(AppConfig):
    name = "guides"
    verbose_name = "指南与问答"

    def ready(self) -> None:
        from guides import claims, content_kinds, editor_groups
        from guides.models.old_address import given_away
        from policies.models.addresses import ask_of_former

        content_kinds.register()
        claims.register()
        ask_of_former(given_away)
        # After the last of our apps has its tables: once a migrate.
        post_migrate.connect(editor_groups.state_rights, sender=self)
