"""Lock files of the eight languages: which versions a build takes is written down, and for how many packages."""

import re
from collections.abc import Iterator

from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import LockFile
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

# What one resolved package looks like in each format, at the beginning of a line.
_KINDS: dict[str, tuple[str, str, re.Pattern[str] | None]] = {
    "package-lock.json": ("npm", "npm", regex(r'^\s{2,6}"node_modules/[^"]+": ?\{', re.MULTILINE)),
    "npm-shrinkwrap.json": ("npm", "npm", regex(r'^\s{2,6}"node_modules/[^"]+": ?\{', re.MULTILINE)),
    "pnpm-lock.yaml": ("npm", "pnpm", regex(r"^  '?/?@?[\w.\-/]+@[^:\n]+'?:\s*$", re.MULTILINE)),
    "yarn.lock": ("npm", "yarn", regex(r"^  version:? ", re.MULTILINE)),
    "bun.lock": ("npm", "bun", regex(r'^    "[^"]+": \[', re.MULTILINE)),
    "bun.lockb": ("npm", "bun", None),
    "deno.lock": ("npm", "deno", None),
    "poetry.lock": ("python", "poetry", regex(r"^\[\[package\]\]", re.MULTILINE)),
    "uv.lock": ("python", "uv", regex(r"^\[\[package\]\]", re.MULTILINE)),
    "pdm.lock": ("python", "pdm", regex(r"^\[\[package\]\]", re.MULTILINE)),
    "pylock.toml": ("python", "pylock", regex(r"^\[\[packages\]\]", re.MULTILINE)),
    "Pipfile.lock": ("python", "pipenv", regex(r'^\s{8}"[^"]+": \{', re.MULTILINE)),
    "go.sum": ("go", "go", regex(r"^\S+ v\S+(?<!/go\.mod) h1:", re.MULTILINE)),
    "gradle.lockfile": ("java", "gradle", regex(r"^[\w.\-]+:[\w.\-]+:[^=\n]+=", re.MULTILINE)),
    "packages.lock.json": ("dotnet", "nuget", regex(r'^\s+"resolved": ', re.MULTILINE)),
    "Gemfile.lock": ("ruby", "bundler", regex(r"^    [^\s(]+ \([^)]+\)\s*$", re.MULTILINE)),
    "gems.locked": ("ruby", "bundler", regex(r"^    [^\s(]+ \([^)]+\)\s*$", re.MULTILINE)),
    "composer.lock": ("php", "composer", regex(r'^            "name": "[\w.\-]+/[\w.\-]+",', re.MULTILINE)),
    "Cargo.lock": ("rust", "cargo", regex(r"^\[\[package\]\]", re.MULTILINE)),
}


def _wants(path: str) -> bool:
    return path.rpartition("/")[2] in _KINDS and not is_test_source(path.rpartition("/")[0] + "/x")


def _detect(files: Files) -> Iterator[Told]:
    read: set[str] = set()
    for source in files:
        read.add(source.path)
        yield _lock(source)
    for path in files.wanted:
        if path not in read:
            ecosystem, tool, _ = _KINDS[path.rpartition("/")[2]]
            yield LockFile(ecosystem, tool, path, Source(path, "").at(1))


def _lock(source: Source) -> LockFile:
    """The count is None where the format does not show it line by line."""
    ecosystem, tool, entry = _KINDS[source.path.rpartition("/")[2]]
    count = sum(1 for _ in entry.finditer(source.text)) if entry is not None else None
    return LockFile(ecosystem, tool, source.path, source.at(1), count)


DETECTOR = Detector(
    name="lock_files",
    about="Lock files: the ecosystem, the tool, and how many packages they pin.",
    wants=_wants,
    detect=_detect,
    looks_at=(
        "package-lock.json",
        "npm-shrinkwrap.json",
        "pnpm-lock.yaml",
        "yarn.lock",
        "bun.lock",
        "bun.lockb",
        "deno.lock",
        "poetry.lock",
        "uv.lock",
        "pdm.lock",
        "pylock.toml",
        "Pipfile.lock",
        "go.sum",
        "gradle.lockfile",
        "packages.lock.json",
        "Gemfile.lock",
        "gems.locked",
        "composer.lock",
        "Cargo.lock",
    ),
)
