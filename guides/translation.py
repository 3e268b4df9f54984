"""Which fields exist in every language."""

from guides import models
from policies.translation import EDITION_FIELDS, options, register

GUIDE, FAQ, FACT_CHECK = ("title", "summary", "body"), ("question", "answer"), ("claim", "finding")

register(models.Guide)(options(verdict=GUIDE, other=EDITION_FIELDS, required=GUIDE))
register(models.Faq)(options(verdict=FAQ, other=EDITION_FIELDS, required=FAQ))
register(models.FactCheck)(options(verdict=FACT_CHECK, other=EDITION_FIELDS, required=FACT_CHECK))
register(models.Term)(options(other=("name", "definition"), required=("name", "definition")))
register(models.Feedback)(options(other=("reply",)))
