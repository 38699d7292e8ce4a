"""What to watch on Kubernetes, with the thresholds that the manifests themselves give and why they are there."""

from opsworthy.documents.kubernetes.names import namespace, patience
from opsworthy.documents.markup import Words, joined, say
from opsworthy.documents.phrases import amount, cores, names, see, span
from opsworthy.documents.platform import Signal
from opsworthy.documents.shell import sh
from opsworthy.documents.site import Site, Unit
from opsworthy.system.model import Places, Probe


def signals(site: Site) -> tuple[Signal, ...]:
    return (
        *_replicas(site),
        *_restarts(site),
        *_readiness(site),
        *_memory(site),
        *_cpu(site),
        *_schedules(site),
        *_quota(site),
    )


def _replicas(site: Site) -> tuple[Signal, ...]:
    counted = [unit for unit in site.lasting if unit.least]
    if not counted:
        return ()
    wanted = joined([say("{} {}", unit.name, unit.least or 0) for unit in counted])
    slowest = _slowest(site, "startup")
    long = f" for longer than {span(patience(slowest[1]))}" if slowest else ""
    why: Words = say("the least that the files ask for")
    if slowest:
        why += say("; the start-up probe of {} gives a new replica that long", slowest[0].name)
    return (
        Signal(
            say("Replicas ready"),
            sh("kubectl get deployments,statefulsets {}", namespace(site)),
            say("fewer than {}{}", wanted, long),
            why,
            (see("Pods crash and restart"),),
            _places(site, "startup"),
        ),
    )


def _slowest(site: Site, role: str) -> tuple[Unit, Probe] | None:
    held = [(unit, probe) for unit in site.lasting for probe in unit.probes if probe.role == role]
    return max(held, key=lambda each: patience(each[1]), default=None)


def _places(site: Site, role: str) -> Places:
    return tuple(probe.location for unit in site.lasting for probe in unit.probes if probe.role == role)


def _restarts(site: Site) -> tuple[Signal, ...]:
    slowest = _slowest(site, "liveness")
    why = say("without a liveness probe a container restarts only when it exits")
    if slowest:
        unit, probe = slowest
        why = say(
            "a liveness probe failed {} times in a row, or the process exited ({}: {})",
            probe.failures or 3,
            unit.name,
            span(patience(probe)),
        )
    command = sh("kubectl get pods {}", namespace(site))
    return (
        Signal(say("Restarts"), command, say("any new one"), why, (see("Pods crash and restart"),), _places(site, "liveness")),
    )


def _readiness(site: Site) -> tuple[Signal, ...]:
    held = [(unit, probe) for unit in site.services for probe in unit.probes if probe.role == "readiness"]
    if not held:
        return ()
    unit, probe = max(held, key=lambda each: patience(each[1]))
    why = say(
        "{} failed checks, {} s apart ({}): from then on it gets no requests", probe.failures or 3, probe.period or 10, unit.name
    )
    command = sh("kubectl get endpointslices {}", namespace(site))
    threshold = say("not ready for {}", span(patience(probe)))
    return (Signal(say("Readiness"), command, threshold, why, (see("Pods run but are not ready"),), _places(site, "readiness")),)


def _memory(site: Site) -> tuple[Signal, ...]:
    held = [(unit, each.memory_limit, each.location) for unit in site.lasting if (each := unit.resources) and each.memory_limit]
    if not held:
        return ()
    percent = _percent(site)
    limits = joined([say("{} {}", unit.name, amount(_share(limit, percent))) for unit, limit, _ in held])
    threshold = say("{}% of the limit: {}", percent, limits) if percent else say("the limit itself: {}", limits)
    why = say("at its limit a container is killed (OOMKilled) and starts again")
    return (
        Signal(
            say("Memory"),
            sh("kubectl top pods {} --containers", namespace(site)),
            threshold,
            why,
            (see("A container is killed at its memory limit"),),
            tuple(where for _, _, where in held),
        ),
    )


def _percent(site: Site) -> int | None:
    told = site.system.answer("monitoring.thresholds.resource-percent")
    text = str(told.value).strip().rstrip("%").strip() if told else ""
    return int(text) if text.isdecimal() and 0 < int(text) <= 100 else None


def _share(limit: int, percent: int | None) -> int:
    return limit * percent // 100 if percent else limit


def _cpu(site: Site) -> tuple[Signal, ...]:
    scaled = [unit for unit in site.lasting if unit.scaling]
    found: list[Signal] = []
    if scaled:
        bounds = joined([say("{} {}", unit.name, unit.scaling.maximum) for unit in scaled if unit.scaling], ", ")
        goals = dict.fromkeys(f"{name} {goal}" for unit in scaled if unit.scaling for name, goal in unit.scaling.metrics)
        why = say("above {} the autoscaler adds replicas; at the maximum it cannot any more", ", ".join(goals) or "its target")
        command = sh("kubectl get hpa {}", namespace(site))
        places = tuple(place for unit in scaled if unit.scaling for place in unit.scaling.locations)
        found.append(
            Signal(say("Replicas at the maximum"), command, bounds, why, (see("The autoscaler is at its maximum"),), places)
        )
    limited = [(unit, each.cpu_limit, each.location) for unit in site.lasting if (each := unit.resources) and each.cpu_limit]
    if limited:
        percent = _percent(site)
        told = joined([say("{} {}", unit.name, cores(limit * percent / 100 if percent else limit)) for unit, limit, _ in limited])
        threshold = say("{}% of the limit: {}", percent, told) if percent else say("the limit itself: {}", told)
        why = say("at its limit a container is slowed down, not killed: latency grows first")
        command = sh("kubectl top pods {} --containers", namespace(site))
        places = tuple(where for _, _, where in limited)
        found.append(Signal(say("CPU"), command, threshold, why, (see(site.titled("Scaling")),), places))
    return tuple(found)


def _schedules(site: Site) -> tuple[Signal, ...]:
    jobs = [unit for unit in site.schedules if unit.placement.schedule]
    if not jobs:
        return ()
    turns = joined([say("{} `{}`", unit.name, unit.placement.schedule.value) for unit in jobs if unit.placement.schedule])
    places = tuple(unit.placement.schedule.location for unit in jobs if unit.placement.schedule)
    why = say("each turn of the schedule must end in a completed job")
    command = sh("kubectl get cronjobs,jobs {}", namespace(site))
    return (
        Signal(
            say("Scheduled jobs"),
            command,
            say("one missed or failed turn: {}", turns),
            why,
            (see("A job fails or does not run"),),
            places,
        ),
    )


def _quota(site: Site) -> tuple[Signal, ...]:
    if not site.limits:
        return ()
    hard = names([f"{each.resource} {each.value}" for each in site.limits], ", ")
    why = say("what does not fit is not created: a rollout then stands still without an error of its own")
    command = sh("kubectl describe resourcequota {}", namespace(site))
    places = tuple(place for each in site.limits for place in each.locations)
    return (Signal(say("Quota"), command, say("Used reaches Hard: {}", hard), why, (see("The quota is used up"),), places),)
