"""What a citizen reads: one file a model or two."""

from guides.models.fact_check import FactCheck, FactCheckCitation
from guides.models.faq import Faq, FaqCitation
from guides.models.feedback import Feedback
from guides.models.guide import Guide, GuideCitation
from guides.models.old_address import OldAddress
from guides.models.public_reply import PublicReply
from guides.models.term import Term

__all__ = [
    "FactCheck",
    "FactCheckCitation",
    "Faq",
    "FaqCitation",
    "Feedback",
    "Guide",
    "GuideCitation",
    "OldAddress",
    "PublicReply",
    "Term",
]
