"""Ten thousand levels of anything: refused with a line or read without recursion, and the files beside it are read."""

from pathlib import Path
from time import monotonic

import pytest
from runs import run, write

DEEP = 10_000
PATIENCE = 15  # Seconds, on a slow machine with others at work.
BESIDE = {"Procfile": "web: gunicorn app:app\n"}


def nest(opening: str, inside: str, closing: str, levels: int = DEEP) -> str:
    return opening * levels + inside + closing * levels


REFUSED = {
    "yaml-flow": {"compose.yaml": "services: " + nest("[", "", "]") + "\n"},
    "yaml-mapping": {"compose.yaml": "services: " + nest("{a: ", "1", "}") + "\n"},
    "yaml-blocks": {"compose.yaml": "".join(" " * level + "a:\n" for level in range(1500))},
    "yaml-dashes": {"compose.yaml": "services:\n  " + "- " * DEEP + "a\n"},
    "yaml-a-million": {"compose.yaml": "services: " + nest("[", "", "]", 900_000) + "\n"},
    "yaml-dashes-a-million": {"compose.yaml": "services:\n  " + "- " * 900_000 + "a\n"},
    "json-arrays": {"app.json": nest("[", "", "]")},
    "json-objects": {"package.json": nest('{"scripts":', "1", "}")},
    "toml-arrays": {"pyproject.toml": "a = " + nest("[", "", "]") + "\n"},
    "toml-keys-many": {"pyproject.toml": ".".join(["a"] * 500_000) + " = 1\n"},
    "toml-keys": {"pyproject.toml": ".".join(["a"] * DEEP) + " = 1\n"},
    "toml-tables": {"pyproject.toml": "[" + ".".join(["a"] * DEEP) + "]\nb = 1\n"},
}
READ = {
    "markdown": {"README.md": ">" * DEEP + " x\n" + nest("[", "x", "]") + "\n" + nest("*", "x", "*") + "\n", "architecture.md": "- " * DEEP + "x\n"},
    "python": {
        "app.py": "import os\nx = " + nest("(", "os.environ['A']", ")") + "\ny = " + nest("os.environ.get('A', ", "''", ")", 3000) + "\n",
        "settings.py": "X = " + nest("[", "", "]") + "\nY = " + "-" * DEEP + "1\nZ = " + " + ".join(["'a'"] * DEEP) + "\n",
        "deep.py": "".join(" " * level + "if x:\n" for level in range(1500)),
        "requirements.txt": "django\nflask\n",
    },
    "javascript": {
        "index.js": "const x = " + nest("(", "process.env.A", ")") + "\n" + nest("{", "", "}") + "\napp.get('/health', " + nest("f(", "", ")") + ")\n",
        "b.js": "process.env.A || " * DEEP + "1\n" + "x" + nest("?.[a", "", "]") + "\n",
        "package.json": '{"name": "a", "dependencies": {"express": "1"}}',
    },
    "typescript": {
        "index.ts": "const x: " + nest("Array<", "B", ">") + " = " + nest("(", "process.env.A", ")") + "\n",
        "page.tsx": nest("<a>", "", "</a>"),
        "package.json": '{"name": "a", "dependencies": {"next": "1"}}',
    },
    "go": {
        "main.go": 'package main\nimport "os"\nfunc main() {\nx := ' + nest("(", 'os.Getenv("A")', ")") + "\n" + nest("{", "", "}") + "\n}\n",
        "b.go": "package main\nvar x = " + " + ".join(['"a"'] * DEEP) + "\nvar y = " + nest("f(", "", ")") + "\n",
        "go.mod": "module a\n",
    },
    "dockerfile": {"Dockerfile": "FROM a\nRUN " + nest("$(", "", ")") + "\nENV A=" + nest("${A:-", "", "}") + "\nCMD " + "[" * DEEP + "\n"},
    "dockerfile-doubling": {"Dockerfile": "FROM a\nENV A0=lol\n" + "".join(f"ENV A{n}=$A{n - 1}$A{n - 1}\n" for n in range(1, 99))},
    "compose-variables": {"compose.yaml": "services:\n  api:\n    image: " + nest("${A:-", "x", "}") + "\n    command: '" + nest("$(", "a", ")") + "'\n"},
    "shell": {"app.json": '{"scripts": {"postdeploy": "' + nest("$(", "a", ")") + '"}}', ".github/workflows/a.yml":
              "on: push\njobs: {a: {steps: [{run: '" + nest("$(", "a", ")") + "'}]}}\n"},
}  # fmt: skip
RUNBOOK = (
    "# Runbook\n\n## Deployment\n\n```bash\n" + nest("$(", "a", ")") + "\n```\n\n```bash\n" + "if true; then\n" * DEEP + "\n```\n\n"
    + "- " * DEEP + "x\n\n" + ">" * DEEP + "y\n\n`" + nest("$(", "kubectl get pods", ")") + "`\n\n| " + "a | " * DEEP + "\n|" + "---|" * DEEP + "\n"
    + nest("[", "x", "](y)") + "\n\n" + nest("<div>", "", "</div>") + "\n\n" + "#" * DEEP + "\n" + "*a **b " * DEEP + "\n"
)  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_data_too_deep_is_refused_with_its_line(name: str, tmp_path: Path) -> None:
    start = monotonic()
    root = write(tmp_path / "shop", BESIDE | REFUSED[name])
    path = next(iter(REFUSED[name]))
    code, said = run("survey", root)
    assert code == 4
    assert f"  {path}:" in said
    assert "refused: more than" in said
    assert "  web  " in said
    assert monotonic() - start < PATIENCE


@pytest.mark.parametrize("name", READ)
def test_text_of_any_depth_is_read(name: str, tmp_path: Path) -> None:
    start = monotonic()
    root = write(tmp_path / "shop", BESIDE | READ[name])
    code, said = run("survey", root)
    assert code in (0, 4)
    assert "  web  " in said
    assert run("write", root)[0] == 0
    assert monotonic() - start < PATIENCE


def test_a_deep_runbook_is_judged(tmp_path: Path) -> None:
    start = monotonic()
    root = write(tmp_path / "shop", BESIDE | {"runbook.md": RUNBOOK})
    code, said = run("check", root)
    assert code == 1, said
    assert monotonic() - start < PATIENCE
