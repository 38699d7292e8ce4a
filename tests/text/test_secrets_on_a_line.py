"""What on a line may be a secret."""

import pytest

from opsworthy.text.exchange import exchanges
from opsworthy.text.secret_values import secret_values


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        (["DB_PASSWORD: hunter2-abc"], "hunter2-abc"), (["  \"api_token\": \"abc-def-9\","], "abc-def-9"),
        (["run --password hunter2-abc"], "hunter2-abc"), (["Authorization: Bearer abc.def"], "abc.def"),
        (["- name: DB_PASSWORD", "  value: hunter2-abc"], "hunter2-abc"),
        (["url: postgres://a:hunter2-abc@db:5432/a"], "hunter2-abc"), (["cert: aB3dE5gH7jK9mN1pQ2rS"], "aB3dE5gH7jK9mN1pQ2rS"),
    ],
)  # fmt: skip
def test_finds_it(lines: list[str], value: str) -> None:
    assert any(value in each for each in secret_values(lines, len(lines) - 1))
    after = [*lines[:-1], lines[-1].replace(value, "other-value-1")]
    for one, other in ((lines, after), (after, lines)):
        told = exchanges(one, other, [(1, len(one), 1, len(other))])
        assert not any(value in (each.old, each.new) for each in told)


@pytest.mark.parametrize(
    "line", ["namespace: shop-web", "secretName: shop-certs", "image: registry.example.com/shop/api:1.2", "containerPort: 8080"]
)
def test_leaves_names_alone(line: str) -> None:
    assert secret_values([line], 0) == ()
