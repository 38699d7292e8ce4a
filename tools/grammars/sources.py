"""Command lines read from the source of their repositories: redis-cli (C), kafka's tools
(Java), sops (Go, urfave), mongosh (TypeScript), flyway (Java).

    python -m tools.grammars.sources OUT TOOL REPOSITORY     REPOSITORY is a git directory
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from tools.grammars.form import Command, Flag, Tree, files_at, git, last_of_minors, write

_REDIS = re.compile(r"if \(((?:[^{};]|\n)*?strcmp\(argv\[i\](?:[^{};]|\n)*?)\) \{")
_KAFKA = re.compile(r'accepts\(\s*"([\w-]+)"((?:.|\n)*?)(?:;|\n\s*(?:val|private val|def|options|//|\n))')
_URFAVE = re.compile(r"^(?P<tabs>\t+)(?:cli\.)?(?P<kind>\w*)(?:Flag)?\{\n\t+Name:\s+\"(?P<names>[\w, -]+)\",", re.M)


def main() -> None:
    out, tool, repository = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    makers: dict[str, Callable[[Path, Path], None]] = {
        "redis-cli": _redis,
        "kafka": _kafka,
        "sops": _sops,
        "mongosh": _mongosh,
        "flyway": _flyway,
    }
    makers[tool](out, repository)


def tags(repository: Path, least: tuple[int, int], form: str = r"v(\d+)\.(\d+)\.(\d+)") -> list[str]:
    """The last tag of every minor version since one."""
    known = last_of_minors(git(repository, "tag").splitlines(), form)
    return [tag for tag in known if tuple(int(part) for part in re.findall(r"\d+", tag)[:2]) >= least]


def _redis(out: Path, repository: Path) -> None:
    trees: list[tuple[str, Tree]] = []
    for tag in tags(repository, (4, 0), r"(\d+)\.(\d+)\.(\d+)"):
        source = git(repository, "show", f"{tag}:src/redis-cli.c")
        body = source[source.index("parseOptions(int argc") :]
        flags: dict[str, Flag] = {"--version": Flag(0, "-v")}
        for condition in _REDIS.findall(body[: body.index("\n}\n")]):
            for name in re.findall(r'"(-[\w-]+)"', condition):
                valued = "!lastarg" in condition or "argv[i+1]" in condition
                flags[name] = Flag(1 if valued and name not in ("--scan",) else flags.get(name, Flag(0)).arity)
        trees.append((tag, {"": Command(flags=flags)}))
    write(
        out,
        "redis-cli",
        f"redis-cli.c of redis/redis, {trees[0][0]} to {trees[-1][0]}",
        trees,
        notes="what follows the options is a command of Redis",
    )


_KAFKA_TOOLS = {
    "kafka-topics": "TopicCommand",
    "kafka-consumer-groups": "ConsumerGroupCommand",
    "kafka-configs": "ConfigCommand",
    "kafka-console-consumer": "ConsoleConsumerOptions",
    "kafka-console-producer": "ConsoleProducer",
    "kafka-reassign-partitions": "ReassignPartitionsCommand",
    "kafka-acls": "AclCommand",
}


def _kafka(out: Path, repository: Path) -> None:
    for tool, stem in _KAFKA_TOOLS.items():
        trees: list[tuple[str, Tree]] = []
        for tag in tags(repository, (2, 0), r"(\d+)\.(\d+)\.(\d+)"):
            text = "".join(
                text
                for folder in ("core/src/main/scala/kafka", "tools/src/main/java")
                for suffix in (f"/{stem}.scala", f"/{stem}.java", f"/{stem}Options.java")
                for text in files_at(repository, tag, folder, suffix).values()
            )
            flags = {f"--{name}": _kafka_flag(rest) for name, rest in _KAFKA.findall(text.replace(" +\n", " "))}
            if flags:
                trees.append((tag, {"": Command(flags=flags | {"--help": Flag(0), "--version": Flag(0)})}))
        if trees:
            write(
                out,
                tool,
                f"{stem} in the source of apache/kafka, {trees[0][0]} to {trees[-1][0]}",
                trees,
                notes="also called with .sh; options may be shortened to an unambiguous beginning",
            )


def _kafka_flag(rest: str) -> Flag:
    head = rest.partition("accepts(")[0]
    return Flag(1 if "withRequiredArg" in head else "maybe" if "withOptionalArg" in head else 0, "", "repeat" in head)


def _sops(out: Path, repository: Path) -> None:
    trees: list[tuple[str, Tree]] = []
    for tag in tags(repository, (3, 0)):
        tree = _urfave(git(repository, "show", f"{tag}:cmd/sops/main.go"))
        tree[""].args = (0, None)
        trees.append((tag, tree))
    source = f"urfave definitions in getsops/sops, {trees[0][0]} to {trees[-1][0]}"
    write(out, "sops", source, trees, notes="options must stand before the file")


def _urfave(text: str) -> Tree:
    tree: Tree = {"": Command()}
    path: list[tuple[int, str]] = []
    for found in _URFAVE.finditer(text):
        tabs, names = len(found["tabs"]), [each.strip() for each in found["names"].split(",")]
        path = [each for each in path if each[0] < tabs]
        if found["kind"] in ("", "Command"):
            path.append((tabs, names[0]))
            tree.setdefault(" ".join(name for _, name in path), Command())
            continue
        switch = found["kind"] in ("Bool", "BoolT", "BoolFlag", "BoolTFlag")
        short = next((f"-{name}" for name in names if len(name) == 1), "")
        at = " ".join(name for _, name in path)
        tree[at].flags[f"--{names[0]}"] = Flag(0 if switch else 1, short, "Slice" in found["kind"])
    return tree


def _mongosh(out: Path, repository: Path) -> None:
    text = git(repository, "show", "HEAD:packages/arg-parser/src/cli-options.ts") + git(
        repository, "show", "HEAD:packages/arg-parser/src/arg-parser.ts"
    )
    package = git(repository, "show", "HEAD:packages/arg-parser/src/arg-metadata.ts") + text
    flags: dict[str, Flag] = {}
    for name, kind in re.findall(
        r"^\s*(\w+):\s*(?:z\s*)?\.?\s*(?:z\.)?(?:coerce\.)?(string|boolean|number|array|enum|union)\(", package, re.M
    ):
        flags[f"--{name}"] = Flag(0 if kind == "boolean" else 1)
    for group, arity in (("string", 1), ("boolean", 0), ("array", 1)):
        for listed in re.findall(rf"{group}: \[(.*?)\]", package, re.S):
            flags |= {f"--{name}": Flag(arity) for name in re.findall(r"'([\w-]+)'", listed)}
    for name, short in (("help", "h"), ("password", "p"), ("username", "u"), ("file", "f")):
        flags[f"--{name}"] = Flag(0 if name == "help" else "maybe" if name == "password" else 1, f"-{short}")
    write(out, "mongosh", "argument parser in mongodb-js/mongosh", [("2", {"": Command(flags=flags)})])


def _flyway(out: Path, repository: Path) -> None:
    text = "".join(files_at(repository, "HEAD", "flyway-core/src/main/java", "ConfigUtils.java").values())
    text += "".join(files_at(repository, "HEAD", "flyway-commandline/src/main/java", "CommandLineArguments.java").values())
    names = set(re.findall(r'"flyway\.(\w+)"', text)) | set(re.findall(r'= "-{0,2}(\w+)";', text))
    flags = {f"-{name}": Flag("optional") for name in sorted(names)}
    verbs = "migrate clean info validate undo baseline repair check snapshot auth version testConnection diff generate init add "
    verbs += "prepare deploy model"
    tree: Tree = {"": Command(flags=flags)} | {verb: Command() for verb in verbs.split()}
    write(
        out,
        "flyway",
        "configuration names in flyway/flyway",
        [("HEAD", tree)],
        notes="-key=value; a plug-in brings keys of its own: an unknown -plugin.key cannot be known; verbs by hand",
    )


_RUBY_OPTION = re.compile(
    r"^\s+(?:class_option|option|method_option) :(\w+),?(.*?)(?=^\s*(?:class_option|option|def|desc|private|no_commands|\n))",
    re.M | re.S,
)
_RAILS_NAMED = {"console": "c", "server": "s", "generate": "g", "destroy": "d", "runner": "r", "test": "t", "dbconsole": "db"}


if __name__ == "__main__":
    main()
