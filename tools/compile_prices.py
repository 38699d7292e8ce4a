"""`python -m tools.compile_prices FOLDER`: compiles the catalogue from a folder of collected price lists (one CSV a provider).

The rows that the estimators use are named here; each keeps its unit, date, source and confidence as collected.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "opsworthy" / "pricing" / "catalogue" / "prices.csv"
HEADER = ("key", "price_usd", "unit", "as_of", "confidence", "source", "note")

# Where a price is known from several sources, the first of these that has it is taken.
CONFIDENCE = (
    "vendor_source", "vendor_doc", "transcribed_verbatim", "price_list", "real_invoice", "third_party_note", "aggregator",
    "third_party_generated",
)  # fmt: skip

OLDEST = "2024"

# Services of one provider whose plans share names.
SERVICES = {"Heroku Postgres": "postgres.", "Heroku Key-Value Store": "key-value.", "Dynos": "dyno."}

# (file, sku, region, the instance type or description where the SKU has several, key and unit in the catalogue, what it is)
CLOUD = (
    ("aws", "fargate.vcpu.linux_x86", "us-east-1", "", "aws.fargate.vcpu", "vCPU-hour", "AWS Fargate"),
    ("aws", "fargate.memory.linux_x86", "us-east-1", "", "aws.fargate.memory", "GB-hour", "AWS Fargate"),
    ("aws", "eks.cluster", "us-east-1", "", "aws.eks.cluster", "hour", "AWS EKS control plane"),
    ("aws", "ebs.storage.gp3", "us-east-1", "", "aws.ebs.gp3", "GB-month", "AWS EBS gp3"),
    ("aws", "elb.alb.hours", "us-east-1", "", "aws.alb.hours", "hour", "AWS Application Load Balancer"),
    ("aws", "elb.alb.lcu", "us-east-1", "", "aws.alb.lcu", "LCU-hour", "AWS Application Load Balancer capacity"),
    (
        "aws",
        "data_transfer.internet_out",
        "us-east-1",
        "DataTransfer External Outbound Next 10 TB",
        "aws.egress",
        "GB",
        "AWS transfer to the internet, first 10 TB",
    ),
    ("gcp", "container_cluster.autopilot_vcpu", "us-central1", "", "gcp.autopilot.vcpu", "vCPU-month", "GKE Autopilot"),
    ("gcp", "container_cluster.autopilot_memory", "us-central1", "", "gcp.autopilot.memory", "GB-month", "GKE Autopilot"),
    ("gcp", "container_cluster.cluster_management_fee", "us-central1", "", "gcp.gke.cluster", "hour", "GKE cluster fee"),
    ("gcp", "gce.disk", "us-central1", "balanced", "gcp.disk.balanced", "GB-month", "GCP balanced disk"),
    ("gcp", "compute_forwarding_rule.forwarding_rules", "us-central1", "", "gcp.forwarding-rule", "hour", "GCP forwarding rule"),
)


def rows(folder: Path) -> Iterator[tuple[str, ...]]:
    """Every row of the catalogue; raises SystemExit where a named row is missing or no longer says one price."""
    for name in ("heroku", "saas"):
        yield from _platform(folder / f"{name}.csv")
    for file, sku, region, words, key, unit, note in CLOUD:
        found = [
            row
            for row in _read(folder / f"{file}.csv")
            if row["sku"] == sku and row["region"] == region and words in (row["instance_type"] or row["description"], "")
        ]
        if len({row["price_usd"] for row in found}) != 1:
            raise SystemExit(f"{file}.csv: {len(found)} rows for {sku} in {region}; one price was expected")
        row = found[0]
        yield (key, row["price_usd"], unit, row["as_of"], "price_list", row["source"], f"{note} in {region}")


def _platform(path: Path) -> Iterator[tuple[str, ...]]:
    best: dict[tuple[str, str], dict[str, str]] = {}
    for row in _read(path):
        if row["tier"] and not row["tier"].startswith(">50k-100k"):
            continue
        service = SERVICES.get(row["service"], "")
        key = (f"{row['provider']}.{service}{_slug(row['sku'])}", row["pricing_model"])
        if key not in best or _rank(row) < _rank(best[key]):
            best[key] = row
    for (name, model), row in best.items():
        full = name if model == "list" else f"{name}.{_slug(model)}"
        yield (full, row["price_usd"], row["unit"], row["as_of"], row["confidence"], row["source"], row["description"])


def _rank(row: dict[str, str]) -> tuple[bool, int]:
    """The better source first; one from before OLDEST comes after any newer one."""
    return (row["as_of"] < OLDEST, CONFIDENCE.index(row["confidence"]))


def _slug(text: str) -> str:
    return text.lower().replace("_", "-")


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def main(folder: Path) -> None:
    """Writes the catalogue, sorted by key."""
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(sorted(rows(folder)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
