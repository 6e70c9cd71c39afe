#!/usr/bin/env python3
"""Checks the description of the API: valid OpenAPI 3.1, written as we write it, examples that follow their schemas.

Exits 0 when all is well, 1 with one line a problem otherwise.
"""
import json
import pathlib
import sys

try:
    from jsonschema import Draft202012Validator, FormatChecker
    from openapi_spec_validator import OpenAPIV31SpecValidator
except ImportError as error:
    sys.exit(f"check-openapi: Python module {error.name} is missing; install it with: pip install "
             "'openapi-spec-validator>=0.7' jsonschema (Debian 12 has no package of the first)")

DOCUMENT = pathlib.Path(__file__).resolve().parent.parent / "Sources/API/Resources/openapi.json"
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}

problems = []


def problem(where, what):
    problems.append(f"{where}: {what}")


def resolved(document, value):
    """What a local reference leads to, or the value itself."""
    while isinstance(value, dict) and set(value) == {"$ref"}:
        target = document
        for name in value["$ref"].removeprefix("#/").split("/"):
            target = target[name]
        value = target
    return value


def check_form(text, document):
    if document.get("openapi") != "3.1.0":
        problem("openapi", "3.1.0 is expected")
    if text != json.dumps(document, ensure_ascii=False, indent=2) + "\n":
        problem(DOCUMENT.name, "is not indented by two spaces, as json.dumps(ensure_ascii=False, indent=2) does it")


def check_content(document, content, where):
    for kind, media in content.items():
        if "json" in kind and not (media.get("examples") or "example" in media):
            problem(where, f"{kind} has no example")
        # References in the schema are looked up in the whole document.
        schema = {**media.get("schema", {}), "components": document["components"]}
        validator = Draft202012Validator(schema, format_checker=FormatChecker())
        for name, example in media.get("examples", {}).items():
            for error in validator.iter_errors(resolved(document, example)["value"]):
                problem(f"{where} {name}", f"{error.json_path}: {error.message[:160]}")


def check_examples(document):
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method not in METHODS:
                continue
            where = f"{method.upper()} {path}"
            check_content(document, operation.get("requestBody", {}).get("content", {}), f"{where} request")
            for status, answer in operation["responses"].items():
                check_content(document, resolved(document, answer).get("content", {}), f"{where} {status}")


def main():
    text = DOCUMENT.read_text(encoding="utf-8")
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        sys.exit(f"check-openapi: {DOCUMENT.name} is not JSON: {error}")
    check_form(text, document)
    for error in OpenAPIV31SpecValidator(document).iter_errors():
        problem("/".join(map(str, error.absolute_path)) or DOCUMENT.name, error.message[:200])
    if not problems:
        check_examples(document)
    for line in problems:
        print(f"check-openapi: {line}", file=sys.stderr)
    if problems:
        return 1
    operations = sum(method in METHODS for item in document["paths"].values() for method in item)
    print(f"check-openapi: {operations} operations, {len(document['components']['schemas'])} schemas, no problem")
    return 0


if __name__ == "__main__":
    sys.exit(main())
