"""Files and folders of the repository."""

import re
from collections.abc import Iterator
from functools import lru_cache
from posixpath import dirname, join, normpath

from opsworthy.findings.outcome import Related, State
from opsworthy.rules.shapes.claiming.answer import Answer, nobody_knows
from opsworthy.rules.shapes.claiming.claim import COMMAND, Claim
from opsworthy.rules.shapes.claiming.elsewhere import is_elsewhere
from opsworthy.rules.shapes.claiming.ground import Ground
from opsworthy.rules.shapes.claiming.near import close
from opsworthy.rules.shapes.claiming.page import Page
from opsworthy.rules.shapes.claiming.standing import tails
from opsworthy.rules.shapes.claiming.tools.files import OF_THE_READER
from opsworthy.text.ignoring import is_kept_out
from opsworthy.text.location import Location
from opsworthy.text.regex import regex

_MADE_FILE = regex(
    r"\.(?:enc|plain|dec|decrypted|sops|local)\.|(?:^|/)\.env(?:\.\w+)?\Z|\.env\Z|\.(?:log|sql|gz|zip|tar|tgz|pem|key|crt|csr|pid|sock|dump|bak|tfplan|plan|tfstate|db|sqlite|out|tmp|pub|p12|jks"
    r"|whl|jar|exe|csv|parquet|html|pdf|png|pyc|apk|iso|img|age|asc|gpg|enc)\Z|tfplan|kubeconfig|(?:^|/)(?:node_modules|dist|build|target|tmp)/",
    re.IGNORECASE,
)
_INSTEAD = (
    ".disabled",
    ".example",
    ".sample",
    ".template",
    ".tmpl",
    ".tpl",
    ".dist",
    ".bak",
    ".j2",
    ".enc",
    ".age",
    ".gotmpl",
    ".off",
    ".tftpl",
)
_MADE = regex(
    r"(?:^|/)(?:node_modules|dist|build|out|target|coverage|\.next|venv|\.venv|env|bin|obj|logs?|tmp|temp|backups?|data|secrets?|certs?|keys?|"
    r"\.terraform|\.aws|\.kube|\.ssh|\.docker|vendor|__pycache__|reports?|results?|artifacts?|output|dump|dumps|\.git|\.cache|\.local|\.config|cache|uploads?|downloads?|exports?|generated|state)(?:/|\Z)"
    r"|(?:^|/)\.env(?:\.\w+)?\Z|\.env\Z|\.(?:log|sql|gz|zip|tar|tgz|pem|key|crt|csr|pid|sock|dump|bak|tfplan|plan|tfstate|db|sqlite|out|tmp|pub|p12|jks|whl|jar|exe|csv|parquet|html|pdf|png|pyc|apk|iso|img|age|asc|gpg|enc|age)\Z|tfplan|kubeconfig",
    re.IGNORECASE,
)
_PATTERN = regex(r"X\.Y|x\.y\.z|YYYY|NNN|\b\d*XX|\.backup\Z|\.orig\Z|\.old\Z|-example\b|\bfoo\b|\bmy-")
_TASK = regex(r"\s*[-*] \[[ xX]\] ")
_ASKS_OF = regex(r"\b(?:run|runs|review|verify|check|triggers?|via|from|see|execute|apply)\s+(?:the\s+)?[`\"(]?\Z", re.IGNORECASE)
_DONE_WITH = regex(r"[`\")]?\s+(?:(?:is|are|was|has been)\s+)?(?:reviewed|checked|verified|passes|unchanged)\b", re.IGNORECASE)
"""What a point to tick off says of a file that is there already."""
_WRITTEN = regex(
    r"\b(?:creat\w+|generat\w+|writ\w+|written|sav(?:e|ed|es)|stor(?:e|ed|es)|record(?:ed|s)?|document(?:ed)? in"
    r"|log(?:ged)? (?:to|in)|append\w*|output|produc(?:e[sd]?|ing)|removed|deleted|deprecated|former\w*|used to"
    r"|no longer|renamed|moved|symptom|root cause|PR with|(?:is|are|was|and) \W{0,2}no (?:\w+ ){0,2}(?:file|folder|script))\b"
    r"|\(new\)",
    re.IGNORECASE,
)
_ABOVE = 8
_LISTED_TO_COME = regex(
    r"^\W*(?:(?:new|planned|proposed|missing) )?(?:files|scripts|playbooks|modules|tests|documents)"
    r" (?:to (?:be )?(?:create\w*|add\w*|writ\w*)|needed)\b"
    r"|^\W*new (?:[\w-]+ )?(?:files|scripts|playbooks|modules)\W*$|^\W*Status\W+(?:planning|planned|proposed|draft)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What comes to be while somebody works, or was there once."""
_ENDED = regex(r"\.\w{1,8}\Z|(?:^|/)(?:Dockerfile(?:\.\w+)*|Makefile|Procfile|Caddyfile|Jenkinsfile)\Z")
_RUN = regex(r"(?:^|/)(?:bin|scripts?|hack)/[\w-]+\Z")
_LOCAL = regex(
    r"terraform\.tfvars|[\w-]*\.local\b|\.auto\.tfvars|override\.ya?ml|credentials|secrets?\.ya?ml|\.secret", re.IGNORECASE
)
_NEAR, _VERY_NEAR, _CERTAIN, _LONG = 0.85, 0.88, 0.93, 10
_USUAL = regex(
    r"(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml|requirements[\w-]*\.txt|pyproject\.toml|package\.json|fly\.toml|render\.yaml|vercel\.json"
    r"|railway\.(?:toml|json)|netlify\.toml|wrangler\.toml|azure\.yaml|pnpm-workspace\.yaml|turbo\.json|firebase\.json|mkdocs\.ya?ml"
    r"|Dockerfile(?:\.[\w-]+)?|skaffold\.ya?ml|cloudbuild\.ya?ml|alembic\.ini|\.pre-commit-config\.yaml|\.golangci\.ya?ml"
)


def answer(claim: Claim, ground: Ground, page: Page) -> Answer | None:
    """Missing where a folder of the repository is named that has no such file; what is made while working is not asked for."""
    path = claim.name.removeprefix("./").rstrip("/")
    paths = ground.system.paths
    if not path or not paths:
        return None
    if _is_there(paths, page.reading.document.path, path, _bases(page)) or any(
        gone.path.rstrip("/") == path for gone in ground.system.left_out
    ):
        return Answer(State.HELD, f"{path} is there")
    known_folder = dirname(path) in _by_folder(paths)
    if (
        any(f"{path}{end}" in paths for end in _INSTEAD)
        or any(f"{folder}{end}" in _folders(paths) for folder in _above(path) for end in _INSTEAD)
        or ((_MADE_FILE if known_folder else _MADE).search(path) and not _kept_beside(path, paths))
        or _LOCAL.search(path)
        or path in page.made
        or any(each.startswith(f"{path}/") for each in page.made)
    ):
        return nobody_knows(f"{path} is made while working, or is kept out of the repository")
    if is_elsewhere(claim, "path", page, ground) or f"its `{claim.name}" in page.reading.line(claim.location.line):
        return nobody_knows(f"{path} may stand in another repository, of which the text speaks")
    if any(f"{path}{end}" in paths for end in (".py", ".ts", ".js", ".go", ".rb", ".rs", ".java")):
        return nobody_knows(f"{path} is called without its ending")
    at = claim.location.line
    above = "\n".join(page.reading.line(each) for each in range(max(1, at - _ABOVE), at))
    line = page.reading.line(at) if claim.told != COMMAND else ""
    if _to_come(path, claim.name, line) or _LISTED_TO_COME.search(above):
        return nobody_knows(f"{path} is made by whoever follows the text")
    found = _missing(claim, path, ground, page)
    if found.state is not State.BROKEN:
        return found
    ways = {path, normpath(join(dirname(page.reading.document.path), path))}
    if any(not way.startswith("..") and is_kept_out(way, ground.text_of) for way in ways):
        return nobody_knows(f"{path} is kept out of the repository by a .gitignore file")
    return found


def _above(path: str) -> Iterator[str]:
    while path := dirname(path):
        yield path


@lru_cache(maxsize=4)
def _folders(paths: frozenset[str]) -> frozenset[str]:
    return frozenset(folder for path in paths for folder in _above(path))


def _kept_beside(path: str, paths: frozenset[str]) -> bool:
    """Whether the folder of a page or a query holds others, so that such files are kept there and not made."""
    beside = _by_folder(paths).get(dirname(path), ())
    return any(path.endswith(ending) and any(each.endswith(ending) for each in beside) for ending in (".html", ".sql"))


def _is_run(path: str, paths: frozenset[str]) -> bool:
    """Whether a name without an ending is that of a program in a folder that keeps such."""
    others = (each.rpartition("/")[2] for each in _by_folder(paths).get(dirname(path), ()))
    return _RUN.search(path) is not None and any("." not in each for each in others)


def _to_come(path: str, name: str, line: str) -> bool:
    """Whether a path is the pattern of a name, is generated, or is what a line asks somebody to write."""
    if _PATTERN.search(path) or _WRITTEN.search(line.replace(name, " ")):
        return True
    before, _, after = line.partition(name)
    return _TASK.match(line) is not None and not (_ASKS_OF.search(before) or _DONE_WITH.match(after))


def _missing(claim: Claim, path: str, ground: Ground, page: Page) -> Answer:
    paths = ground.system.paths
    if not dirname(path):
        return _at_the_root(path, ground, page)
    near = _near(paths, path)
    folder = dirname(path)
    inside = folder and any(_is_there(paths, page.reading.document.path, folder, (base,)) for base in ("", *_bases(page)))
    ended = _ENDED.search(path) is not None or (_is_run(path, paths) and page.ours(ground))
    cloned = any("clone" in each.words for each in page.reading.commands)
    sure = claim.sure or (claim.told == COMMAND and "/" in path)
    if (
        not (near or (inside and ended))
        or (not ended and claim.of == "cd")
        or (not (sure and claim.of != OF_THE_READER) and not near)
        or (cloned and not near and not inside)
    ):
        return nobody_knows(f"{path} is in no folder of this repository")
    related = (Related(Location(near, 1), f"{near} is there"),) if near else ()
    if not related:
        beside = min((each for each in paths if dirname(each) == folder), default="")
        related = (Related(Location(beside, 1), f"{folder} holds {beside.rpartition('/')[2]}"),) if beside else ()
    meant = f"; did you mean {near}?" if near else ""
    return Answer(
        State.BROKEN, f"there is no {path} in the repository{meant}", related, _as_written(claim, path, near), bool(near)
    )


def _at_the_root(path: str, ground: Ground, page: Page) -> Answer:
    """A file without a folder may stand anywhere, on any machine: wrong where one of nearly this name is here, in a document that
    speaks of this repository, and nothing else speaks of it."""
    names = _by_name(ground.system.paths)
    if not _ENDED.search(path):
        return nobody_knows(f"{path} is no file of this repository")
    near = close(path, names, 2, _VERY_NEAR)
    certain = len(path) >= _LONG and bool(close(path, near, 1, _CERTAIN))
    usual = _USUAL.fullmatch(path) is not None
    if not (near or usual) or not (certain or page.ours(ground)) or ground.spoken(path):
        return nobody_knows(f"{path} is no file of this repository")
    true = names[near[0]][0] if near else ""
    related = (Related(Location(true, 1), f"{true} is there"),) if true else ()
    meant = f"; did you mean {true}?" if true else ""
    return Answer(State.BROKEN, f"there is no {path} in the repository{meant}", related, near[0] if near else "", len(near) == 1)


def _as_written(claim: Claim, path: str, near: str) -> str:
    """The nearest path in the form in which the document has it; empty where only its end is written there."""
    before, _, after = claim.name.partition(path)
    return f"{before}{near}" if near and before in ("", "./") and not after and near.count("/") == path.count("/") else ""


def _bases(page: Page) -> tuple[str, ...]:
    """The folders that the document goes into."""
    return tuple(
        sorted({each.name.removeprefix("./").rstrip("/") for each in page.claims if each.kind == "path" and each.of == "cd"})
    )


def _is_there(paths: frozenset[str], document: str, path: str, bases: tuple[str, ...]) -> bool:
    """Whether it stands at the root, beside the document, in a folder that the document goes into, or at the end of any path."""
    ways = (path, normpath(join(dirname(document), path)), *(normpath(join(base, path)) for base in bases))
    return any(way in paths for way in ways) or any(way in tails(paths) for way in ways) or _is_stem(paths, path)


def _is_stem(paths: frozenset[str], path: str) -> bool:
    """Whether files of the name that a path ends with stand there with endings: `events/page.component`."""
    name = path.rpartition("/")[2]
    return "." in name and path in _stems(paths)


@lru_cache(maxsize=4)
def _stems(paths: frozenset[str]) -> frozenset[str]:
    """The ends of all paths without the last ending of their names, where the rest still has one."""
    found: set[str] = set()
    for path in paths:
        folder, _, name = path.rpartition("/")
        stem = name.rpartition(".")[0]
        if "." in stem:
            parts = (*folder.split("/"), stem)
            found.update("/".join(parts[at:]) for at in range(len(parts) - 1))
    return frozenset(found)


@lru_cache(maxsize=4)
def _by_folder(paths: frozenset[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(paths):
        found.setdefault(dirname(path), []).append(path)
    return found


@lru_cache(maxsize=4)
def _by_name(paths: frozenset[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(paths):
        found.setdefault(path.rpartition("/")[2], []).append(path)
    return found


def _near(paths: frozenset[str], path: str) -> str:
    """The one file of the same folder that is called nearly the same, or the one of that name in another folder."""
    beside = close(path, _by_folder(paths).get(dirname(path), []), 2, _NEAR)
    if len(beside) == 1:
        return beside[0]
    name = path.rpartition("/")[2]
    same = _by_name(paths).get(name, []) if "/" in path and _ENDED.search(name) else []
    return same[0] if len(same) == 1 and close(path, same, 1, 0.7) else ""
