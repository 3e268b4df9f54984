"""The app that knows what is true: regions, scenarios, sources, policies, procedures."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PoliciesConfig(AppConfig):
    name = "policies"
    verbose_name = "政策与办理"

    def ready(self) -> None:
        from policies.publishing import database_rules, events

        events.connect_signals()
        post_migrate.connect(database_rules.install, dispatch_uid="database_rules")
