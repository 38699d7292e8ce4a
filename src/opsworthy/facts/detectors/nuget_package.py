"""Projects of .NET and what they need, from project files."""

from opsworthy.facts.code.manifests.nuget import is_nuget_manifest, nuget_packages
from opsworthy.facts.detector import Detector

DETECTOR = Detector(
    name="nuget_package",
    about="Project files of .NET: names, package references with their versions, and whether a project is packed.",
    wants=is_nuget_manifest,
    detect=nuget_packages,
    looks_at=("*.csproj", "*.fsproj", "*.vbproj", "Directory.Packages.props", "Directory.Build.props", "packages.config"),
)
