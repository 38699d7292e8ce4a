"""A token that somebody wrote into the name of an image goes no further."""

import pytest

from opsworthy.facts.detect import detect
from opsworthy.repository.memory import MemoryTree

TOKEN = "gh" + "p_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
POD = """apiVersion: v1
kind: Pod
metadata: {name: api}
spec: {containers: [{name: api, image: "IMAGE"}]}
"""


@pytest.mark.parametrize(("path", "text"), [("pod.yaml", POD), ("compose.yaml", 'services: {api: {image: "IMAGE"}}\n')])
def test_a_token_is_withheld_and_the_rest_stays(path: str, text: str) -> None:
    told = detect(MemoryTree({path: text.replace("IMAGE", f"registry.example.com/api@{TOKEN}:1.0")}))
    assert TOKEN not in repr(told.facts)
    assert "registry.example.com/api@***:1.0" in repr(told.facts)
    plain = detect(MemoryTree({path: text.replace("IMAGE", "registry.example.com/api@sha256:" + "ab12" * 16)}))
    assert "registry.example.com/api@sha256:" + "ab12" * 16 in repr(plain.facts)
