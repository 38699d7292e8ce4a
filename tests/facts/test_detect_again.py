"""Facts read again after a change are those that a fresh reading gives, in the same order."""

from pathlib import Path

import pytest

from opsworthy.facts.detect import detect, detect_again
from opsworthy.facts.said import Facts
from opsworthy.repository.folder import FolderTree
from opsworthy.repository.overlay import OverlayTree

EXAMPLES = Path(__file__).parents[2] / "examples"
CHANGES = [
    {"opsworthy.toml": '[contacts]\non-call = "#shop"\n'},
    {"runbook.md": "# Runbook\n", "cost-plan.md": "# Costs\n"},
    {"status.json": '{"status": "blocked"}'},
    {"k8s/overlays/prod/kustomization.yaml": "resources: [../../base]\nnamespace: elsewhere\n", "Procfile": "web: x\n"},
    {"orders/orders/new_settings.py": 'import os\nNEW = os.environ["NEW_SETTING"]\n', ".env.example": "NEW_SETTING=1\n"},
    {"broken.yaml": "a: [\n", "compose.yaml": "services: {only: {image: x}}\n"},
]


@pytest.mark.parametrize("example", ["weather-api", "shop"])
@pytest.mark.parametrize("texts", CHANGES, ids="+".join)
def test_again_is_as_fresh(example: str, texts: dict[str, str]) -> None:
    tree = FolderTree(EXAMPLES / example)
    changed = OverlayTree(tree, texts)
    again = detect_again(changed, detect(tree).said, tuple(texts))
    fresh = detect(changed)
    assert _visible(again) == _visible(fresh)
    assert _visible(again) != _visible(detect(tree))


def _visible(facts: Facts) -> tuple[object, ...]:
    return (facts.facts, set(facts.problems), facts.left_out, facts.paths)
