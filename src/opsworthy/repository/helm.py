"""The one door through which Helm is started: `helm template` over a copy of a chart in a folder of its own.

No plug-ins, no repositories, no cluster, no network, no user's settings; nothing is written where the chart comes from.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from threading import Event, Lock
from time import monotonic
from types import TracebackType

from opsworthy.repository.installed import Program
from opsworthy.repository.running import Done, run
from opsworthy.repository.templating import Answer, Asked, ChartFiles
from opsworthy.text.regex import regex

_SECONDS, _SECONDS_FOR_ALL = 10.0, 30.0
_MOST_PRINTED = 16_000_000
_MOST_FILES, _MOST_TEXT = 3000, 32_000_000
_AT_ONCE = 2
_NAME = regex(r"[a-z0-9]([-a-z0-9.]{0,51}[a-z0-9])?")
_NUMBER = regex(r"\d{1,3}(\.\d{1,3}){1,2}")
_VERSION = regex(r"v([3-9]|\d{2})\.\d{1,4}[\w.+-]{0,40}")
_NOT_COPIED = "values.schema.json"
"""Helm fetches what a schema refers to, wherever that is; what a chart renders to is the same without it."""


class Helm:
    """Renders charts for one survey; leaving it ends what still runs and removes every copy."""

    def __init__(self, program: Program, seconds: float = _SECONDS, seconds_for_all: float = _SECONDS_FOR_ALL) -> None:
        self._program = program
        self._seconds, self._seconds_for_all = seconds, seconds_for_all
        self._until: float | None = None
        self._folder: Path | None = None
        self._pool = ThreadPoolExecutor(_AT_ONCE, "helm")
        self._left = Event()
        self._lock = Lock()
        self._copied: dict[int, tuple[ChartFiles, Path]] = {}
        self._version: Future[str | None] | None = None
        self.was_hurried = False
        """Whether something stayed unanswered that another run may answer: time ran out, or the machine refused."""

    def __enter__(self) -> "Helm":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._left.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def version(self) -> str | None:
        if self._version is None:
            self._version = self._pool.submit(self._asked_version)
        return self._version.result()

    def begin(self, asked: Asked) -> Callable[[], Answer]:
        if self._version is None:
            self._version = self._pool.submit(self._asked_version)
        return self._pool.submit(self._answer, asked).result

    def _answer(self, asked: Asked) -> Answer:
        wrong = _wrong(asked)
        if wrong:
            return Answer(None, trouble=wrong)
        try:
            chart = self._copy(asked.chart)
            values = [self._written(text) for text in asked.values]
        except OSError as error:
            self.was_hurried = True
            return Answer(None, trouble=f"no copy of the chart could be made for it: {error.strerror}")
        options = ["--namespace", asked.namespace, "--kube-version", asked.kubernetes, "--skip-tests"]
        done = self._run("template", *options, *[f"--values={path}" for path in values], "--", asked.release, str(chart))
        if done.trouble:
            return Answer(None, trouble=done.trouble)
        if done.code != 0:
            return _refused(done.words.decode("utf-8", "replace").replace(f"{self._home()}/", ""))
        return Answer(done.output.decode("utf-8", "replace"))

    def _asked_version(self) -> str | None:
        try:
            done = self._run("version", "--template", "{{.Version}}")
        except OSError:
            return None
        found = _VERSION.fullmatch(done.output.decode("utf-8", "replace").strip())
        return found[0] if found and not done.trouble else None

    def _run(self, *arguments: str) -> Done:
        home = self._home()
        with self._lock:
            if self._until is None:
                self._until = monotonic() + self._seconds_for_all
        until = min(self._until, monotonic() + self._seconds)
        if monotonic() >= self._until:
            done = Done(-1, b"", b"", "there was no time left for it")
        else:
            command = (self._program.path, *arguments)
            done = run(command, home, _environment(home), until, _MOST_PRINTED, self._left.is_set)
        if done.trouble and not done.trouble.startswith("it printed"):
            self.was_hurried = True
        return done

    def _home(self) -> Path:
        """A new folder for this survey alone, readable by its owner alone."""
        with self._lock:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="opsworthy-helm-"))
            return self._folder

    def _copy(self, chart: ChartFiles) -> Path:
        """The chart written out; once, however many releases it has."""
        home = self._home()
        with self._lock:
            known = self._copied.get(id(chart))
            if known is not None:
                return known[1]
            folder = home / f"chart-{len(self._copied)}"
            for path, text in chart.texts:
                if PurePosixPath(path).name != _NOT_COPIED:
                    place = folder / path
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(text.encode("utf-8", "surrogatepass"))
            self._copied[id(chart)] = chart, folder
            return folder

    def _written(self, text: str) -> Path:
        descriptor, path = tempfile.mkstemp(suffix=".json", dir=self._home())
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "surrogatepass"))
        return Path(path)


def _refused(words: str) -> Answer:
    """What Helm says of a chart that it does not render; it says nothing where it runs out of memory."""
    _, found, said = words.partition("Error: ")
    return Answer(None, refusal=said) if found else Answer(None, trouble="it broke off")


def _wrong(asked: Asked) -> str:
    """Why a release is not even asked for; names are an author's own, and must not be taken for options."""
    if not _NAME.fullmatch(asked.release) or not _NAME.fullmatch(asked.namespace) or not _NUMBER.fullmatch(asked.kubernetes):
        return "the release has a name that Helm does not allow"
    if len(asked.chart.texts) > _MOST_FILES or sum(len(text) for _, text in asked.chart.texts) > _MOST_TEXT:
        return "the chart is larger than any chart has to be"
    if not all(_is_within(path) for path, _ in asked.chart.texts):
        return "the chart has a file with a path that leads out of it"
    return ""


def _is_within(path: str) -> bool:
    parts = path.split("/")
    return path.isprintable() and "\\" not in path and all(part not in ("", ".", "..") and len(part) < 250 for part in parts)


def _environment(home: Path) -> dict[str, str]:
    """All that Helm sees: empty folders of its own, and proxies that lead nowhere."""
    places = ("HOME", "HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME", "HELM_PLUGINS", "HELM_REPOSITORY_CACHE", "TMPDIR")
    files = ("HELM_REPOSITORY_CONFIG", "HELM_REGISTRY_CONFIG", "KUBECONFIG")
    nowhere = "http://127.0.0.1:9"
    return {
        **{name: str(home) for name in places},
        "HELM_PLUGINS": str(home / "no-plugins"),
        **{name: str(home / "none") for name in files},
        **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"), nowhere),
        "GOMAXPROCS": "2",
        "GOMEMLIMIT": "512MiB",
        "LC_ALL": "C",
        "PATH": os.defpath,
    }
