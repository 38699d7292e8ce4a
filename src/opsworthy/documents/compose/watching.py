"""What to watch and what goes wrong under Compose."""

from opsworthy.documents.compose.names import compose, everywhere, published, service
from opsworthy.documents.markup import Bullets, Item, fence, joined, say, step
from opsworthy.documents.phrases import amount, names, see
from opsworthy.documents.platform import Issue, Signal
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site
from opsworthy.system.model import Service

EXITED = "A container exits or restarts"
UNHEALTHY = "A container is unhealthy"
PORT = "A port is already taken"
MEMORY = "A container is killed for memory"
DISK = "The disk of the machine is full"
DEPENDENCY = "Something that a service needs is away"


def signals(site: Site) -> tuple[Signal, ...]:
    places = tuple(place for unit in site.lasting for place in unit.placement.locations[:1])
    found = [
        Signal(
            say("Containers up"),
            compose(site, "ps --all"),
            say("any that is not Up, apart from what runs once"),
            say("the files ask for all of them"),
            (see(EXITED),),
            places,
        )
    ]
    probes = [probe for unit in site.lasting for probe in unit.probes]
    if probes:
        why = say("its own health check failed {} times in a row", probes[0].failures or 3)
        found.append(
            Signal(
                say("Health"),
                compose(site, "ps"),
                say("any that is (unhealthy)"),
                why,
                (see(UNHEALTHY),),
                tuple(each.location for each in probes),
            )
        )
    limits = [(unit, held.memory_limit, held.location) for unit in site.lasting if (held := unit.resources) and held.memory_limit]
    if limits:
        told = joined([say("{} {}", unit.name, amount(limit)) for unit, limit, _ in limits])
        found.append(
            Signal(
                say("Memory"),
                sh("docker stats --no-stream"),
                told,
                say("the limit in the files; above it the container is killed"),
                (see(MEMORY),),
                tuple(each[2] for each in limits),
            )
        )
    found.append(
        Signal(
            say("Disk"),
            sh("df -h {}", "/var/lib/docker"),
            say("Use% 100"),
            say("a full disk stops databases and every new container"),
            (see(DISK),),
        )
    )
    return tuple(found)


def decisions(site: Site) -> tuple[Item, ...]:
    titles = {issue.title for issue in issues(site)}
    states = (
        ("`Exited` or `Restarting`", EXITED),
        ("`(unhealthy)`", UNHEALTHY),
        ("it did not even start, and `up` named a port", PORT),
    )
    beyond = (("several services fail at once", DEPENDENCY), ("`no space left on device`", DISK))
    return (
        step(
            "What does Docker say?",
            fence(*everywhere(site, "ps --all"), "the state of every container"),
            Bullets(tuple(step(say(text + ": {}", see(title))) for text, title in states if title in titles)),
        ),
        step(
            "What else do you see?",
            Bullets(tuple(step(say(text + ": {}", see(title))) for text, title in beyond if title in titles)),
        ),
    )


def issues(site: Site) -> tuple[Issue, ...]:
    return tuple(issue for known in (_exited, _unhealthy, _port, _memory, _disk, _dependency) if (issue := known(site)))


def _exited(site: Site) -> Issue | None:
    if not site.lasting:
        return None
    unit = (site.services or site.lasting)[0]
    name = service(unit)
    return Issue(
        "exited",
        EXITED,
        (say("`docker compose ps --all` shows `Exited` or `Restarting`"),),
        say("The process ended by itself: a setting is missing, or what it needs at start does not answer."),
        fence(
            *everywhere(site, "ps --all"),
            f"which one, and its exit code; the commands below are for {name}",
            compose(site, "logs --tail 100 {}", name, unit=unit),
            "the last words before the exit",
            *everywhere(site, "config --quiet"),
            "nothing; a line about a variable that is not set names what is missing",
        ),
        (
            step("A variable is missing: set it where the others are set, and start again."),
            step(say("It began with a deployment: {}.", see("Rollback"))),
            step(say("Exit code 137: {}.", see(MEMORY)))
            if _memory(site)
            else step("Exit code 137: it was killed, mostly for memory."),
        ),
        tuple(place for unit in site.lasting for place in unit.placement.locations[:1]),
    )


def _unhealthy(site: Site) -> Issue | None:
    held = [(unit, probe) for unit in site.lasting for probe in unit.probes]
    if not held:
        return None
    unit, probe = held[0]
    inspect = sh('docker inspect "$({})"', compose(site, "ps --quiet {}", service(unit), unit=unit))
    return Issue(
        "unhealthy",
        UNHEALTHY,
        (say("`docker compose ps` shows `(unhealthy)`"), say("services that wait for it do not start")),
        say("Its health check fails: {}.", names(dict.fromkeys(each.name for each, _ in held), ", ")),
        fence(
            inspect,
            f"under State, Health: the output of the last checks of {unit.name}",
            compose(site, "logs --tail 100 {}", service(unit), unit=unit),
        ),
        (
            step(say("What it needs is away: {}.", see(DEPENDENCY)))
            if _dependency(site)
            else step("Its log says what it waits for."),
            step(say("It hangs: {}.", see(site.titled("Restart")))),
        ),
        (probe.location,),
    )


def _port(site: Site) -> Issue | None:
    held = {unit.name: port[0] for unit in site.units if (port := published(unit))}
    if not held:
        return None
    name, number = next(iter(held.items()))
    return Issue(
        "port",
        PORT,
        (say("`docker compose up` says `port is already allocated` or `address already in use`"),),
        say(
            "Something else on the machine listens on a port that a service publishes: {}.",
            joined([say("{} {}", each, port) for each, port in held.items()]),
        ),
        fence(
            sh("ss -ltnp {}", f"sport = :{number}"),
            f"the process that holds port {number} of {name}",
            sh("docker ps --filter {}", f"publish={number}"),
            "the container that holds it",
        ),
        (
            step("An old copy of this system: stop it where it was started."),
            step("Something else: stop it, or publish another port in the Compose file."),
        ),
    )


def _memory(site: Site) -> Issue | None:
    held = [(unit, each) for unit in site.lasting if (each := unit.resources) and each.memory_limit]
    if not held:
        return None
    return Issue(
        "memory",
        MEMORY,
        (say("`Exited (137)`; nothing in its log"),),
        say(
            "It used more than its limit: {}.",
            joined([say("{} {}", unit.name, amount(each.memory_limit or 0)) for unit, each in held]),
        ),
        fence(
            sh("docker stats --no-stream"),
            "MEM USAGE near LIMIT",
            sh("journalctl --dmesg --since '1 hour ago' --grep 'out of memory'"),
            "the process that was killed",
        ),
        (
            step("Raise its limit in the Compose file, if the machine has the memory."),
            step(say("Since a deployment: {}.", see("Rollback"))),
        ),
        tuple(each.location for _, each in held),
    )


def _disk(site: Site) -> Issue | None:
    return Issue(
        "disk",
        DISK,
        (say("logs say `no space left on device`"), say("a database refuses to write")),
        say("Images, logs and volumes share one disk."),
        fence(sh("df -h {}", "/var/lib/docker"), "Use% below 100", sh("docker system df -v"), "what takes most"),
        (
            step(say("Remove unused images: {}.", see(site.titled("Maintenance")))),
            step("Data grew: enlarge the disk. Never delete a volume that you cannot name."),
        ),
        tuple(volume.location for unit in site.units for volume in unit.placement.volumes),
    )


def _dependency(site: Site) -> Issue | None:
    users: dict[str, list[str]] = {}
    for unit in site.units:
        for edge in unit.of.depends_on if isinstance(unit.of, Service) else ():
            users.setdefault(edge.name, []).append(unit.name)
    if not users:
        return None
    told = joined([say("without {}: {}", name, names(held)) for name, held in users.items()], "; ")
    return Issue(
        "dependency",
        DEPENDENCY,
        (say("logs say `connection refused`, `timeout` or `no such host`"), say("several services fail at once")),
        say("One failure spreads to its callers: {}.", told),
        fence(
            *everywhere(site, "ps --all"),
            "everything Up; what is not is the place to look",
            *everywhere(site, "logs --since 15m --tail 100"),
            "who complains about whom",
        ),
        (
            step("Begin with what needs nothing itself: datastores first, then along the deployment order."),
            step(say("Bring that one back: {}. Then its callers, in deployment order.", see(site.titled("Restart")))),
        ),
    )
