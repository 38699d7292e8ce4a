"""The difference of a text before and after as a patch that `git apply` and `patch` take, byte for byte."""

from difflib import unified_diff

from opsworthy.text.regex import regex

_NO_END = "\\ No newline at end of file\n"
_QUOTED = regex(r'[\x00-\x1f\x7f"\\]')


def patch_of(path: str, before: str, after: str) -> str:
    """A unified difference with both names; empty where nothing differs. Only a line feed ends a line, as for git."""
    one, other = (text.split("\n") for text in (before, after))
    lines = unified_diff(_ended(one), _ended(other), _name(f"a/{path}"), _name(f"b/{path}"))
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in lines)


def _ended(lines: list[str]) -> list[str]:
    """Each line with its end; the last one has none where the text does not end in one."""
    return [f"{line}\n" for line in lines[:-1]] + lines[-1:] * bool(lines[-1])


def _name(path: str) -> str:
    """As git writes names: quoted where it must be, with a tab behind one that holds a space."""
    if _QUOTED.search(path):
        held = _QUOTED.sub(lambda found: f"\\{found.group()}" if found.group() in '"\\' else f"\\{ord(found.group()):03o}", path)
        return f'"{held}"'
    return f"{path}\t" if " " in path else path
