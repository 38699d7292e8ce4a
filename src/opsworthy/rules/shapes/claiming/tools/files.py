"""Files of the repository that commands name."""

from collections.abc import Iterator
from dataclasses import replace

from opsworthy.rules.shapes.claiming.claim import Claim
from opsworthy.rules.shapes.claiming.tools.line import Line
from opsworthy.text.regex import regex

_PATH = regex(r"(?:\./)?[\w.@-]+(?:/[\w.@-]+)*/?\Z")
_FILE_OPTIONS = (
    "-var-file",
    "--var-file",
    "-chdir",
    "--env-file",
    "--values",
    "--from-file",
    "--from-env-file",
    "-i",
    "--inventory",
    "--template-file",
)
OF_THE_READER = "reader"
"""Of whom a file is that whoever runs a command may have for themselves."""
_SETTINGS = ("--config", "--config-file", "--parameters", "--schema")
_READERS = frozenset(
    ["git", "sed", "cat", "head", "tail", "less", "grep", "pwsh", "powershell", "diff", "shellcheck", "yamllint", "source"]
)
_OF_GIT = frozenset(["diff", "log", "show", "blame", "rm", "restore", "ls-files"])
"""What git does with files that are there."""
_ENDED = regex(r".*[\w-]\.[A-Za-z]\w{0,7}\Z")
_FILE = regex(r"(?:[\w-]+\.)+(?:ya?ml|sh|py|toml|json|tf|txt|ini|conf|sql)")
_REPLACES = regex(r"s([#|,@!])([a-z0-9][\w.-]*\.[a-z]{2,}/[\w./-]+(?::[\w.-]+)?)\1")
_LONG = 30
_APPLIES = frozenset(
    ["kubectl", "oc", "k", "kustomize", "helm", "docker", "docker-compose", "ansible-playbook", "terraform", "tofu"]
)


def read(line: Line) -> Iterator[Claim]:
    """The files that a command of the operator's own shell reads; what runs inside a container reads others."""
    if line.inside:
        return
    for target in line.command.targets:
        kind = target.kind in ("file", "folder") or (target.kind == "chart" and target.name.startswith("."))
        if kind and is_path(target.name):
            yield line.claim("path", target.name, sure=_is_sure(line, target.name))
    for name in _given(line):
        yield line.claim("path", name)
    for value in line.given(*_SETTINGS):
        if is_path(name := value.removeprefix("@")) and "/" in name and not name.startswith("@"):
            yield line.claim("path", name, OF_THE_READER)
    words = line.words[1:] if len(line.words) < _LONG else ()
    reads = line.command.tool in _READERS and (line.command.tool != "git" or bool(_OF_GIT & set(line.words[1:2])))
    for word in words:
        if reads and "/" in word and is_path(word) and _ENDED.match(word):
            yield line.claim("path", word)
        elif _FILE.fullmatch(word):
            yield line.claim("path", word, sure=False)
    if line.command.tool == "sed":
        yield from _replaced(line)
    if line.command.tool == "cd" and len(line.words) == 2 and is_path(line.words[1]):
        yield line.claim("path", line.words[1], of="cd")


def _given(line: Line) -> Iterator[str]:
    """The files that options name."""
    for value in line.given(*_FILE_OPTIONS):
        name = value.rpartition("=")[2]
        if is_path(name) and "/" in name:
            yield name
    if line.command.tool in ("docker", "podman") and "build" in line.words[1:3]:
        yield from (value for value in line.given("-f", "--file") if is_path(value))


def _replaced(line: Line) -> Iterator[Claim]:
    """The image that `sed` looks for in a file of the repository, of which it puts another in the place."""
    words = [word for word in line.words[1:] if not word.startswith("-")]
    sought = [found[2] for word in words[:-1] if (found := _REPLACES.match(word))]
    if words and is_path(words[-1]) and "/" in words[-1]:
        for image in sought:
            yield replace(line.claim("image", image), beside=(("file", words[-1].removeprefix("./")),))


def is_path(name: str) -> bool:
    """Whether a word is a relative path of plain names: nothing of the machine, of a parent or of a pattern."""
    return _PATH.match(name) is not None and not name.startswith(("../", "-")) and name not in (".", "..", "./")


def _is_sure(line: Line, name: str) -> bool:
    return "/" in name.removeprefix("./") or line.command.tool in _APPLIES or name.startswith("./")
