"""Which fields exist in every language."""

from guides import models
from policies.translation import EDITION_FIELDS, options, register

register(models.Guide)(
    options("title", "summary", "body", *EDITION_FIELDS, required=("title", "summary", "body"))
)
register(models.Faq)(
    options("question", "answer", *EDITION_FIELDS, required=("question", "answer"))
)
register(models.FactCheck)(
    options("claim", "finding", *EDITION_FIELDS, required=("claim", "finding"))
)
register(models.Term)(options("name", "definition", required=("name", "definition")))
register(models.Feedback)(options("reply"))
