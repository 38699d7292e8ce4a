"""Where a status.json stands that says whether work on the project may go on."""

_FOLDERS = frozenset({"", "doc", "docs", "ops"})


def is_status_file(path: str) -> bool:
    """At the root, in a folder of documents, or in specs/projects/<name>/."""
    folder, _, name = path.lower().rpartition("/")
    steps = folder.split("/")
    return name == "status.json" and (folder in _FOLDERS or (len(steps) == 3 and steps[:2] == ["specs", "projects"]))
