"""The ledger of instants at which what is published changes."""

import uuid

from django.db import models


class PublicationEvent(models.Model):
    """At this instant something public changed; the newest passed event names the site's state."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField("时间", db_index=True)
    subject = models.CharField("什么变了", max_length=60)

    class Meta:
        verbose_name = "发布记录"
        verbose_name_plural = "发布记录"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.subject}"
