"""Health routes that files make by their own path: Next.js, Remix, SvelteKit, Nuxt, Astro."""

from collections.abc import Iterator

from opsworthy.facts.code.health import health_route, role_of
from opsworthy.facts.code.script.file_routes import address_of, file_route
from opsworthy.facts.code.source_paths import is_script
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files


def _wants(path: str) -> bool:
    if not is_script(path):
        return False
    address = address_of(path)
    return address is not None and role_of(address) is not None


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        code = files.code(source)
        for route in file_route(code) if code is not None else ():
            fact = health_route(route)
            if fact is not None:
                yield fact


DETECTOR = Detector(
    name="health_routes_files",
    about="Health routes of frameworks that map files to addresses: Next.js, Remix, SvelteKit, Nuxt, Astro.",
    wants=_wants,
    detect=_detect,
    looks_at=("*.js", "*.cjs", "*.mjs", "*.jsx", "*.ts", "*.cts", "*.mts", "*.tsx"),
)
