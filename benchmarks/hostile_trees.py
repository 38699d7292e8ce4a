"""Trees that are made to hurt, one function for each; every one stands beside a Procfile that has to be read all the same."""

import os
import socket
import subprocess
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zlib import compress

MEGA = 1024 * 1024
GROWN = 2 * MEGA - 100
"""Just small enough to be read."""

Maker = Callable[[Path], tuple[str, ...] | None]
LINES: dict[str, tuple[str, str, str]] = {
    "application.yml": ("a: [", "1, ", "]\n"),
    "compose.yaml": ("services:\n  web:\n    image: a\n    environment:\n", "      A{n}: b\n", ""),
    "k8s/many.yaml": ("", "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a{n}}}\ndata: {{A: b}}\n", ""),
    "k8s/list.yaml": ("apiVersion: v1\nkind: List\nitems:\n", "- {{kind: Service, metadata: {{name: a{n}}}}}\n", ""),
    "package.json": ('{"dependencies": {', '"a{n}": "1",', '"z": "1"}}'),
    "template.json": ('{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {', '"A{n}": {{"Type": "AWS::S3::Bucket"}},', '"Z": {}}}'),
    "pyproject.toml": ("[project]\nname = 'a'\n", "[tool.a{n}]\nb = 1\n", ""),
    "Cargo.toml": ("", "[[bin]]\nname = 'a{n}'\n", ""),
    "main.tf": ('provider "aws" {}\n', 'resource "aws_s3_bucket" "a{n}" {{\n  bucket = "b{n}"\n}}\n', ""),
    "variables.tf": ("locals {\n", "  a{n} = local.a{m}\n", "}\n"),
    "pom.xml": ("<project><dependencies>", "<dependency><artifactId>a{n}</artifactId></dependency>\n", "</dependencies></project>"),
    "app.csproj": ("<Project><ItemGroup>", '<PackageReference Include="A{n}" Version="1"/>\n', "</ItemGroup></Project>"),
    "Dockerfile": ("FROM a\n", "ENV A{n}=$A{m}b\n", ""),
    "docker/Dockerfile": ("FROM a\nRUN true ", "&& b{n} ", "\n"),
    "Makefile": ("", "a{n}: a{m}\n\techo {n}\n", ""),
    "justfile": ("", "a{n}: a{m}\n  echo {n}\n", ""),
    "Taskfile.yml": ("version: '3'\ntasks:\n", "  a{n}: {{cmds: [b], deps: [a{m}]}}\n", ""),
    ".env.example": ("", "A{n}=${{A{m}}}b\n", ""),
    "application.properties": ("", "a{n}=${{a{m}:b}}\n", ""),
    ".gitlab-ci.yml": ("", "a{n}: {{extends: a{m}, script: b}}\n", ""),
    ".github/workflows/ci.yml": ("on: push\njobs:\n", "  a{n}: {{needs: a{m}, steps: [{{run: b}}]}}\n", ""),
    "Jenkinsfile": ("pipeline { agent any\n stages {\n", "  stage('a{n}') {{ steps {{ sh 'b' }} }}\n", "}}\n"),
    "README.md": ("# A\n", "[a{n}](b{n}.md) *c* `d`\n", ""),
    "app.py": ("import os\n", "A{n} = os.environ.get('A{n}')\n", ""),
    "index.js": ("", "const a{n} = process.env.A{n};\n", ""),
    "src/routes.ts": ("import express from 'express'\nconst app = express()\n", "app.get('/a{n}/health', f)\n", ""),
    "main.go": ("package main\n", 'var a{n} = os.Getenv("A{n}")\n', ""),
    "src/A.java": ("class A {\n", '  String a{n} = System.getenv("A{n}");\n', "}\n"),
    "src/A.kt": ("class A {\n", '  val a{n} = System.getenv("A{n}")\n', "}\n"),
    "src/A.cs": ("class A {\n", '  string a{n} = Environment.GetEnvironmentVariable("A{n}");\n', "}\n"),
    "config/a.rb": ("", 'A{n} = ENV["A{n}"]\n', ""),
    "src/a.php": ("<?php\n", "$a{n} = getenv('A{n}');\n", ""),
    "src/a.rs": ("fn main() {\n", '  let a{n} = std::env::var("A{n}").unwrap();\n', "}\n"),
    "units/a.service": ("[Service]\n", "Environment=A{n}=b\n", ""),
    "nginx.conf": ("", "location /a{n} {{ return 200; }}\n", ""),
    "rules.yaml": ("groups:\n- name: a\n  rules:\n", "  - {{alert: A{n}, expr: 'sum(rate(a{n}[5m])) > 1'}}\n", ""),
    "migrations/1.sql": ("", "ALTER TABLE a{n} ADD b int;\n", ""),
    "go.sum": ("", "example.com/a{n} v1.0.0 h1:b=\n", ""),
    "requirements.txt": ("", "a{n}==1\n", ""),
    "package-lock.json": ('{"lockfileVersion": 3, "packages": {', '"node_modules/a{n}": {{"version": "1"}},', '"": {}}}'),
    "main.bicep": ("", "param a{n} string = 'b'\n", ""),
    "serverless.yml": ("service: a\nprovider: {name: aws}\nfunctions:\n", "  a{n}: {{handler: '${{self:functions.a{m}.handler}}'}}\n", ""),
    "site.yml": ("- hosts: all\n  tasks:\n", "  - {{name: a{n}, shell: '{{{{ a{m} }}}}'}}\n", ""),
    "supervisord.conf": ("", "[program:a{n}]\ncommand=b\n", ""),
    "Procfile.many": ("", "a{n}: b\n", ""),
}  # fmt: skip


def grown(root: Path, path: str) -> None:
    """A file of 2 MB of one piece again and again, numbered."""
    head, piece, tail = LINES[path]
    room, parts, number = GROWN - len(head) - len(tail), [head], 0
    while True:
        part = piece.format(n=number, m=number - 1 if number else 0) if "{" in piece else piece
        room -= len(part)
        if room < 0:
            break
        parts.append(part)
        number += 1
    _write(root / path, "".join(parts) + tail)


def nested(path: str, head: str, opening: str, closing: str, tail: str, levels: int = 100_000) -> Maker:
    return lambda root: _write(root / path, head + opening * levels + closing * levels + tail)


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
    for name in LINES:
        _write(root / name, "a" * GROWN)


def aliases(root: Path) -> None:
    text = "a0: &a0 [lol, lol]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 190))
    _write(root / "compose.yaml", f"{text}services: {{api: {{image: b, command: *a180, environment: *a180}}}}\n")


def entities(root: Path) -> None:
    lines = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    _write(root / "pom.xml", f"<!DOCTYPE p [{lines}]>\n<project><artifactId>&a11;</artifactId></project>\n")
    outside = '<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % b SYSTEM "http://localhost:9/b"> %b;]>'
    _write(root / "app.csproj", f'{outside}\n<Project Sdk="Microsoft.NET.Sdk.Web">&a;</Project>\n')
    _write(root / "web.config", '<!DOCTYPE a SYSTEM "http://localhost:9/a.dtd"><configuration/>\n')


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
    _write(root / "compose.yaml", "services: {}\n")
    (root / "compose.yaml").chmod(0)
    _write(root / "closed/Dockerfile", "FROM a\n")
    (root / "closed").chmod(0)


def names(root: Path) -> None:
    for name in (b"a\nb.yaml", b"c\x1b[31md.yaml", b"e\xff\xfe.yaml", b"f\x7f.yaml", b"g" * 250 + b".yaml", b" .yaml", "h\u202egnp.yaml".encode(),
                 b"-rf.yaml", b"Compose.yaml", b"compose.yaml", b"COMPOSE.YAML", b"con", b"nul.yaml", b"$(id).yaml"):  # fmt: skip
        Path(os.fsdecode(os.fsencode(root) + b"/" + name)).write_text("services: {web: {image: a}}\n")
    _write(root / ("x/" * 900) / "compose.yaml", "services: {web: {image: a}}\n")


def charts(root: Path) -> None:
    """Charts in archives: one that unpacks to 256 MB, one whose entries lead out, one that is no archive."""
    _write(root / "c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\ndependencies: [{name: a, version: 1.0.0}]\n")
    _write(root / "c/templates/a.yaml", "kind: Service\nmetadata: {name: a}\n")
    (root / "c/charts").mkdir()
    (root / "c/charts/bomb-1.0.0.tgz").write_bytes(compress(b"\0" * 256 * MEGA, 9, 31))
    with tarfile.open(root / "c/charts/out-1.0.0.tgz", "w:gz") as archive:
        for name in ("../../../escaped", "/tmp/opsworthy-escaped", "a/Chart.yaml"):
            entry = tarfile.TarInfo(name)
            entry.size = 2
            archive.addfile(entry, BytesIO(b"a\n"))
    (root / "c/charts/none-1.0.0.tgz").write_bytes(b"none")


def templates(root: Path) -> None:
    """Helm templates that repeat, include themselves, and print wide."""
    _write(root / "c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n")
    _write(root / "c/values.yaml", "list: [" + "1, " * 50_000 + "1]\nbig: 999999999\n")
    bodies = {
        "repeat": '{{ repeat 999999999 "a" }}', "printf": '{{ printf "%999999999d" 1 }}', "until": "{{ range until 999999999 }}a{{ end }}",
        "nested": "{{ range .Values.list }}" * 9 + "a" + "{{ end }}" * 9, "include": '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
        "two": '{{ define "b" }}{{ include "c" . }}{{ include "c" . }}{{ end }}{{ define "c" }}{{ include "b" . }}{{ end }}{{ include "b" . }}',
        "doubling": "{{ $a := \"aaaaaaaaaa\" }}" + "{{ $a = printf \"%s%s\" $a $a }}" * 60 + "{{ $a }}", "indent": '{{ "a\\nb" | indent 999999999 }}',
        "regex": '{{ regexMatch "^(a+)+$" "' + "a" * 40 + 'b" }}', "deep": "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
        "if": "{{ if true }}" * 20_000 + "{{ end }}" * 20_000, "tpl": '{{ tpl "{{ tpl .a . }}" (dict "a" "{{ tpl .a . }}") }}',
        "seq": '{{ seq 1 999999999 }}', "list": "{{ $a := list 1 }}" + "{{ $a = concat $a $a }}" * 60 + "{{ $a }}", "pow": "{{ exp 9 999999999 }}",
        "replace": '{{ $a := "a" }}' + '{{ $a = replace "a" "aaaaaaaaaa" $a }}' * 20 + "{{ $a }}", "json": "{{ $a := dict }}{{ $_ := set $a \"a\" $a }}{{ toYaml $a }}",
    }  # fmt: skip
    for name, body in bodies.items():
        _write(root / f"c/templates/{name}.yaml", f"kind: ConfigMap\nmetadata: {{name: {name}}}\ndata:\n  a: {body}\n")


def terraform(root: Path) -> None:
    """Counts, ranges, widths, patterns and modules without end."""
    bucket = 'resource "aws_s3_bucket" "{0}" {{\n  {1}\n}}\n'
    bodies = {
        "count": "count = 1000000000\n  bucket = \"a${count.index}\"", "each": "for_each = toset(range(1000000000))", "format": 'bucket = format("%999999999d", 1)',
        "regex": f'bucket = regex("^(a+)+$", "{"a" * 40}b")', "deep": "bucket = " + "(" * 20_000 + "1" + ")" * 20_000, "pow": "bucket = pow(9, 999999999)",
        "join": 'bucket = join("", [for a in range(1024) : join("", [for b in range(1024) : join("", range(1024))])])',
        "replace": "bucket = " + 'replace(' * 60 + '"a"' + ', "a", "aaaaaaaaaa")' * 60, "not": "bucket = " + "!" * 50_000 + "true",
        "conditional": "bucket = " + "true ? 1 : " * 20_000 + "1", "template": 'bucket = "' + "${" * 5_000 + "1" + "}" * 5_000 + '"',
        "index": "bucket = var.a" + "[0]" * 50_000, "strrep": 'bucket = strrev(indent(999999999, "a"))', "sub": 'bucket = cidrsubnets("::/0", 99, 99)',
    }  # fmt: skip
    _write(root / "main.tf", 'provider "aws" {}\n' + "".join(bucket.format(*each) for each in bodies.items()))
    _write(
        root / "loop/main.tf",
        'locals {\n  a = local.b\n  b = local.a\n}\nmodule "again" {\n  source = "../loop"\n  a = local.a\n}\n',
    )
    for n in range(12):
        calls = "".join(f'module "m{k}" {{\n  source = "../m{n + 1}"\n}}\n' for k in range(6))
        _write(root / f"m{n}/main.tf", calls)
    _write(root / "m12/main.tf", bucket.format("z", ""))


def cycles(root: Path) -> None:
    """Files that include, extend or name themselves, in every format that can."""
    _write(
        root / "compose.yaml",
        "include: [compose.yaml, a/compose.yaml]\nservices:\n  a: {extends: {service: b}}\n  b: {extends: a}\n",
    )
    _write(root / "a/compose.yaml", "include: [../compose.yaml]\n")
    _write(
        root / ".gitlab-ci.yml",
        "include: [{local: .gitlab-ci.yml}, {local: /**.yml}]\na: {extends: b, script: x}\nb: {extends: a, script: !reference [b, script]}\n",
    )
    for one, other in (("k1", "k2"), ("k2", "k1"), ("k3", "k3")):
        _write(root / f"{one}/kustomization.yaml", f"resources: [../{other}, .]\ncomponents: [../{other}]\n")
    _write(root / "template.yaml", "AWSTemplateFormatVersion: '2010-09-09'\nConditions: {A: !Condition B, B: !Not [!Condition A]}\nMappings: {M: {a: {b: !FindInMap [M, a, b]}}}\n"
           "Resources:\n  A: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Sub ['${B}', {B: !Sub ['${B}', {B: !Ref A}]}]}}\n"
           "  N: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: ./template.yaml}}\n")  # fmt: skip
    _write(
        root / "serverless.yml",
        "service: ${self:service}\nprovider: {name: aws, stage: '${self:custom.a}'}\ncustom: {a: '${self:custom.b}', b: '${self:custom.a}${self:custom.a}', c: '${file(serverless.yml)}'}\nfunctions: '${file(serverless.yml):functions}'\n",
    )
    _write(root / "Makefile", "include Makefile\nA = $(B)\nB = $(A)$(A)\na: b\nb: a\n\t$(A)\n")
    _write(root / "justfile", "import 'justfile'\na: b\nb: a\n  {{a}}\na := b\n")
    _write(
        root / "Taskfile.yml", "version: '3'\nincludes: {a: ./Taskfile.yml}\ntasks: {a: {deps: [b]}, b: {cmds: [{task: a}]}}\n"
    )
    _write(root / "skaffold.yaml", "apiVersion: skaffold/v4beta1\nkind: Config\nrequires: [{path: ./skaffold.yaml}, {path: .}]\n")
    _write(root / ".github/workflows/a.yml", "on: workflow_call\njobs: {a: {uses: ./.github/workflows/a.yml}}\n")
    _write(root / ".github/actions/a/action.yml", "runs: {using: composite, steps: [{uses: ./.github/actions/a}]}\n")
    _write(
        root / "site.yml",
        "- import_playbook: site.yml\n- hosts: all\n  vars: {a: '{{ b }}', b: '{{ a }}{{ a }}'}\n  roles: [x]\n  tasks: [{include_tasks: site.yml}, {shell: '{{ a }}'}]\n",
    )
    _write(root / "roles/x/meta/main.yml", "dependencies: [x]\n")
    _write(root / "roles/x/tasks/main.yml", "- import_tasks: main.yml\n")
    _write(root / "requirements.txt", "-r requirements.txt\n-c requirements.txt\nflask\n")
    _write(
        root / "pom.xml",
        "<project><parent><relativePath>pom.xml</relativePath></parent><modules><module>.</module></modules><properties><a>${b}</a><b>${a}</b></properties></project>\n",
    )
    _write(root / "docker-bake.hcl", 'target "a" {\n  inherits = ["b"]\n}\ntarget "b" {\n  inherits = ["a"]\n}\n')
    _write(root / "azure-pipelines.yml", "extends: {template: azure-pipelines.yml}\nsteps: [{template: azure-pipelines.yml}]\n")
    _write(
        root / "render.yaml",
        "services: [{type: web, name: a, envVars: [{key: A, fromService: {name: a, type: web, envVarKey: A}}]}]\n",
    )
    _write(root / "nested/terragrunt.hcl", 'include "a" {\n  path = "terragrunt.hcl"\n}\n')
    _write(root / "app.py", "A = B\nB = A\nC = C + C\nimport app\nfrom app import *\n")
    _write(root / "index.js", "const a = b, b = a; require('./index.js'); import './index'; export * from './index'\n")
    _write(
        root / "argo.yaml",
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec: {source: {path: ., repoURL: x}, destination: {}}\n",
    )


def pointers(root: Path) -> None:
    text = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "a" * 64 + "\nsize 1\n"
    for name in ("compose.yaml", "app.py", "model.bin", "values.yaml"):
        _write(root / name, text)


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
        _write(root / f"services/s{number}/Dockerfile", "FROM a\n")
    committed(root)
    git(root, "sparse-checkout", "set", "--no-cone", "/Procfile", "/services/s1/")


def submodules(root: Path) -> None:
    _write(root / "inner/compose.yaml", "services: {inner: {image: a}}\n")
    committed(root / "inner")
    _write(
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
    _write(root / "compose.yaml", "services: {web: {image: nginx}}\n")
    committed(root)
    (blob,) = {line.split()[2] for line in _listed(root) if line.endswith("\tcompose.yaml")}
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for key, value in (("core.repositoryFormatVersion", "1"), ("extensions.partialClone", "origin"), ("remote.origin.url", "ext::touch /tmp/opsworthy-executed"),
                       ("remote.origin.promisor", "true"), ("protocol.ext.allow", "always")):  # fmt: skip
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
    _write(root / "k8s/a.yaml", "---\n" * (GROWN // 4))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


CASES: dict[str, Maker] = {
    "200 MB in one line, 8 names": huge_line,
    "2 MB in one line, all names": whole_lines,
    "a YAML list of 700,000 entries": lambda root: grown(root, "application.yml"),
    "500,000 YAML documents": many_documents,
    "YAML aliases": aliases,
    "XML entities": entities,
    "XML 100,000 deep": nested("pom.xml", "<project>", "<a>", "</a>", "</project>"),
    "YAML 100,000 deep": nested("compose.yaml", "services: ", "[", "]", "\n"),
    "JSON 100,000 deep": nested("package.json", '{"a": ', "[", "]", "}"),
    "TOML 100,000 deep": nested("pyproject.toml", "a = ", "[", "]", "\n"),
    "HCL 100,000 deep": nested("main.tf", 'provider "aws" {}\nlocals {\n a = ', "[", "]", "\n}\n"),
    "links": links,
    "no regular files": no_files,
    "unreadable files": unreadable,
    "names": names,
    "charts in archives": charts,
    "Helm templates": templates,
    "Terraform": terraform,
    "files that include themselves": cycles,
    "Git LFS pointers": pointers,
    "sparse checkout": sparse,
    "submodules": submodules,
    "partial clone, by revision": partial,
    "50,000 empty files": many_names,
    **{f"2 MB {path}": (lambda root, path=path: grown(root, path)) for path in LINES},  # type: ignore[misc]
    **{
        f"deep {path}": nested(path, head, opening, closing, tail, 50_000)
        for path, head, opening, closing, tail in (
            ("app.py", "import os\nA = os.environ.get('A', ", "(", ")", ")\n"),
            ("index.js", "const a = process.env.A || ", "f(", ")", "\n"),
            ("main.go", "package main\nvar a = os.Getenv(", "f(", ")", ")\n"),
            ("src/A.java", "class A { String a = System.getenv(", "f(", ")", "); }\n"),
            ("src/A.kt", "val a = System.getenv(", "f(", ")", ")\n"),
            ("src/A.cs", "class A { string a = Environment.GetEnvironmentVariable(", "f(", ")", "); }\n"),
            ("src/B.cs", "class B { ", "List<", ">", " b; }\n"),
            ("a.rb", "A = ENV.fetch(", "f(", ")", ")\n"),
            ("a.php", "<?php $a = getenv(", "f(", ")", ");\n"),
            ("src/a.rs", "fn main() { let a = std::env::var(", "f(", ")", "); }\n"),
            ("Dockerfile", "FROM a\nRUN ", "$(", ")", "\n"),
            ("README.md", "", "> [", "](b)", "\n"),
            ("rules.yaml", "groups: [{name: a, rules: [{alert: A, expr: '", "sum(", ")", " > 1'}]}]\n"),
            ("build.gradle", "", "a { ", "}", "\n"),
            ("Jenkinsfile", "pipeline { stages { ", "stage('a') { ", "}", "}}\n"),
            ("main.bicep", "param a string = ", "f(", ")", "\n"),
            ("src/application.conf", "", "a {", "}", "\n"),
        )
    },
}
