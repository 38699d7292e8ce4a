"""`python -m tools.compile_credentials FILE REVISION`: compiles the marks of credentials from the configuration of Gitleaks.

Taken are the rules that know a token by its own shape; those that need a word beside a random value are left out, since the
names of variables are judged in text/secrecy.py. What Gitleaks has no rule for stands in OWN.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "opsworthy" / "facts" / "marks" / "credentials.toml"

# A value beside a word that names it: not a shape of its own.
BESIDE_A_WORD = "{0,50}?"

# Rules that have a shape, and why they are not taken.
LEFT_OUT = {
    "aws-amazon-bedrock-api-key-short-lived": "a beginning without the rest",
    "curl-auth-header": "a command line is read by facts/command_lines.py",
    "curl-auth-user": "a command line is read by facts/command_lines.py",
    "facebook-access-token": "two numbers and a bar",
    "flutterwave-public-key": "public",
    "freemius-secret-key": "the name of a variable",
    "gcp-api-key": "names a project in pages and apps; restricted by the place that it is used from",
    "jwt-base64": "hidden in another encoding",
    "kubernetes-secret-yaml": "the kubernetes detector reads Secrets",
    "nuget-config-password": "the name of a key",
    "sidekiq-sensitive-url": "an address with a password is one of our own",
    "sourcegraph-access-token": "any forty hexadecimal digits",
}

# What has a shape and no rule: id, pattern, the least entropy.
OWN = (
    (
        "password-in-address",
        (
            r"\b[A-Za-z][A-Za-z0-9+.-]{1,30}://[^\s/:@'\"`<>|,;()\[\]\\]{0,100}:([^\s/@'\"`<>|,()\[\]\\]{3,200})"
            r"@[\w.:\[\]{}$-]{2}[\w.:\[\]{}$-]*"
        ),
        0,
    ),
    ("azure-storage-key", r"\bAccountKey=([A-Za-z0-9+/]{86}==)", 3),
    (
        "aws-secret-access-key",
        r"(?i)aws_?secret_?access_?key[\"']?[ \t]{0,10}[:=][ \t]{0,10}[\"']?([A-Za-z0-9+/]{40})(?:[^A-Za-z0-9+/=]|$)",
        4,
    ),
)

# The legacy service tokens of Vault look like a method of a variable `s`.
REPLACED = {"vault-service-token": (r"(?:hvs\.[\w-]{90,120}|s\.(?i:[a-z0-9]{24}))", r"hvs\.[\w-]{90,120}")}

NOTICE = """\
# The shapes of credentials: patterns that their issuers' tokens match. Compiled by tools/compile_credentials.py; do not edit.
#
# Rules of Gitleaks (https://github.com/gitleaks/gitleaks, config/gitleaks.toml at {revision}), which are under the MIT License:
#
# Copyright (c) 2019 Zachary Rice
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
# (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify,
# merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
# furnished to do so, subject to the following conditions:
#
# The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.
#
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
# WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT
# HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
# OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
#
# id       what a match is taken for
# pattern  an RE2 expression; its first group, where it has one, is the value
# entropy  the least bits per character that a real value has
"""


def rules(configuration: dict[str, Any]) -> Iterator[tuple[str, str, float]]:
    """Id, pattern and least entropy of every rule that is taken."""
    for rule in configuration["rules"]:
        pattern = rule.get("regex", "")
        if pattern and BESIDE_A_WORD not in pattern and rule["id"] not in LEFT_OUT:
            pattern = pattern.replace(*REPLACED.get(rule["id"], ("", "")))
            yield rule["id"], re.sub(r"\(\?P<\w+>", "(", pattern), rule.get("entropy", 0)
    yield from OWN


def main(arguments: list[str]) -> None:
    source, revision = arguments
    lines = [NOTICE.format(revision=revision)]
    for name, pattern, entropy in sorted(rules(tomllib.loads(Path(source).read_text("utf-8")))):
        lines.append(f"[[rule]]\nid = \"{name}\"\npattern = '''{pattern}'''\nentropy = {float(entropy):g}\n")
    TARGET.write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
