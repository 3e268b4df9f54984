"""The app that knows who is who on the editors' side."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "site_config.accounts"
    label = "accounts"
    verbose_name = "登录"

    def ready(self) -> None:
        from site_config.accounts import sessions

        user_logged_in.connect(sessions.begin)  # before any page: commands and tests sign in too
