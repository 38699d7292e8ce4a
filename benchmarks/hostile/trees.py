"""Trees that are made to hurt by what stands on the disk or in git, beside a Procfile that has to be read all the same."""

import os
import socket
import subprocess
import tarfile
from collections.abc import Callable
from functools import partial as with_first
from io import BytesIO
from pathlib import Path
from zlib import compress

from benchmarks.hostile.texts import GROWN, MEGA, archive, deep, grown, write

Maker = Callable[[Path], tuple[str, ...] | None]
_NAMES = (
    *(b"a\nb.yaml", b"c\x1b[31md.yaml", b"e\xff\xfe.yaml", b"f\x7f.yaml", b"g" * 250 + b".yaml", b" .yaml"),
    *("h\u202egnp.yaml".encode(), b"-rf.yaml", b"Compose.yaml", b"compose.yaml", b"COMPOSE.YAML", b"con", b"nul.yaml"),
    b"$(id).yaml",
)
_PARTIAL = (
    ("core.repositoryFormatVersion", "1"),
    ("extensions.partialClone", "origin"),
    ("remote.origin.url", "ext::touch /tmp/opsworthy-executed"),
    ("remote.origin.promisor", "true"),
    ("protocol.ext.allow", "always"),
)


def huge_line(root: Path) -> None:
    """200 MB in one line, under every kind of name."""
    names = ("big.yaml", "big.json", "big.js", "big.tf", "big.md", "big", "Dockerfile", "compose.yaml")
    with (root / names[0]).open("wb") as file:
        for _ in range(200):
            file.write(b"a" * MEGA)
    for name in names[1:]:
        os.link(root / names[0], root / name)


def whole_lines(root: Path) -> None:
    """2 MB in one line, under every kind of name."""
    for name in grown():
        write(root / name, "a" * GROWN)


def aliases(root: Path) -> None:
    text = "a0: &a0 [lol, lol]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 190))
    write(root / "compose.yaml", f"{text}services: {{api: {{image: b, command: *a180, environment: *a180}}}}\n")


def entities(root: Path) -> None:
    lines = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    write(root / "pom.xml", f"<!DOCTYPE p [{lines}]>\n<project><artifactId>&a11;</artifactId></project>\n")
    outside = '<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % b SYSTEM "http://localhost:9/b"> %b;]>'
    write(root / "app.csproj", f'{outside}\n<Project Sdk="Microsoft.NET.Sdk.Web">&a;</Project>\n')
    write(root / "web.config", '<!DOCTYPE a SYSTEM "http://localhost:9/a.dtd"><configuration/>\n')


def links(root: Path) -> None:
    for name, target in (("loop", "loop"), ("a", "b"), ("b", "a"), ("up", ".."), ("round", "."), ("app.json", "/etc/passwd"),
                         ("compose.yaml", "../../etc/hosts"), ("gone.yaml", "nowhere")):  # fmt: skip
        (root / name).symlink_to(target)
    folder = root / "deep"
    for _ in range(60):
        folder.mkdir()
        (folder / "again").symlink_to(root)
        folder /= "x"


def no_files(root: Path) -> None:
    os.mkfifo(root / "compose.yaml")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(root / "app.json"))
    (root / "Dockerfile").mkdir()
    (root / "Dockerfile/x").write_text("")
    (root / "package.json").symlink_to("/dev/zero")
    if os.geteuid() == 0:
        os.mknod(root / "status.json", 0o20644, os.makedev(1, 5))


def unreadable(root: Path) -> None:
    write(root / "compose.yaml", "services: {}\n")
    (root / "compose.yaml").chmod(0)
    write(root / "closed/Dockerfile", "FROM a\n")
    (root / "closed").chmod(0)


def names(root: Path) -> None:
    for name in _NAMES:
        Path(os.fsdecode(os.fsencode(root) + b"/" + name)).write_text("services: {web: {image: a}}\n")
    write(root / ("x/" * 900) / "compose.yaml", "services: {web: {image: a}}\n")


def charts(root: Path) -> None:
    """Charts in archives: one that unpacks to 256 MB, one whose entries lead out, one that is no archive."""
    write(root / "c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\ndependencies: [{name: a, version: 1.0.0}]\n")
    write(root / "c/templates/a.yaml", "kind: Service\nmetadata: {name: a}\n")
    (root / "c/charts").mkdir()
    (root / "c/charts/bomb-1.0.0.tgz").write_bytes(compress(b"\0" * 256 * MEGA, 9, 31))
    with tarfile.open(root / "c/charts/out-1.0.0.tgz", "w:gz") as archive:
        for name in ("../../../escaped", "/tmp/opsworthy-escaped", "a/Chart.yaml"):
            entry = tarfile.TarInfo(name)
            entry.size = 2
            archive.addfile(entry, BytesIO(b"a\n"))
    (root / "c/charts/none-1.0.0.tgz").write_bytes(b"none")


def pointers(root: Path) -> None:
    text = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "a" * 64 + "\nsize 1\n"
    for name in ("compose.yaml", "app.py", "model.bin", "values.yaml"):
        write(root / name, text)


def git(root: Path, *words: str) -> None:
    who = {f"GIT_{role}_{what}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True, env=os.environ | who | quiet)


def committed(root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "all")


def sparse(root: Path) -> None:
    for number in range(50):
        write(root / f"services/s{number}/Dockerfile", "FROM a\n")
    committed(root)
    git(root, "sparse-checkout", "set", "--no-cone", "/Procfile", "/services/s1/")


def submodules(root: Path) -> None:
    write(root / "inner/compose.yaml", "services: {inner: {image: a}}\n")
    committed(root / "inner")
    write(
        root / ".gitmodules",
        '[submodule "a"]\n\tpath = a\n\turl = ext::touch /tmp/opsworthy-executed\n\tupdate = !touch /tmp/opsworthy-executed\n',
    )
    committed(root)
    commit = subprocess.run(
        ["git", "-C", str(root), "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{commit},a")


def partial(root: Path) -> tuple[str, ...]:
    """A clone without blobs, looked at by revision."""
    write(root / "compose.yaml", "services: {web: {image: nginx}}\n")
    committed(root)
    (blob,) = {line.split()[2] for line in _listed(root) if line.endswith("\tcompose.yaml")}
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for key, value in _PARTIAL:
        git(root, "config", key, value)
    return ("--revision", "HEAD")


def _listed(root: Path) -> list[str]:
    return subprocess.run(
        ["git", "-C", str(root), "ls-tree", "-r", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.splitlines()


def many_names(root: Path) -> None:
    """Fifty thousand empty files that every detector would like to read."""
    for number in range(50_000):
        if number % 500 == 0:
            (root / f"d{number}").mkdir()
        (root / f"d{number // 500 * 500}/values-{number}.yaml").touch()


def many_documents(root: Path) -> None:
    write(root / "k8s/a.yaml", "---\n" * (GROWN // 4))


def _one(path: str, make: Callable[[], str], root: Path) -> None:
    write(root / path, make())


_ON_DISK: dict[str, Maker] = {
    "200 MB in one line, 8 names": huge_line,
    "2 MB in one line, all names": whole_lines,
    "500,000 YAML documents": many_documents,
    "YAML aliases": aliases,
    "XML entities": entities,
    "links": links,
    "no regular files": no_files,
    "unreadable files": unreadable,
    "names": names,
    "charts in archives": charts,
    "Git LFS pointers": pointers,
    "sparse checkout": sparse,
    "submodules": submodules,
    "partial clone, by revision": partial,
    "50,000 empty files": many_names,
}
CASES: dict[str, Maker] = {
    **_ON_DISK,
    **{
        title: with_first(archive, name)
        for name, title in (
            ("templates", "Helm templates"),
            ("terraform", "Terraform"),
            ("cycles", "files that include themselves"),
        )
    },
    **{f"2 MB {path}": with_first(_one, path, make) for path, make in grown().items()},
    **{f"deep {path}": with_first(_one, path, make) for path, make in deep().items()},
}
