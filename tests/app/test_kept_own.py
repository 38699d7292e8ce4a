"""What is worked out of our own texts and kept between runs: whatever happened to what is kept, a run says what it would say without it."""

import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

import opsworthy
from opsworthy.app.kept import own, store
from opsworthy.app.kept.own import Own, forget, keep, use
from opsworthy.app.kept.store import Keeping
from opsworthy.app.workspace import survey
from opsworthy.text import data, regex_code
from opsworthy.text.regex import regex

EXAMPLES = Path(__file__).parents[2] / "examples"

pytestmark = pytest.mark.skipif(not regex_code.dialect(), reason="this Python keeps no code")


@pytest.fixture(autouse=True)
def nothing_used() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def keeping(tmp_path: Path) -> Keeping:
    return Keeping(tmp_path / "kept", 0)


def kept(keeping: Keeping) -> Path:
    return store.path_of(keeping.folder, "own")


def filled(keeping: Keeping) -> None:
    use(keeping)
    assert regex(r"a(?P<b>b+)", re.IGNORECASE).search("xABB")
    assert regex(rb"a(b+)").search(b"xabb")
    keep()
    forget()


def test_are_found_again(keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(keeping)
    monkeypatch.setattr(regex_code, "written", lambda *_: pytest.fail("compiled anew"))
    use(keeping)
    found = regex(r"a(?P<b>b+)", re.IGNORECASE).search("xABB")
    assert found is not None
    assert found["b"] == "BB"
    assert regex(rb"a(b+)").pattern == rb"a(b+)"


def test_text_bytes_and_flags_are_told_apart(keeping: Keeping) -> None:
    use(keeping)
    for pattern, flags, text in (("a", 0, "a"), (b"a", 0, b"a"), ("a", re.IGNORECASE, "A"), ("0 a", 0, "0 a")):
        assert regex(pattern, flags).fullmatch(text)  # type: ignore[type-var]
        assert regex(pattern, flags).flags == re.compile(pattern, flags).flags  # type: ignore[type-var]


def test_a_pattern_that_cannot_be_named_keeps_no_other_from_being_kept(keeping: Keeping) -> None:
    use(keeping)
    assert regex("[\ud800-\udfff]").search("\udc80")
    filled(keeping)
    assert len(Own(keeping)._kept) == 2


def test_a_wrong_pattern_is_told(keeping: Keeping) -> None:
    use(keeping)
    with pytest.raises(re.error):
        regex("(").search("")


def test_are_for_their_owner_alone(keeping: Keeping) -> None:
    filled(keeping)
    assert stat.S_IMODE(kept(keeping).stat().st_mode) == 0o600
    kept(keeping).chmod(0o666)
    assert Own(keeping)._kept == {}


def test_nothing_is_written_where_nothing_is_new(keeping: Keeping) -> None:
    filled(keeping)
    before = kept(keeping).stat().st_ino
    filled(keeping)
    assert kept(keeping).stat().st_ino == before


def test_a_damaged_file_is_not_there(keeping: Keeping) -> None:
    filled(keeping)
    told = kept(keeping).read_bytes()
    for at in range(len(told)):
        kept(keeping).write_bytes(told[:at] + bytes([told[at] ^ 1]) + told[at + 1 :])
        assert Own(keeping)._kept == {}
        kept(keeping).write_bytes(told[:at])
        assert Own(keeping)._kept == {}
    filled(keeping)
    assert len(Own(keeping)._kept) == 2


@pytest.mark.parametrize("data", [b"", b"\xc1", b"\x90", b"\x92\xa1a\x80", b"\x92\xa1a\x81\xa1b\xc0"])
def test_what_is_none_of_ours_is_not_there(keeping: Keeping, data: bytes) -> None:
    store.write(keeping.folder, "own", data)
    filled(keeping)
    assert len(Own(keeping)._kept) == 2


def test_a_code_that_is_none_is_compiled_anew(keeping: Keeping) -> None:
    for told in (b"\xc0", b"\x94\x20\x00\x80\xc4\x04abcd", b"\x94\x20\x00\x80\xc4\x03abc"):
        codes = {"s2 a(?P<b>b+)": msgspec.Raw(told)}
        store.write(keeping.folder, "own", msgspec.msgpack.encode(own._Written(own._program(), codes)))
        assert len(Own(keeping)._kept) == 1
        filled(keeping)


def test_another_program_or_python_finds_nothing(keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(keeping)
    with monkeypatch.context() as other:
        other.setattr(opsworthy, "__version__", "another")
        assert Own(keeping)._kept == {}
    with monkeypatch.context() as other:
        other.setattr(regex_code, "dialect", lambda: "another")
        assert Own(keeping)._kept == {}
    assert len(Own(keeping)._kept) == 2


def test_a_python_that_keeps_no_code_compiles_as_ever(keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regex_code, "dialect", lambda: "")
    filled(keeping)
    assert not keeping.folder.exists()


def test_a_folder_that_cannot_be_written_keeps_nothing(keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", fail)
    filled(keeping)
    assert not keeping.folder.exists()


def test_there_are_never_too_many(keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(keeping)
    monkeypatch.setattr(own, "_MOST", 100)
    use(keeping)
    regex("other").search("")
    keep()
    assert list(Own(keeping)._kept) == ["s0 other"]


def test_are_never_kept_inside_the_repository(tmp_path: Path) -> None:
    root = tmp_path / "repo"
    root.mkdir()
    survey(root, keeping=Keeping(root / ".cache", 0))
    keep()
    assert list(root.iterdir()) == []


def check(kept_in: Path, *more: str) -> str:
    words = [sys.executable, "-m", "opsworthy", "check", "cost-plan.md", "--format", "json", *more]
    told = subprocess.run(
        words, cwd=EXAMPLES / "weather-api", env={**os.environ, "OPSWORTHY_CACHE_DIR": str(kept_in)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert told.stderr == ""
    return told.stdout


def test_runs_at_once_and_without_say_the_same(tmp_path: Path) -> None:
    keeping = Keeping(tmp_path / "kept", 0)
    without = check(tmp_path / "none", "--no-cache")
    assert not (tmp_path / "none").exists()
    with ThreadPoolExecutor(2) as both:
        assert set(both.map(check, [keeping.folder] * 2)) == {without}
    assert len(Own(keeping)._kept) > 100
    for entry in keeping.folder.glob("*.kept"):
        entry.unlink()
    assert check(keeping.folder) == without


def test_tables_are_found_again(keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [path.read_text("utf-8") for path in sorted(Path(opsworthy.__file__).parent.rglob("*.toml"))]
    before = [data.meaning(text) for text in texts]
    use(keeping)
    assert [data.data_in(text) for text in texts] == before
    keep()
    forget()
    monkeypatch.setattr(own, "meaning", lambda _: pytest.fail("read anew"))
    use(keeping)
    assert repr([data.data_in(text) for text in texts]) == repr(before)


def test_a_table_is_nobody_elses(keeping: Keeping) -> None:
    use(keeping)
    for _ in range(2):
        table = data.data_in("a = [1]")
        assert table == {"a": [1]}
        table["a"].append(2)


@pytest.mark.parametrize(
    "text", ["a = 2020-01-01", "a = 12:00:00", "a = 2020-01-01T12:00:00", f"a = {1 << 70}", "a = inf", "a = 1.0"]
)
def test_a_table_says_what_it_says(text: str, keeping: Keeping) -> None:
    for _ in range(2):
        use(keeping)
        assert repr(data.data_in(text)) == repr(data.meaning(text))
        keep()
        forget()


def test_a_wrong_table_is_told(keeping: Keeping) -> None:
    use(keeping)
    with pytest.raises(ValueError, match="Invalid value"):
        data.data_in("a = ")
