#!/usr/bin/env python3
"""Checks eventlog/: schemas, golden records against them, and the catalogue of eventlog/README.md.

Exits 0 when all is well, 1 with one line a problem otherwise.
"""
import copy
import json
import pathlib
import re
import sys

try:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError
except ImportError:
    sys.exit("check-schemas: Python module jsonschema is missing; install Debian package python3-jsonschema")

EVENTLOG = pathlib.Path(__file__).resolve().parent.parent / "eventlog"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
# CloudEvents 1.0, "REQUIRED Attributes", and those that this format adds; in the order in which a line has them.
CLOUDEVENTS = ["specversion", "id", "source", "type"]
ORDER = ["crc", "specversion", "sequence", "commit", "id", "source", "type", "subject", "time", "actor", "person",
         "correlationid", "causationid", "idempotencykey", "traceparent", "data"]

problems = []


def problem(where, what):
    problems.append(f"{where}: {what}")


def subschemas(node):
    """Every `x-plaintext` under `node`: annotations, which a check of the schema around them leaves alone."""
    if isinstance(node, dict):
        for name, child in node.items():
            if name == "x-plaintext":
                yield child
            yield from subschemas(child)
    elif isinstance(node, list):
        for child in node:
            yield from subschemas(child)


def load_schemas():
    schemas = {}
    for path in sorted((EVENTLOG / "schemas").glob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        name = path.stem
        schemas[name] = schema
        if schema.get("$schema") != DIALECT:
            problem(path.name, f"$schema is not {DIALECT}")
        if not schema.get("$id", "").endswith("/" + path.name):
            problem(path.name, "$id does not end in the file's name")
        for part in [schema, *subschemas(schema)]:
            try:
                Draft202012Validator.check_schema(part)
            except SchemaError as error:
                problem(path.name, f"not a draft 2020-12 schema: {error.message}")
        if name != "record":
            check_event_schema(name, schema)
    if "record" not in schemas:
        problem("schemas/", "no record.json")
    return schemas


def check_event_schema(name, schema):
    properties = schema.get("properties", {})
    data = properties.get("data", {})
    if schema.get("$ref") != "record.json":
        problem(name, "does not refer to record.json for the attributes")
    if properties.get("type") != {"const": name}:
        problem(name, "type is not the file's name")
    if data.get("additionalProperties") is not True:
        problem(name, "data must allow members of newer releases")
    if not set(data.get("required", [])) <= set(data.get("properties", {})):
        problem(name, "data requires a member that it does not describe")
    for member, shape in data.get("properties", {}).items():
        if "description" not in shape:
            problem(name, f"data.{member} has no description")


def validator(schemas, name):
    """One document that holds record.json too, so that no version of the module has to fetch anything."""
    return Draft202012Validator({**schemas[name], "$defs": {"record": schemas["record"]}})


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def check_line(where, line, position):
    """What a schema cannot say; returns the record."""
    record = json.loads(line)
    if not line.startswith(b'{"crc":"') or line[8:16] != b"%08x" % crc32c(line[18:]):
        problem(where, "the checksum is wrong")
    if list(record) != [name for name in ORDER if name in record]:
        problem(where, "attributes are out of order or unknown")
    for name in CLOUDEVENTS:
        if not isinstance(record.get(name), str) or not record[name]:
            problem(where, f"CloudEvents requires {name}, a string that is not empty")
    for name in record:
        if not re.fullmatch("[a-z0-9]+", name):
            problem(where, f"CloudEvents does not allow the attribute name {name}")
    if record.get("sequence") != f"{position:016d}":
        problem(where, f"sequence is not {position:016d}")
    return record


def check_teeth(where, check, record):
    """A schema that accepts a record without a required part, or of another type, checks nothing."""
    schema = check.schema["properties"]
    spoilt = []
    for name in schema["data"].get("required", []):
        spoilt.append(copy.deepcopy(record))
        del spoilt[-1]["data"][name]
    for name in check.schema["$defs"]["record"]["required"]:
        spoilt.append(copy.deepcopy(record))
        del spoilt[-1][name]
    spoilt.append({**record, "type": "fr.eaf.other.thing.v1"})
    spoilt.append({**record, "subject": "elsewhere"})
    if any(check.is_valid(candidate) for candidate in spoilt):
        problem(where, "its schema accepts a record that lacks something")


def check_golden(schemas):
    seen = set()
    files = sorted((EVENTLOG / "golden").glob("v*/*.jsonl"))
    for path in files:
        data = path.read_bytes()
        if not data.endswith(b"\n"):
            problem(path.name, "does not end in a line feed")
        for position, line in enumerate(data.split(b"\n")[:-1], start=1):
            where = f"{path.parent.name}/{path.name}:{position}"
            record = check_line(where, line, position)
            name = record.get("type")
            if name not in schemas or name == "record":
                problem(where, f"no schema for {name}")
                continue
            check = validator(schemas, name)
            for error in check.iter_errors(record):
                problem(where, f"{error.json_path}: {error.message}")
            if name not in seen:
                check_teeth(where, check, record)
            seen.add(name)
    for name in sorted(set(schemas) - seen - {"record"}):
        problem(name, "no golden record")
    return len(files), len(seen)


def check_catalogue(schemas):
    """One row a type: `| type | subject | person | meaning | members |`."""
    rows = {}
    for line in (EVENTLOG / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| `fr.eaf."):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            rows[cells[0].strip("`")] = cells[-1]
    for name in sorted(set(schemas) - {"record"} ^ set(rows)):
        problem("README.md", f"{name} has a schema and no row, or a row and no schema")
    for name, cell in rows.items():
        data = schemas.get(name, {}).get("properties", {}).get("data", {})
        wanted = []
        for member, shape in data.get("properties", {}).items():
            sealed = " 🔒" if "x-plaintext" in shape else ""
            optional = "" if member in data.get("required", []) else "?"
            wanted.append(f"`{member}`{sealed}{optional}")
        if cell != (", ".join(wanted) or "–"):
            problem("README.md", f"the members of {name} are {', '.join(wanted) or '–'}")


def main():
    schemas = load_schemas()
    files = types = 0
    if not problems:
        files, types = check_golden(schemas)
        check_catalogue(schemas)
    for line in problems:
        print(line, file=sys.stderr)
    if problems:
        sys.exit(1)
    print(f"check-schemas: {len(schemas)} schemas, {types} types in {files} golden log(s), catalogue in step")


main()
