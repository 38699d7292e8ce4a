"""`python -m benchmarks.survey_speed [FOLDER]`: a survey of a made repository with 10,000 files, or of a folder of yours.

The made one mixes what real ones hold: source in three languages (a part of it reads the environment or serves health
routes), manifests with overlays, Compose, workflows, packages, prose, images, and vendored files.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter

FILES = 10_000
_PYTHON = """import os
from flask import Flask

app = Flask(__name__)
LIMIT = int(os.environ.get("LIMIT_{n}", "10"))


@app.get("/healthz")
def health():
    return {{"status": "ok"}}


def work(items):
    return [item * {n} for item in items if item]
"""
_PLAIN = (
    "def function_{n}(value):\n    total = 0\n    for each in range(value):\n        total += each * {n}\n    return total\n\n\n"
)
_TYPESCRIPT = (
    "export const port = process.env.PORT_{n} ?? '{n}';\nexport function f{n}(a: number): number {{ return a * {n}; }}\n"
)
_GO = 'package p{n}\n\nimport "os"\n\nfunc Name() string {{ return os.Getenv("NAME_{n}") }}\n'
_MANIFEST = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-{n}
spec:
  replicas: 2
  selector: {{matchLabels: {{app: service-{n}}}}}
  template:
    metadata: {{labels: {{app: service-{n}}}}}
    spec:
      containers:
        - name: main
          image: example/service-{n}:1.0
          ports: [{{containerPort: 8080}}]
          readinessProbe: {{httpGet: {{path: /healthz, port: 8080}}}}
          resources: {{requests: {{cpu: 100m, memory: 128Mi}}}}
"""


def make(root: Path, files: int = FILES) -> None:
    """Writes the made repository; every kind of file in a fixed share."""
    for n in range(files):
        share = n % 20
        if share < 2:
            _write(root / f"services/s{n % 40}/app_{n}.py", _PYTHON.format(n=n))
        elif share < 8:
            _write(root / f"lib/m{n % 100}/plain_{n}.py", _PLAIN.format(n=n) * 12)
        elif share < 11:
            _write(root / f"web/src/w{n % 50}/file_{n}.ts", _TYPESCRIPT.format(n=n) * 5)
        elif share < 13:
            _write(root / f"go/p{n}/name.go", _GO.format(n=n))
        elif share == 13 and n % 200 == 13:
            _write(root / f"k8s/service-{n}.yaml", _MANIFEST.format(n=n))
        elif share < 16:
            _write(root / f"docs/d{n % 30}/page_{n}.md", f"# Page {n}\n\n" + "Words about the thing.\n" * 40)
        elif share < 18:
            _write(root / f"node_modules/package-{n % 300}/index_{n}.js", "module.exports = 1;\n" * 20)
        else:
            _write(root / f"assets/a{n % 20}/picture_{n}.svg", "<svg></svg>\n" * 10)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Prints wall time and peak memory of three whole processes."""
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
        measure(Path(folder))


def measure(root: Path) -> None:
    """Surveys one folder three times."""
    files = sum(1 for path in root.rglob("*") if path.is_file())
    for run in range(3):
        start = perf_counter()
        done = subprocess.run(
            [f"{sys.prefix}/bin/opsworthy", "survey", str(root), "--format", "json"], check=False, capture_output=True
        )
        seconds = perf_counter() - start
        memory = getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"survey of {files} files, run {run + 1}: {seconds:.2f} s, peak {memory:.0f} MiB, exit code {done.returncode}")


if __name__ == "__main__":
    main()
