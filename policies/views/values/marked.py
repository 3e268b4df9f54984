"""A sentence beside another one: what it says otherwise is marked."""

from __future__ import annotations

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from policies.publishing.words import Kind, word_differences
from policies.speech import Said

LEAST_SHARED = 0.3  # of a sentence; one that shares less is another sentence, not a changed one


def marked(sentence: Said, beside: Said) -> SafeString:
    """A sentence as HTML in which the words are marked that the other one does not have; none of
    them where the two share too little, or are in two languages."""
    pieces = [piece for piece in word_differences(beside, sentence) if piece.kind != Kind.TAKEN_OUT]
    shared = sum(len(piece.text) for piece in pieces if piece.kind == Kind.SAME)
    if not beside or sentence.lang != beside.lang or shared < LEAST_SHARED * len(sentence):
        return conditional_escape(sentence)
    html = format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", p.text) if p.kind == Kind.PUT_IN else p.text,)
            for p in pieces
        ),
    )
    return format_html('<span lang="{}">{}</span>', sentence.lang, html) if sentence.lang else html
