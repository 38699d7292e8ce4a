"""The steps of a Cloud Build configuration, with its own substitutions put in."""

from collections.abc import Iterator

from opsworthy.facts.google.script_words import commands
from opsworthy.facts.hosting.naming import variant
from opsworthy.facts.interpolation import expand
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location, Stated
from opsworthy.text.node import Mapping, Node, Scalar, entries, items, stated, string
from opsworthy.text.secrecy import is_secret_name
from opsworthy.text.source import Source

_MOST = 300
_BUILDERS = ("cloud-builders/", "cloudsdktool/", "google-cloud-cli")
_SHELLS = frozenset({"bash", "sh", "/bin/bash", "/bin/sh", "ash"})
_ENDINGS = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the image that it runs in, and its words or the text of its script, with substitutions put in."""

    name: str
    image: str
    location: Location
    words: tuple[Stated[str], ...]
    script: Stated[str] | None
    entry: bool = False

    @property
    def run(self) -> str:
        """What it runs, as one text."""
        if self.script is not None:
            return self.script.value
        return " ".join(filter(None, (self.program, *(word.value for word in self.words))))

    @property
    def program(self) -> str:
        """What Google's own builder images run: `docker` for gcr.io/cloud-builders/docker; empty for other images."""
        if self.entry or not any(place in self.image for place in _BUILDERS):
            return ""
        name = self.image.partition("@")[0].rpartition("/")[2].partition(":")[0]
        return "gcloud" if name == "cloud-sdk" else name

    def lines(self, source: Source) -> Iterator[list[Stated[str]]]:
        """The command lines that it runs, word by word; the image's own program is the first word where it has a name."""
        if self.script is not None:
            yield from commands(source, self.script.value, self.script.location)
            return
        yield [Stated(self.program, self.location), *self.words] if self.program else list(self.words)


def is_build(path: str) -> bool:
    """Whether a path is that of a Cloud Build configuration, by its name: cloudbuild.yaml,
    cloudbuild-deploy.yaml, ci.cloudbuild.yaml."""
    if "cloudbuild" not in path or not path.endswith(_ENDINGS):
        return False
    name = path.rpartition("/")[2].lower()
    return name.startswith("cloudbuild") or any(variant(path, "cloudbuild", ending) is not None for ending in _ENDINGS)


def steps(root: Node) -> tuple[Step, ...]:
    """The steps in their order; at most three hundred."""
    known = substitutions(root)
    return tuple(
        _step(item, known, index) for index, item in enumerate(items(root, "steps")[:_MOST]) if isinstance(item, Mapping)
    )


def substitutions(root: Node) -> dict[str, str]:
    """What the file itself gives to `$_NAME`; what is secret by name stays a name."""
    found = {entry.key: string(entry.value) for entry in entries(root, "substitutions")}
    return {name: value for name, value in found.items() if value and not is_secret_name(name)}


def _step(item: Mapping, known: dict[str, str], index: int) -> Step:
    image = expand(string(item, "name") or "", known).text
    words = [Stated(expand(each.text, known).text, each.location) for each in items(item, "args") if isinstance(each, Scalar)]
    single = stated(item, "args")
    if single is not None:
        words = [Stated(expand(each, known).text, single.location) for each in single.value.split()]
    entrypoint, script = stated(item, "entrypoint"), stated(item, "script")
    name = string(item, "id") or image.partition("@")[0] or f"step {index}"
    if script is not None:
        return Step(name, image, item.location, (), Stated(expand(script.value, known).text, script.location))
    shell = entrypoint is not None and entrypoint.value in _SHELLS
    if shell and words and words[0].value.startswith("-"):
        return Step(name, image, item.location, (), words[-1])
    own = (entrypoint,) if entrypoint is not None else ()
    return Step(name, image, item.location, (*own, *words), None, entrypoint is not None)
