"""What Helm printed for a release, as objects with the templates that they come from."""

import re
from collections.abc import Iterator

from opsworthy.facts.kubernetes.objects import Object, objects_of
from opsworthy.text import yaml
from opsworthy.text.dataclass import dataclass
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_MOST_OBJECTS = 5000
_BEGINNING = regex(r"^---\n# Source: ([^\n]{1,1000})\n", re.MULTILINE)
_DEFINITION = regex(r"^kind: *[\"']?CustomResourceDefinition\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Made:
    """One object; `template` is what Helm calls the template file, such as `shop/templates/service.yaml`."""

    object: Object
    template: str


def made(text: str) -> Iterator[Made]:
    """The objects of what `helm template` printed, but for definitions of kinds, which are large and say nothing to us."""
    count = 0
    pieces = _BEGINNING.split(text)
    for template, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if _DEFINITION.search(piece):
            continue
        for document in yaml.parse(Source(template, piece)).documents:
            for each in objects_of(document):
                yield Made(each, template)
                count += 1
                if count >= _MOST_OBJECTS:
                    return
