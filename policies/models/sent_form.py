"""Forms that were sent and stored, so that the same one sent twice is stored once."""

from __future__ import annotations

from django.db import models


class SentForm(models.Model):
    """A form that was stored: a hash of what was sent, and where its sender was led to."""

    key = models.CharField(max_length=64, primary_key=True, editable=False)
    answer = models.CharField(max_length=400, blank=True, editable=False)
    at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.key)
