"""The description of the answers for programs: OpenAPI 3.1, made of the published schemas."""

from __future__ import annotations

from ptnotelint import __version__
from ptnotelint.report import REMINDER
from ptnotelint.schema import schema
from ptnotelint.web.limits import Limits


def description(limits: Limits) -> dict:
    """The OpenAPI document.

    Examples
    --------
    >>> sorted(description(Limits())["paths"])
    ['/api/codes', '/api/health', '/api/lint', '/api/openapi.json', '/api/rules']
    """
    components = {**_as_read(_hoisted("record")), **_hoisted("report"), "problem": PROBLEM, "codes": CODES, "rules": RULES, "health": HEALTH}
    record = {"$ref": "#/components/schemas/record"}
    several = {"type": "array", "minItems": 1, "maxItems": limits.notes, "items": {},
               "description": "Records, each with a note_id. What is no record is named in the report's unreadable, and the others are linted."}
    lint = {
        "operationId": "lint", "summary": "Lint one note record or several",
        "description": f"Several records need a note_id each. At most {limits.notes} notes and {limits.body / 1e6:g} MB a call. {REMINDER}",
        "requestBody": {"required": True, "content": {"application/json": {"schema": {"anyOf": [record, several]}}}},
        "responses": {"200": _json("The report", "report"), **_problems("400", "401", "403", "408", "413", "415", "422", "500", "503")}}
    payer = {"name": "payer", "in": "query", "required": False, "schema": {"type": "string"}, "description": "Whose severities; else those of the server's payer."}
    return {
        "openapi": "3.1.0",
        "info": {"title": "ptnotelint", "version": __version__, "summary": "Says which billed therapy codes a note leaves without supporting language.",
                 "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
        "paths": {
            "/api/lint": {"post": lint},
            "/api/codes": {"get": _get("codes", "Every code, with what it asks for", "codes")},
            "/api/rules": {"get": {**_get("rules", "Every rule, with its severity", "rules", "404"), "parameters": [payer]}},
            "/api/health": {"get": {**_get("health", "Whether it answers", "health"), "security": []}},
            "/api/openapi.json": {"get": {"operationId": "description", "summary": "This document", "security": [],
                                          "responses": {"200": {"description": "OpenAPI 3.1", "content": {"application/json": {"schema": {"type": "object"}}}}}}},
        },
        "components": {"schemas": components, "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "The token of --token-file"}}},
        "security": [{"token": []}],
    }


def _get(name: str, summary: str, answer: str, *more: str) -> dict:
    return {"operationId": name, "summary": summary, "responses": {"200": _json(summary, answer), **_problems("401", "403", *more, "500", "503")}}


def _json(words: str, name: str) -> dict:
    return {"description": words, "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}}


def _problems(*statuses: str) -> dict:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}}
    return {status: {"description": "What is wrong, and what would mend it; never words of a note.", "content": content} for status in statuses}


def _hoisted(name: str) -> dict:
    """A published schema as components: its definitions stand beside it, under names of their own."""
    whole = schema(name)
    parts = whole.pop("$defs", {})
    for key in ("$schema", "$id"):
        whole.pop(key, None)

    def moved(value):
        if isinstance(value, dict):
            return {key: each.replace("#/$defs/", f"#/components/schemas/{name}_") if key == "$ref" else moved(each) for key, each in value.items()}
        return [moved(each) for each in value] if isinstance(value, list) else value

    return {name: moved(whole), **{f"{name}_{part}": moved(each) for part, each in parts.items()}}


def _as_read(components: dict) -> dict:
    """The record's schema with what the reader takes beyond it, as spreadsheets and exports write things."""
    known = components["record"]["properties"]
    for name, field in known.items():
        if name.endswith("_id"):
            known[name] = {**field, "type": ["string", "number", "null"]}
    known["text"] = {**known["text"], **NO_NUL}
    known["plan_of_care"] = {**known["plan_of_care"], **NO_NUL}
    known["attachments"] = {"anyOf": [{"type": "array", "items": {"type": "string", **NO_NUL}}, {"type": ["string", "null"], **NO_NUL}]}
    known["diagnoses"] = {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": ["string", "null"]}]}
    known["minutes"] = {"type": ["object", "null"], "additionalProperties": {"type": "number", "minimum": 0, "exclusiveMaximum": 1e9}}
    for name in ("therapist", "assistant"):
        known[name] = {"type": ["object", "null"], "description": "name, credential; for an assistant also minutes by code"}
    line = components["record_billed_line"]
    line["properties"] = {
        "code": {"anyOf": [{"type": "string", "pattern": "^\\s*[0-9A-Za-z]{5}\\s*$"}, {"type": "integer", "minimum": 10_000, "maximum": 99_999}]},
        "units": {"anyOf": [{"type": ["integer", "null"], "minimum": 1}, {"type": "string", "pattern": "^[1-9][0-9]{0,3}$"}]},
        "modifiers": {"anyOf": [line["properties"]["modifiers"], {"type": "string", "pattern": "^([0-9A-Z]{2}([,+: ]+[0-9A-Z]{2})*)?$"}]}}
    words = "[0-9A-WYZa-wyz]{5}(x[1-9][0-9]{0,3})?(:[0-9A-Za-z]{2})?"  # as --code takes it: 97110x2:GP
    items = {"anyOf": [{"$ref": "#/components/schemas/record_billed_line"}, {"type": "string", "pattern": f"^{words}$"}]}
    known["billed"] = {"anyOf": [{"type": "array", "items": items}, {"type": "null"}, {"type": "string", "pattern": f"^({words}(;{words})*)?$"}]}
    return components


NO_NUL = {"pattern": "^[^\\u0000]*$"}
TEXTS = {"type": "array", "items": {"type": "string"}}
PROBLEM = {"type": "object", "required": ["type", "title", "status", "detail"], "additionalProperties": True, "properties": {
    "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"}}}
CODES = {"type": "array", "items": {"type": "object", "required": ["code", "words", "timed", "families", "required", "recommended"], "properties": {
    "code": {"type": "string"}, "words": {"type": "string"}, "timed": {"type": "boolean"}, "families": TEXTS, "required": TEXTS, "recommended": TEXTS}}}
RULES = {"type": "array", "items": {"type": "object", "required": ["rule", "severity", "words"], "properties": {
    "rule": {"type": "string"}, "severity": {"enum": ["error", "warning", "info", "off"]}, "words": {"type": "string"}}}}
HEALTH = {"type": "object", "required": ["status", "version"], "properties": {"status": {"const": "ok"}, "version": {"type": "string"}}}
