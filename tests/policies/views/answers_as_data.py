"""Answers asked for as data, and the form that is published for them."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
from django.test import Client


def data(address: str) -> Any:
    answer = Client().get(address, secure=True)
    assert answer.status_code == 200 and answer["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.content)


def form() -> jsonschema.Draft202012Validator:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    schema = data("/data/answer.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=checker)
