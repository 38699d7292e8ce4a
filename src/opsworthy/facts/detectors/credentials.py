"""Values committed in clear: tokens, keys and passwords in addresses, by the shapes that a scanner knows."""

from collections.abc import Iterator

from opsworthy.facts.code.source_paths import is_source, is_test_source
from opsworthy.facts.credentials.finding import credentials
from opsworthy.facts.credentials.rules import looked_into
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files


def _wants(path: str) -> bool:
    if is_source(path):
        return True
    name, looked = path[path.rfind("/") + 1 :].lower(), looked_into()
    named = name.endswith(looked.endings) or name in looked.names or name.startswith((".env", "dockerfile."))
    return named and not name.endswith(looked.written) and not is_test_source(path)


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        yield from credentials(source)


DETECTOR = Detector("credentials", "values committed in clear, by kind and place", _wants, _detect)
