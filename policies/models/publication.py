"""The ledger of instants at which what is published changes."""

import uuid

from django.db import models
from django.db.models import Q


class PublicationEvent(models.Model):
    """At this instant something public changed; the newest passed event names the site's state."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField("时间", db_index=True)
    subject = models.CharField("什么变了", max_length=60)
    counted = models.BooleanField("已计入", default=False, editable=False)

    class Meta:
        verbose_name = "发布记录"
        verbose_name_plural = "发布记录"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["at"], condition=Q(counted=False), name="policies_event_uncounted")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.subject}"


class PublicationState(models.Model):
    """The one row that holds how many events have passed and been counted."""

    serial = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.serial)
