"""Placeholder until the real pages land; overwrite this file."""
from django.http import HttpResponse
def about(request): return HttpResponse("")
accessibility = privacy = robots = healthz = readyz = about
