"""The app that knows what is true: regions, scenarios, sources, policies, procedures."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class PoliciesConfig(AppConfig):
    name = "policies"
    verbose_name = "政策与办理"

    def ready(self) -> None:
        from policies.publishing import database_rules, events
        from policies.publishing.database_rules import going_back

        events.connect_signals()
        # Once a migrate, not once an app: the sender is this app alone.
        pre_migrate.connect(going_back.refuse_to_lose_text, sender=self)
        pre_migrate.connect(going_back.forget_loaded_pack, sender=self)
        pre_migrate.connect(database_rules.remove_before_migration, sender=self)
        post_migrate.connect(database_rules.install, sender=self)
