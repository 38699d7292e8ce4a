"""What a document claims, with places."""

from decimal import Decimal

from opsworthy.documents.claims import (
    CommandClaim,
    HealthClaim,
    LinkClaim,
    NamespaceClaim,
    ReplicaClaim,
    SecretClaim,
    TotalClaim,
    claims,
)
from opsworthy.documents.parse import parse
from opsworthy.text.source import Source

RUNBOOK = """\
## Health

- Readiness probe: GET /ready every 10 seconds
- `curl -fsS http://shop.example.com:8080/healthz`

## Scaling

- HPA: 2-10 replicas
- Maximum replicas: 12

```bash
kubectl autoscale deployment/api --min=2 --max 8 -n shop
kubectl get secret stripe-key -n shop
```

See [the board](https://grafana.example.com/d/api).
"""


def test_a_runbook_claims_names_paths_and_bounds() -> None:
    found = claims(parse(Source("runbook.md", RUNBOOK), "runbook"))
    told = [(claim.location.line, claim) for claim in found]
    assert [line for line, _ in told] == sorted(line for line, _ in told)
    health = [(claim.path, claim.host, claim.port) for claim in found if isinstance(claim, HealthClaim)]
    assert health == [("/ready", None, None), ("/healthz", "shop.example.com", 8080)]
    replicas = [(claim.low, claim.high, claim.service) for claim in found if isinstance(claim, ReplicaClaim)]
    assert replicas == [(2, 10, ""), (None, 12, ""), (2, 8, "api")]
    assert [claim.name for claim in found if isinstance(claim, NamespaceClaim)] == ["shop", "shop"]
    assert [claim.name for claim in found if isinstance(claim, SecretClaim)] == ["stripe-key"]
    assert [claim.target for claim in found if isinstance(claim, LinkClaim)] == ["https://grafana.example.com/d/api"]
    assert [claim.command.tool for claim in found if isinstance(claim, CommandClaim)] == ["curl", "kubectl", "kubectl"]


def test_a_cost_plan_claims_its_totals() -> None:
    document = parse(
        Source("cost-plan.md", "## Estimated Costs\n\n- Compute: $100/month\n- **Total**: $745-875/month\n"), "cost-plan"
    )
    totals = [claim.amount for claim in claims(document) if isinstance(claim, TotalClaim)]
    assert [(total.low, total.high, total.period) for total in totals] == [(Decimal(745), Decimal(875), "month")]


def test_an_address_with_an_impossible_port_is_no_claim() -> None:
    document = parse(Source("runbook.md", "`curl http://shop.example.com:99999/healthz`\n"), "runbook")
    assert [claim for claim in claims(document) if isinstance(claim, HealthClaim)] == []
