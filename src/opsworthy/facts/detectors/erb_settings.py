"""Rails configuration in YAML with embedded Ruby: the variables that database.yml and its like read."""

import re
from collections.abc import Iterator

from opsworthy.facts.code.calls.environment import Wrappers, dialect, direct_reads
from opsworthy.facts.code.environment import Read, variables_read
from opsworthy.facts.code.source_paths import is_test_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.text.code import Code, is_packed, parse
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_RUBY = regex(r"<%[=\-#]?(.*?)-?%>", re.DOTALL)


def _wants(path: str) -> bool:
    return path.endswith((".yml", ".yml.erb", ".yaml")) and "config/" in f"/{path}" and not is_test_source(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        if "<%" in source.text and "ENV" in source.text and not is_packed(source.text):
            yield from variables_read(_reads(source), "ruby", files)


def _reads(source: Source) -> Iterator[Read]:
    """Ruby alone is left where it stands: all the rest becomes blanks, so that places stay true."""
    kept = [" " if character != "\n" else "\n" for character in source.text]
    for match in _RUBY.finditer(source.text):
        if (
            not match[0].startswith("<%#")
            and "#" not in source.text[source.text.rfind("\n", 0, match.start()) + 1 : match.start()]
        ):
            kept[match.start(1) : match.end(1)] = match[1]
            if match.end(1) < len(kept) and kept[match.end(1)] == " ":
                kept[match.end(1)] = ";"
    ruby = Source(source.path, "".join(kept))
    root = parse(ruby, "ruby").root_node
    yield from direct_reads(Code(ruby, "ruby", ruby.text.encode("utf-8", "replace"), root), dialect("ruby"), Wrappers())


DETECTOR = Detector(
    name="erb_settings",
    about="YAML configuration with embedded Ruby: the environment variables that it reads, with their defaults.",
    wants=_wants,
    detect=_detect,
    looks_at=("config/*.yml", "config/*.yaml", "config/*.yml.erb"),
)
