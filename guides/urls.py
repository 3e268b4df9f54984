"""Placeholder until the real addresses land; overwrite this file."""
from django.http import HttpResponse
from django.urls import path
def empty(request, **kw): return HttpResponse("")
urlpatterns = [path("%s/" % n, empty, name=n) for n in ("guide-list","question-list","fact-check-list","search","term-list","changes","coverage","feedback")]
