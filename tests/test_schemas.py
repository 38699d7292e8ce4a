"""What `--format json` prints validates against the published schemas, and carries the fields that readers rely on."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from opsworthy.cli.main import opsworthy

ROOT = Path(__file__).parents[1]
COMMANDS = {
    "system-1": ("survey {} --format json", "opsworthy.system/1"),
    "changes-1": ("survey {} --diff HEAD --format json", "opsworthy.changes/1"),
    "check-1": ("check {} --format json", "opsworthy.check/1"),
    "answer-1": ("ask rollback {} --format json", "opsworthy.answer/1"),
    "review-1": ("review {} --format json", "opsworthy.review/1"),
    "estimate-1": ("cost estimate {} --format json", "opsworthy.estimate/1"),
    "rules-1": ("rules --format json", "opsworthy.rules/1"),
}


def _answer(name: str, example: str) -> Any:
    words = COMMANDS[name][0].format(ROOT / "examples" / example).split()
    return json.loads(CliRunner().invoke(opsworthy, words).output)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("example", ["weather-api", "shop"])
def test_answers_validate(name: str, example: str) -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    answer = _answer(name, example)
    jsonschema.validate(answer, schema, cls=jsonschema.Draft202012Validator)
    assert answer["schema"] == COMMANDS[name][1]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**answer, "schema": 1}, schema, cls=jsonschema.Draft202012Validator)


def test_every_entry_of_a_survey_has_a_place() -> None:
    answer = _answer("system-1", "shop")
    for part in ("services", "datastores", "environments", "secrets", "endpoints", "pipelines", "third_parties", "documents"):
        assert answer[part]
        assert all(entry["locations"] and entry["locations"][0]["line"] >= 1 for entry in answer[part]), part
    gateway = next(service for service in answer["services"] if service["name"] == "gateway")
    assert gateway["ports"][0]["port"] == 8080
    assert {"kind", "path", "port"} <= gateway["health"][0].keys()
    assert {edge["name"] for edge in gateway["depends_on"]} == {"catalog", "cart", "orders"}


def test_outcomes_say_where_and_how_to_mend() -> None:
    for outcome in _answer("check-1", "shop")["outcomes"]:
        assert {"path", "line", "column", "end_line", "end_column"} == outcome["location"].keys()
        assert outcome["outcome"] != "broken" or outcome["fix"]


def test_amounts_are_text_and_add_up() -> None:
    answer = _answer("estimate-1", "shop")
    cents = [round(float(line["likely"]) * 100) for line in answer["lines"] if line["likely"] is not None]
    assert sum(cents) == round(float(answer["total"]["likely"]) * 100)
    assert all(line["low"] is None for line in answer["lines"] if line["state"] not in ("priced", "free"))
