"""Small repositories as one run of bytes, so that a fuzzer can change names and contents alike; and the seeds to start from."""

import re
from pathlib import Path

CASES = Path(__file__).parents[2] / "tests" / "detectors"
MOST_FILES = 24
_HEAD = re.compile(r"^== ([^\n]{1,200}) ==\n", re.MULTILINE)


def packed(files: dict[str, str]) -> bytes:
    """Each file under a line `== path ==`."""
    return "".join(f"== {path} ==\n{text}\n" for path, text in files.items()).encode("utf-8", "surrogatepass")


def unpacked(data: bytes, most: int = MOST_FILES) -> dict[str, str]:
    """The files of an archive; names that no tree would give on are dropped, and so is what stands before the first."""
    pieces = _HEAD.split(data.decode("utf-8", "replace"))
    pairs = list(zip(pieces[1::2], pieces[2::2], strict=True))[:most]
    return {path: text.removesuffix("\n") for path, text in pairs if _is_plain(path)}


def _is_plain(path: str) -> bool:
    return path.isprintable() and all(step not in ("", ".", "..") for step in path.split("/"))


def case_files(case: Path) -> dict[str, str]:
    """The repository of one detector's case, as far as it is text."""
    repo = case / "repo"
    read = {each.relative_to(repo).as_posix(): each.read_bytes() for each in sorted(repo.rglob("*")) if each.is_file()}
    return {path: content.decode("utf-8", "replace") for path, content in read.items()}


def cases() -> dict[str, dict[str, str]]:
    """Every case of every detector, by `detector/case`."""
    found = {each.relative_to(CASES).as_posix(): case_files(each) for each in sorted(CASES.glob("*/*/")) if each.is_dir()}
    return {name: files for name, files in found.items() if files}
