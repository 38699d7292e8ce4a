"""Names of environments in headings, labels and cells."""

import pytest

from opsworthy.documents.environments import canonical, named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deployment to Production", ("prod",)),
        ("Deploy (prod)", ("prod",)),
        ("dev/test/prod", ("dev", "test", "prod")),
        ("Development", ("dev",)),
        ("For development", ("dev",)),
        ("Development costs", ()),
        ("Test the deployment", ()),
        ("Deploy to test", ("test",)),
        ("Test environment", ("test",)),
        ("Pre-production", ("preprod",)),
        ("Staging and production", ("staging", "prod")),
        ("Products", ()),
        ("Go live", ()),
        ("Live environment", ("prod",)),
        ("Local development", ("local",)),
    ],
)
def test_reads_environments(text: str, expected: tuple[str, ...]) -> None:
    assert named(text) == expected


def test_one_name_for_one_environment() -> None:
    assert [canonical(name) for name in ("Production", "prd", "stg", "dev", "eu-west")] == [
        "prod",
        "prod",
        "staging",
        "dev",
        "eu-west",
    ]
