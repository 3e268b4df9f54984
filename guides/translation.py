"""Which fields exist in every language."""

from guides import models
from policies.translation import EDITION_FIELDS, options, register

GUIDE, FAQ, FACT_CHECK = ("title", "summary", "body"), ("question", "answer"), ("claim", "finding")

for model, texts, referring in (
    (models.Guide, GUIDE, "body"),
    (models.Faq, FAQ, "answer"),
    (models.FactCheck, FACT_CHECK, "finding"),
):
    register(model)(
        options(verdict=texts, other=EDITION_FIELDS, required=texts, referring=(referring,))
    )
register(models.Term)(options(other=("name", "definition"), required=("name", "definition")))
register(models.Feedback)(options(other=("reply",)))
