"""Marks of translations that were stored before marks were kept: what can be known of them.

Frozen: imports nothing of the app. A Traditional text that equals the conversion of today's
source is a conversion; any other text is taken as written for today's source, since nobody noted
what it was written for. No text changes.
"""

import hashlib
import unicodedata

import opencc

TARGETS = ("zh_hant", "en")
UNMARKED = {"withdrawal_reason"}
AT_ONCE = 500


def note_what_is_known(apps, app_label):
    """Fill the marks of every row of an app that has the column."""
    convert = opencc.OpenCC("s2tw").convert
    for model in apps.get_models():
        names = [field.name for field in model._meta.concrete_fields]
        if model._meta.app_label == app_label and "translation_state" in names:
            _note(model, [n.removesuffix("_zh_hans") for n in names if n.endswith("_zh_hans")], convert)


def _note(model, fields, convert):
    keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        rows = list(model.objects.filter(pk__in=keys[start : start + AT_ONCE]))
        for row in rows:
            row.translation_state = dict(_marks(row, fields, convert))
        model.objects.bulk_update(rows, ["translation_state"])


def _marks(row, fields, convert):
    for field in fields:
        source = getattr(row, f"{field}_zh_hans") or ""
        for target in TARGETS:
            text = getattr(row, f"{field}_{target}") or ""
            if text and field not in UNMARKED:
                how = "converted" if target == "zh_hant" and text == convert(source) else "written"
                yield f"{field}_{target}", f"{how} {_fingerprint(source)} {_fingerprint(text)}"


def _fingerprint(text):
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(words.encode()).hexdigest()[:16]
