"""Paths that a file writes relative to its own folder."""

import posixpath


def within(folder: str, written: str) -> str | None:
    """A written path as one of the tree ("." for its root); None where it leads out, or stands elsewhere altogether."""
    if "://" in written or written.startswith(("/", "git@", "~")) or "$" in written or "{{" in written:
        return None
    path = posixpath.normpath(posixpath.join(folder, written.strip() or "."))
    return None if path.startswith("..") else path


def fixed_folder(pattern: str) -> str:
    """The folder that a pattern such as `k8s/*.yaml` certainly means; of a plain file, the folder that it stands in."""
    parts = pattern.split("/")
    kept: list[str] = []
    for part in parts[:-1]:
        if any(mark in part for mark in "*?["):
            break
        kept.append(part)
    last = parts[-1]
    if len(kept) == len(parts) - 1 and not any(mark in last for mark in "*?[.") and last:
        kept.append(last)
    return "/".join(kept) or "."
