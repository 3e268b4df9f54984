"""The app that knows who is who on the editors' side."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "site_config.accounts"
    label = "accounts"
    verbose_name = "登录"
