#!/usr/bin/env python3
"""Hold the schema of scenarios to validators that others have written.

`rollupsim schema` is read by jsonschema (draft 2020-12 and draft 7), fastjsonschema (draft 7) and jsonschema-rs; files by
ruamel.yaml as YAML 1.2, as editors read them. Wanted: every shipped scenario is valid; with any one key of a section, a
step or a verb misspelt it is not; and no file that `rollupsim check` accepts is invalid, among those named besides. The
validators have to agree on every file.

Usage: schema-check.py ROLLUPSIM [FILE or FOLDER ...]
"""

import copy
import io
import json
import pathlib
import subprocess
import sys

import fastjsonschema
import jsonschema
import jsonschema_rs
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent

ROOT = pathlib.Path(__file__).resolve().parent.parent


def validators(schema):
    """Functions that tell whether a value is valid, by name."""
    draft7 = {**schema, "$schema": "http://json-schema.org/draft-07/schema#"}
    newest = jsonschema.Draft202012Validator(schema)
    older = jsonschema.Draft7Validator(draft7)
    compiled = fastjsonschema.compile(draft7)
    rust = jsonschema_rs.Draft202012Validator(schema)

    def is_valid_compiled(value):
        try:
            compiled(value)
            return True
        except fastjsonschema.JsonSchemaValueException:
            return False

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft7Validator.check_schema(draft7)
    return {
        "jsonschema 2020-12": newest.is_valid,
        "jsonschema 7": older.is_valid,
        "fastjsonschema 7": is_valid_compiled,
        "jsonschema-rs 2020-12": rust.is_valid,
    }


def read(data):
    """The value of a YAML 1.2 text as JSON has it; None when it is no YAML, no JSON, or has aliases."""
    try:
        # A value that a few lines of aliases blow up is no scenario.
        if any(isinstance(event, AliasEvent) for event in YAML(typ="safe", pure=True).parse(io.StringIO(data.decode()))):
            return None
        value = YAML(typ="safe", pure=True).load(io.StringIO(data.decode()))
        return json.loads(json.dumps(value))
    except (YAMLError, UnicodeDecodeError, TypeError, ValueError, RecursionError):
        return None


def misspelt(scenario, verbs):
    """The scenario with one key misspelt, for each key of the document, of a step and of a verb's value."""
    for key in scenario:
        changed = copy.deepcopy(scenario)
        changed[key + "x"] = changed.pop(key)
        yield key, changed
    for index, step in enumerate(scenario["steps"] or []):
        for key, value in step.items():
            changed = copy.deepcopy(scenario)
            changed["steps"][index][key + "x"] = changed["steps"][index].pop(key)
            yield f"steps[{index}].{key}", changed
            if key in verbs and isinstance(value, dict):
                for inner in value:
                    changed = copy.deepcopy(scenario)
                    part = changed["steps"][index][key]
                    part[inner + "x"] = part.pop(inner)
                    yield f"steps[{index}].{key}.{inner}", changed


def main():
    program, *places = sys.argv[1:]
    schema = json.loads(subprocess.run([program, "schema"], check=True, capture_output=True).stdout)
    known = validators(schema)
    verbs = set(schema["$defs"]["step"]["properties"])
    failures = []

    def verdict(value, name):
        found = {label: is_valid(value) for label, is_valid in known.items()}
        if len(set(found.values())) > 1:
            failures.append(f"{name}: {found}")
        return all(found.values())

    shipped = sorted((ROOT / "scenarios").glob("*.yaml"))
    count = 0
    for path in shipped:
        scenario = read(path.read_bytes())
        if not verdict(scenario, path.name):
            failures.append(f"{path.name}: invalid")
        for name, changed in misspelt(scenario, verbs):
            count += 1
            if verdict(changed, f"{path.name} {name}"):
                failures.append(f"{path.name}: valid with {name} misspelt")
    further = [path for place in map(pathlib.Path, places)
               for path in (sorted(place.rglob("*.yaml")) if place.is_dir() else [place])]
    refused = unread = 0
    for path in further:
        value = read(path.read_bytes())
        if value is None:
            unread += 1
            continue
        is_valid = verdict(value, path.name)
        refused += not is_valid
        accepted = subprocess.run([program, "check", path], capture_output=True).returncode == 0
        if accepted and not is_valid:
            failures.append(f"{path.name}: accepted by check, and invalid")
    print(f"{len(shipped)} shipped scenarios valid, {count} with a misspelt key invalid, by {', '.join(known)}")
    if further:
        print(f"{len(further)} further files: {unread} no YAML 1.2 of JSON's values, {refused} invalid")
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures or not shipped or not count else 0


if __name__ == "__main__":
    sys.exit(main())
