"""HTTP health routes in the URL patterns of Django projects."""

from collections.abc import Iterator

from opsworthy.facts.code.health import health_route
from opsworthy.facts.code.python.django_urls import DjangoUrls
from opsworthy.facts.code.source_paths import is_python
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files


def _detect(files: Files) -> Iterator[Told]:
    for route in DjangoUrls(files).routes():
        fact = health_route(route)
        if fact is not None:
            yield fact


DETECTOR = Detector(
    name="health_routes_django",
    about="Django URL patterns that answer about health, with the prefixes of the modules that include them.",
    wants=is_python,
    detect=_detect,
    looks_at=("*.py",),
)
