"""What a pipeline states is not asked: an environment's address, the name of its Heroku app."""

from opsworthy.facts.detect import detect
from opsworthy.repository.memory import MemoryTree
from opsworthy.system.build import build
from opsworthy.system.model import System

WORKFLOW = """
on: push
jobs:
  deploy:
    environment: production
    env:
      HEROKU_APP: tides-production
      APP_URL: https://tides.example.com
      OTHER_URL: https://elsewhere.example.com
    steps:
      - run: git push heroku HEAD:main
      - run: |
          curl --fail --retry 5 \\
            "${APP_URL}/health"
"""


def _system(**files: str) -> System:
    tree = MemoryTree({"Procfile": "web: gunicorn app:app\n", ".github/workflows/deploy.yml": WORKFLOW, **files}, "tides")
    return build(detect(tree), "tides")


def test_an_address_that_the_job_asks_and_an_app_name_are_answers_with_their_lines() -> None:
    told = {each.key: each for each in _system().answers}
    assert told["environments.production.url"].value == "https://tides.example.com"
    assert told["environments.production.url"].location.line == 8
    assert told["heroku.app.production"].value == "tides-production"
    assert {"environments.production.url", "heroku.app.production"}.isdisjoint(each.key for each in _system().questions)


def test_a_person_knows_better() -> None:
    system = _system(**{"opsworthy.toml": '[heroku.app]\nproduction = "tides-eu"\n'})
    answer = system.answer("heroku.app.production")
    assert answer is not None
    assert answer.value == "tides-eu"


def test_the_name_is_what_files_agree_on() -> None:
    assert _system().name == "tides"
    assert _system(**{"app.json": '{"name": "low-tides"}'}).name == "low-tides"
    assert _system(**{"package.json": '{"name": "@coast/high-tides"}'}).name == "high-tides"
    assert _system(**{"go.mod": "module example.com/coast/ebb/v2\n"}).name == "ebb"
    assert _system(**{"opsworthy.toml": '[system]\nname = "Tides"\n', "app.json": '{"name": "x"}'}).name == "Tides"


def test_a_channel_of_alertmanager_and_a_security_policy_answer_who_is_reached() -> None:
    receivers = "receivers:\n  - name: team\n    slack_configs:\n      - channel: '#tides-alerts'\nroute:\n  receiver: team\n"
    policy = "# Security\n\nReport what you find to security@tides.dev.\n"
    system = _system(**{"alertmanager.yml": receivers, "SECURITY.md": policy})
    told = {each.key: (each.value, str(each.location)) for each in system.answers}
    assert told["monitoring.alerts-channel"] == ("#tides-alerts", "alertmanager.yml:4")
    assert told["contacts.security"] == ("security@tides.dev", "SECURITY.md:3")
    two = receivers.replace("route:", "      - channel: '#others'\nroute:")
    assert "monitoring.alerts-channel" in {each.key for each in _system(**{"alertmanager.yml": two}).questions}
