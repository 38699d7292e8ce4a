"""From bytes to text: what a file says once it is read, or why it says nothing."""

import codecs

from opsworthy.repository.standing import is_generated
from opsworthy.text.code import language_of
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.source import LeftOut, Problem, Source

LARGEST = 2 * 1024 * 1024
"""Bytes of a file of data; a larger one is left out without being opened."""

LARGEST_BY_HAND = 800 * 1024
"""Bytes of a file that people write: source code, Dockerfiles, pipelines. What is larger was made by a program or to hurt."""

_BY_HAND = ("Dockerfile", "Jenkinsfile", "Makefile", "Procfile", "Gemfile", ".gitlab-ci.yml", "requirements.txt")
_BY_HAND_WITHIN = ("/.github/workflows/", "/.circleci/", "/.gitlab/")

_SAMPLE = 8192
_LFS_POINTER = b"version https://git-lfs.github.com/spec/"
_NOT_TEXT = regex(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")


def largest(path: str) -> int:
    """The most bytes that a file of this name may have to be read."""
    name = path[path.rfind("/") + 1 :]
    if language_of(path) or name.startswith((*_BY_HAND, ".env")) or any(each in f"/{path}" for each in _BY_HAND_WITHIN):
        return LARGEST_BY_HAND
    return LARGEST


def decode(path: str, content: bytes) -> Source | Problem | LeftOut:
    """UTF-8 (with or without a byte order mark) or UTF-16 with one; line ends stay as they are."""
    if len(content) > largest(path):
        return LeftOut(path, "too large")
    if content.startswith(_LFS_POINTER):
        return LeftOut(path, "Git LFS pointer")
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not wide and b"\0" in content[:_SAMPLE]:
        return LeftOut(path, "binary")
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        if not wide and _NOT_TEXT.search(content[:_SAMPLE]):
            return LeftOut(path, "binary")
        place = Location(path, 1 if wide else content.count(b"\n", 0, error.start) + 1)
        return Problem(place, "not UTF-8 text", "save the file as UTF-8")
    return LeftOut(path, "generated") if is_generated(path, text) else Source(path, text)
