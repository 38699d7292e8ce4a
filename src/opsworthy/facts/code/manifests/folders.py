"""Where manifests of one ecosystem stand: outside of tests, the nearest of a name above a folder, a package beside its files."""

from collections.abc import Iterator

from opsworthy.facts.code.source_paths import folder_of, is_test_source


def stands_in_tests(path: str, suffix: str) -> bool:
    """Whether a manifest belongs to tests, by the folders above it; `suffix` is that of the language's sources."""
    folder = folder_of(path)
    return bool(folder) and is_test_source(f"{folder}/x{suffix}")


def upwards(folder: str) -> Iterator[str]:
    """A folder and those above it, the root as the empty text last."""
    while folder:
        yield folder
        folder = folder_of(folder)
    yield ""


def below(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
