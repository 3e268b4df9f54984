"""Which fields exist in every language."""

from guides import models
from policies.translation import EDITION_FIELDS, options, register

GUIDE, FAQ, FACT_CHECK = ("title", "summary", "body"), ("question", "answer"), ("claim", "finding")

# A claim and a question are what others say: no source has to hold their figures.
for model, texts, more, referring, quoted in (
    (models.Guide, GUIDE, (), "body", GUIDE),
    (models.Faq, FAQ, (), "answer", ("answer",)),
    (models.FactCheck, FACT_CHECK, ("truth",), "finding", ("truth", "finding")),
):
    register(model)(
        options(
            verdict=(*texts, *more),
            other=EDITION_FIELDS,
            required=texts,
            referring=(referring,),
            quoted=quoted,
        )
    )
register(models.Term)(
    options(other=("name", "definition", "in_prose"), required=("name", "definition"))
)
register(models.Feedback)(options(other=("reply",)))
register(models.PublicReply)(options(other=("sentence", "text"), required=("sentence", "text")))
