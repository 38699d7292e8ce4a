"""The marks of products as data: every entry is well formed, and each package and host gives away one product."""

import tomllib
from collections import Counter
from importlib.resources import files

from opsworthy.facts.code.manifests.requirements import normal_name
from opsworthy.facts.code.marks import ECOSYSTEMS, KINDS, marks

FILES = sorted(files("opsworthy.facts").joinpath("marks", "products").iterdir(), key=lambda each: each.name)
ENTRIES = [(file.name, name, said) for file in FILES for name, said in tomllib.loads(file.read_text("utf-8")).items()]


def test_every_entry_has_a_kind_and_a_mark() -> None:
    wrong = [
        (file, name)
        for file, name, said in ENTRIES
        if said["kind"] not in KINDS
        or set(said) - {"kind", "paid", "hosts", *ECOSYSTEMS}
        or not any(said.get(key) for key in ("hosts", *ECOSYSTEMS))
    ]
    assert wrong == []


def test_no_product_and_no_package_stands_twice() -> None:
    products = Counter(name.lower() for _, name, _ in ENTRIES)
    packages = Counter((each, package) for _, _, said in ENTRIES for each in ECOSYSTEMS for package in said.get(each, ()))
    hosts = Counter(host for _, _, said in ENTRIES for host in said.get("hosts", ()))
    assert [each for each, count in (products + Counter(map(str, packages)) + hosts).items() if count > 1] == []


def test_python_names_are_written_as_indexes_compare_them() -> None:
    names = [package.removesuffix("*") for _, _, said in ENTRIES for package in said.get("python", ())]
    assert [name for name in names if normal_name(name) != name] == []


def test_the_longest_mark_wins() -> None:
    known = marks()
    found = {
        path: product.name if (product := known.of_package("go", path)) else None
        for path in (
            "cloud.google.com/go/storage",
            "cloud.google.com/go/kms",
            "github.com/stripe/stripe-go/v81",
            "github.com/stripe/other",
        )
    }
    assert found == {
        "cloud.google.com/go/storage": "Google Cloud Storage",
        "cloud.google.com/go/kms": "Google Cloud",
        "github.com/stripe/stripe-go/v81": "Stripe",
        "github.com/stripe/other": None,
    }


def test_a_host_is_known_whole_or_by_its_end() -> None:
    known = marks()
    asked = [
        ("api.stripe.com", "/v1"),
        ("acme.eu.auth0.com", ""),
        ("auth0.com", ""),
        ("slack.com", "/apps"),
        ("slack.com", "/api/x"),
    ]
    found = [product.name if (product := known.of_address(host, path)) else None for host, path in asked]
    assert found == ["Stripe", "Auth0", None, None, "Slack"]
