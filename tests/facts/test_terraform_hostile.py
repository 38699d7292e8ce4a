"""Configurations made to take long: every one ends in facts or problems, and soon."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsworthy.facts.detectors.terraform import DETECTOR
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files, Library
from opsworthy.repository.memory import MemoryTree

WORDS = st.sampled_from(
    ["resource", "module", "locals", "variable", '"aws_s3_bucket"', '"a"', "{", "}", "=", "count", "for_each", "dynamic", "content",
     "source", '"./a"', "[", "]", "var.a", "local.a", "each.key", "${", '"', "for", "in", ":", "if", "<<E", "E", "\n", "aws_s3_bucket.a",
     "module.a.b", "[*]", "?", "1", "null", "%{", "terraform.workspace", "jsonencode(", ")", "merge(", ",", "..."]
)  # fmt: skip


def detect(files: dict[str, str]) -> list[Told]:
    found = list(DETECTOR.detect(Files(Library(MemoryTree(files)), DETECTOR.wants)))
    for told in found:
        assert told.location.path in files
        assert told.location.line >= 1
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=40), st.lists(WORDS, max_size=20))
def test_any_words(main: list[str], inner: list[str]) -> None:
    files = {"main.tf": 'provider "aws" {}\n' + " ".join(main), "a/main.tf": " ".join(inner), "x.tfvars": " ".join(inner)}
    detect({**files, "live/prod/terragrunt.hcl": " ".join(main)})


def _doubling() -> str:
    lines = ['  a0 = "xxxxxxxxxx"', *(f'  a{n} = "${{local.a{n - 1}}}${{local.a{n - 1}}}"' for n in range(1, 60))]
    return "locals {\n" + "\n".join(lines) + '\n}\nresource "aws_s3_bucket" "b" {\n  bucket = local.a59\n}\n'


def _lists() -> str:
    lines = [
        "  a0 = [1, 2, 3, 4, 5, 6, 7, 8, 9]",
        *(f"  a{n} = [for x in local.a{n - 1} : local.a{n - 1}]" for n in range(1, 30)),
    ]
    return "locals {\n" + "\n".join(lines) + '\n}\nresource "aws_s3_bucket" "b" {\n  for_each = toset(flatten(local.a29))\n}\n'


def _modules() -> dict[str, str]:
    """Each module calls the next one several times."""
    call = 'module "m{n}" {{\n  count = 9\n  source = "../m{next}"\n  name = "x${{count.index}}"\n}}\nvariable "name" {{}}\n'
    files = {f"m{depth}/main.tf": "".join(call.format(n=n, next=depth + 1) for n in range(1)) for depth in range(9)}
    return {
        **files,
        "m9/main.tf": 'resource "aws_s3_bucket" "b" {}\n',
        "main.tf": 'module "m" {\n  source = "./m0"\n}\nprovider "aws" {}\n',
    }


@pytest.mark.parametrize(
    "files",
    [
        {"main.tf": 'provider "aws" {}\n' + _doubling()},
        {"main.tf": 'provider "aws" {}\n' + _lists()},
        {"main.tf": 'provider "aws" {}\nlocals {\n  a = ' + "(" * 5000 + "1" + ")" * 5000 + "\n}\n"},
        {"main.tf": 'provider "aws" {}\nlocals {\n  a = ' + "[" * 3000 + "]" * 3000 + "\n}\n"},
        {"main.tf": 'provider "aws" {}\nresource "aws_s3_bucket" "b" {\n  count = 100000000\n  bucket = "b${count.index}"\n}\n'},
        {"main.tf": 'provider "aws" {}\n' + "a {\n" * 3000},
        {
            "main.tf": 'provider "aws" {}\nlocals {\n'
            + "".join(f"  l{n} = local.l{n + 1}\n" for n in range(3000))
            + "}\n"
            + 'resource "aws_s3_bucket" "b" {\n  bucket = local.l0\n}\n'
        },
        {
            "main.tf": 'provider "aws" {}\nlocals {\n  a = range(0, 1000)\n  b = setproduct(local.a, local.a, local.a)\n}\nresource "aws_s3_bucket" "b" {\n  for_each = local.b\n}\n'
        },
        _modules(),
        {f"live/{n}/terragrunt.hcl": f'include "a" {{\n  path = "../{n + 1}/terragrunt.hcl"\n}}\n' for n in range(300)},
    ],
    ids=["doubling", "lists", "brackets", "tuples", "count", "blocks", "chain", "product", "modules", "includes"],
)
def test_it_ends_soon(files: dict[str, str]) -> None:
    begun = time.perf_counter()
    detect(files)
    assert time.perf_counter() - begun < 10
