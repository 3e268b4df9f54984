"""The editors' side: one file a model or two."""

from guides.admin import fact_check, faq, feedback, guide, public_reply, term

__all__ = ["fact_check", "faq", "feedback", "guide", "public_reply", "term"]
