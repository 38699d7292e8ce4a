"""What is known of cobra programs before their source is read: where their roots are, the flags that their libraries bring, and
the values that an interpreter of their source meets."""

from dataclasses import dataclass, field
from typing import Any

from tree_sitter import Node

from tools.grammars.form import Flag
from tools.grammars.go_source import Place


@dataclass(frozen=True, slots=True)
class Root:
    """Where a tool begins: the module, its package, the function or variable that is the root, and the folders to read."""

    module: str
    package: str
    name: str
    folders: tuple[str, ...]
    first: tuple[int, int] = (0, 0)
    form: str = r"v(\d+)\.(\d+)\.(\d+)"
    beside: tuple[tuple[str, str], ...] = ()


ROOTS = {
    "glab": Root("github.com/profclems/glab", "commands", "NewCmdRoot", ("commands/", "internal/", "pkg/"), (1, 0)),
    "kubectl": Root("k8s.io/kubectl", "pkg/cmd", "NewKubectlCommand", ("pkg/",), (0, 17), r"v(0)\.(\d+)\.(\d+)"),
    "docker": Root(
        "github.com/docker/cli",
        "cmd/docker",
        "newDockerCommand",
        ("cmd/docker/", "cli/", "cli-plugins/", "opts/", "internal/"),
        (17, 6),
    ),
    "docker-compose": Root("github.com/docker/compose/v2", "cmd/compose", "RootCommand", ("cmd/", "pkg/", "internal/"), (2, 0)),
    "docker-buildx": Root(
        "github.com/docker/buildx", "commands", "NewRootCmd", ("commands/", "util/", "build/", "controller/"), (0, 3)
    ),
    "podman": Root("github.com/containers/podman/v5", "cmd/podman", "rootCmd", ("cmd/podman/", "pkg/", "libpod/define"), (3, 0)),
    "gh": Root("github.com/cli/cli/v2", "pkg/cmd/root", "NewCmdRoot", ("pkg/", "internal/", "api/"), (2, 0)),
    "doctl": Root("github.com/digitalocean/doctl", "commands", "Execute", ("commands/", "args.go", "internal/apps"), (1, 60)),
    "helm": Root("helm.sh/helm/v3", "cmd/helm", "newRootCmd", ("cmd/", "pkg/"), (3, 0)),
    "helm4": Root("helm.sh/helm/v4", "pkg/cmd", "NewRootCmd", ("cmd/", "pkg/"), (4, 0)),
    "flux": Root("github.com/fluxcd/flux2/v2", "cmd/flux", "rootCmd", ("cmd/", "internal/", "pkg/"), (0, 20)),
    "istioctl": Root(
        "istio.io/istio",
        "istioctl/cmd",
        "GetRootCmd",
        (
            "istioctl/",
            "operator/",
            "pkg/cmd",
            "tools/bug-report",
            "pkg/ctrlz",
            "pkg/collateral",
            "pkg/version",
            "pkg/log",
            "pkg/kube/inject",
            "pkg/config/analysis",
        ),
        (1, 14),
        r"(\d+)\.(\d+)\.(\d+)",
    ),
    "eksctl": Root(
        "github.com/weaveworks/eksctl", "cmd/eksctl", "main", ("cmd/", "pkg/ctl/", "pkg/utils/kubectl", "pkg/printers"), (0, 100)
    ),
    "pulumi": Root(
        "github.com/pulumi/pulumi/pkg/v3",
        "pkg/cmd/pulumi",
        "NewPulumiCmd",
        ("pkg/cmd/",),
        (3, 30),
        beside=(("github.com/pulumi/pulumi/pkg/v3", "pkg"),),
    ),
    "fly": Root("github.com/superfly/flyctl", "internal/command/root", "New", ("internal/", "flyctl/", "helpers/"), (0, 0)),
    "argocd": Root("github.com/argoproj/argo-cd/v3", "cmd/argocd/commands", "NewCommand", ("cmd/", "util/", "common/"), (2, 0)),
    "kustomize": Root(
        "sigs.k8s.io/kustomize/kustomize/v5",
        "kustomize/commands",
        "NewDefaultCommand",
        ("kustomize/", "cmd/config/"),
        (4, 0),
        r"kustomize/v(\d+)\.(\d+)\.(\d+)",
        (
            *((f"sigs.k8s.io/kustomize/kustomize/v{at}", "kustomize") for at in (3, 4, 5)),
            ("sigs.k8s.io/kustomize/kustomize", "kustomize"),
            ("sigs.k8s.io/kustomize/cmd/config", "cmd/config"),
        ),
    ),
    "oc": Root(
        "github.com/openshift/oc",
        "pkg/cli",
        "NewOcCommand",
        (
            "pkg/",
            "vendor/k8s.io/kubectl/",
            "vendor/k8s.io/cli-runtime/",
            "vendor/github.com/openshift/library-go",
            "vendor/k8s.io/component-base/cli",
            "vendor/k8s.io/client-go/tools/clientcmd",
        ),
        (4, 5),
        r"openshift-clients-(\d+)\.(\d+)\.(\d+)(?:-\d+)?",
    ),
}


KUBERNETES = {
    **{
        f"--{name}": Flag(1)
        for name in (
            "as",
            "as-uid",
            "cache-dir",
            "certificate-authority",
            "client-certificate",
            "client-key",
            "cluster",
            "context",
            "kubeconfig",
            "password",
            "proxy-url",
            "request-timeout",
            "tls-server-name",
            "token",
            "user",
            "username",
        )
    },
    "--as-group": Flag(1, repeat=True),
    "--disable-compression": Flag(0),
    "--insecure-skip-tls-verify": Flag(0),
    "--namespace": Flag(1, "-n"),
    "--server": Flag(1, "-s"),
}


PRINTING = {
    "--output": Flag(1, "-o"),
    "--template": Flag(1),
    "--allow-missing-template-keys": Flag(0),
    "--show-managed-fields": Flag(0),
}


@dataclass(eq=False)
class Cmd:
    """A command being made."""

    use: str = ""
    aliases: list[str] = field(default_factory=list)
    flags: dict[str, Flag] = field(default_factory=dict)
    persistent: dict[str, Flag] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    below: list["Cmd"] = field(default_factory=list)
    args: tuple[int, int | None] | None = None
    passes_on: bool = False


@dataclass(eq=False)
class FlagSet:
    flags: dict[str, Flag]
    owner: Cmd | None = None


@dataclass(eq=False)
class Closure:
    node: Node
    names: dict[str, Any]
    place: Place


@dataclass(eq=False)
class Made:
    """A value of a struct, with the fields that its literal told."""

    kind: str
    package: str
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(eq=False)
class Named:
    """A flag that was just made and may be changed: `flag.NoOptDefVal = "x"`."""

    flags: dict[str, Flag]
    name: str
