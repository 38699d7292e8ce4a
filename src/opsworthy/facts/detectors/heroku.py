"""Heroku: process types, add-ons, formation and variables of Procfile, app.json and heroku.yml."""

from collections.abc import Iterator
from dataclasses import field, replace

from opsworthy.facts.command_ports import ports_told
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.heroku import app_json, heroku_yml
from opsworthy.facts.heroku.procfile import processes
from opsworthy.facts.workloads import Container, Workload
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, items
from opsworthy.text.source import Problem

_NAMES = ("Procfile", "heroku.yml", "app.json")


@dataclass
class _Application:
    """What the files of one folder say of one application."""

    workloads: dict[str, Workload] = field(default_factory=dict)
    others: list[Told] = field(default_factory=list)


def _wants(path: str) -> bool:
    return path.rpartition("/")[2] in _NAMES


def _detect(files: Files) -> Iterator[Told]:
    for folder in dict.fromkeys(path.rpartition("/")[0] for path in files.wanted):
        prefix = f"{folder}/" if folder else ""
        application = _Application()
        _read_procfile(files, f"{prefix}Procfile", application)
        _read_heroku_yml(files, f"{prefix}heroku.yml", application)
        _read_app_json(files, f"{prefix}app.json", application)
        yield from application.workloads.values()
        yield from application.others


def _workload(name: str, location: Location, container: Container) -> Workload:
    return Workload("heroku", "process", name, location, containers=(container,))


def _read_procfile(files: Files, path: str, application: _Application) -> None:
    source = files.open(path)
    for each in processes(source) if source else ():
        container = Container(each.name, each.location, command=each.command, ports=ports_told(each.command, each.location))
        application.workloads[each.name] = _workload(each.name, each.location, container)


def _read_heroku_yml(files: Files, path: str, application: _Application) -> None:
    """Adds the processes that heroku.yml names; one that the Procfile has too takes its image from here."""
    source = files.open(path)
    if source is None:
        return
    documents = files.yaml(source)
    application.others.extend(documents.problems)
    root = documents.documents[0] if documents.documents else None
    if not isinstance(root, Mapping):
        return
    for each in heroku_yml.processes(root):
        known = application.workloads.get(each.name)
        if known is None:
            listens = ports_told(each.command, each.location)
            container = Container(each.name, each.location, build=each.build, command=each.command, ports=listens)
            application.workloads[each.name] = _workload(each.name, each.location, container)
        else:
            container = replace(known.containers[0], build=each.build)
            application.workloads[each.name] = replace(known, containers=(container,))
    application.others.extend(app_json.add_ons(items(root, "setup", "addons")))
    application.others.extend(heroku_yml.variables(root))


def _read_app_json(files: Files, path: str, application: _Application) -> None:
    source = files.open(path)
    root = files.json(source) if source else None
    if source is None or root is None:
        return
    if isinstance(root, Problem):
        application.others.append(root)
    elif app_json.is_ours(root, bool(application.workloads)):
        application.others.append(app_json.application(root, source))
        application.others.extend(app_json.add_ons(items(root, "addons")))
        application.others.extend(app_json.variables(root))
        _form(root, application)


def _form(root: Node, application: _Application) -> None:
    for name, (entry, quantity, size) in app_json.formation(root).items():
        known = application.workloads.get(name) or _workload(name, entry.location, Container(name, entry.location))
        application.workloads[name] = replace(known, replicas=quantity, size=size)


DETECTOR = Detector("heroku", "applications for Heroku", _wants, _detect, looks_at=("Procfile", "heroku.yml", "app.json"))
