"""Building, starting and taking back a container by hand, where a Dockerfile is all that a repository says."""

from opsworthy.documents.addresses import answer_of, health_path, routes
from opsworthy.documents.markup import Element, Fence, Item, Line, fence, paragraph, say, step
from opsworthy.documents.phrases import slug
from opsworthy.documents.platform import Tool, Window
from opsworthy.documents.shell import Variable, sh, typed
from opsworthy.documents.site import Site, Unit

TOOLS = (
    Tool("docker", sh("docker version"), "a Client and a Server", "builds and runs the containers"),
    Tool("git", sh("git --version"), "git version 2 or newer", "names what is built"),
)
_TAG = Variable("TAG")


def access(_: Site) -> Fence:
    return fence(sh("docker info --format {}", "{{.Name}}"), "the name of the machine that you mean")


def setting(site: Site) -> tuple[Element, ...]:
    words = "No file says where it runs; the commands are for any machine with Docker, in the folder of the repository ({})."
    return (paragraph(words, site.system.name),)


def deploy(site: Site) -> tuple[Item, ...]:
    tagged = fence(
        sh('TAG="$(git rev-parse --short HEAD)" && echo "$TAG"'), "the short hash of the commit that is to be deployed"
    )
    built = [_build(unit) for unit in site.services]
    started = [line for unit in site.services for line in start_one(site, unit)]
    return (
        step("Name the version after its commit.", tagged),
        step("Build.", fence(*built, "naming to the image and its tag, without an error")),
        step("Put the new container in the place of the old one.", fence(*started, "the id of the new container")),
    )


def name_of(unit: Unit) -> str:
    """Docker allows small letters, digits and dashes in the name of an image."""
    return slug(unit.name)


def _settings(site: Site) -> tuple[str, ...]:
    """The environment file whose example stands in the repository."""
    examples = sorted({each.location.path for each in site.system.variables_documented})
    found = (path.removesuffix(end) for path in examples for end in (".example", ".sample", ".template") if path.endswith(end))
    held = next(found, None)
    return ("--env-file", held) if held else ()


def _build(unit: Unit) -> Line:
    folder = next((each.context.value for each in unit.containers if each.context), ".")
    file = next((each.build.value for each in unit.containers if each.build), None)
    return sh("docker build --tag {}:{} {} {}", name_of(unit), _TAG, ("--file", file) if file else (), folder)


def start_one(site: Site, unit: Unit) -> tuple[Line, ...]:
    """Stops what runs by that name, and starts the version in TAG."""
    ports = tuple(word for port in _ports(unit) for word in ("--publish", f"{port}:{port}"))
    name = name_of(unit)
    how = (*_settings(site), *ports)
    return (
        sh("docker rm --force {}", name),
        sh("docker run --detach --name {} --restart unless-stopped {} {}:{}", name, how, name, _TAG),
    )


def _ports(unit: Unit) -> tuple[int, ...]:
    return tuple(dict.fromkeys(port.number for container in unit.containers for port in container.ports))


def window(_: Site) -> Window | None:
    """No file says how long a build takes."""
    return None


def verify(site: Site) -> tuple[Item, ...]:
    asked = ask(site)
    return (
        step("It runs, by the right version.", fence(sh("docker ps --all"), "Up for each, and the tag in the column IMAGE")),
        *((step("It answers.", asked),) if asked else ()),
        step(
            "Its log holds no errors.",
            fence(*(sh("docker logs --since 10m --tail 50 {}", name_of(unit)) for unit in site.services), "no stack trace"),
        ),
    )


def ask(site: Site) -> Fence | None:
    lines: list[Line | str] = []
    for unit in site.services:
        port = next(iter(_ports(unit)), None)
        route = health_path(unit) or next(iter(routes(site, unit)), None)
        if port is not None:
            expected = answer_of(site, unit, route) if route else "any answer: not a refused connection"
            lines += [sh("curl -i --max-time 10 {}", f"http://127.0.0.1:{port}{route or '/'}"), f"{expected} ({unit.name})"]
    return fence(*lines) if lines else None


def last_good(site: Site) -> tuple[Element, ...]:
    return (
        paragraph("The images that are still on the machine, newest first, and what runs now:"),
        fence(
            *(sh("docker images {}", name_of(unit)) for unit in site.services),
            "one line for each version; TAG is the commit",
            sh("docker ps"),
            "the tag that runs now; the last good one is the newest before it that was verified",
        ),
    )


def roll_back(site: Site) -> tuple[Item, ...]:
    started = [line for unit in site.services for line in start_one(site, unit)]
    return (
        step(
            say("Start the last good image again; nothing has to be built for that."),
            fence(*typed("TAG", "the tag of the last good version"), *started, "the id of the container"),
        ),
    )


def restore(_: Site) -> None:
    """Docker keeps no backups of its own."""
    return
