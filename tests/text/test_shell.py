"""Shell texts as simple commands with places."""

from hypothesis import given
from hypothesis import strategies as st

from opsworthy.text.excerpt import Excerpt
from opsworthy.text.location import Location
from opsworthy.text.shell import Script, parse
from opsworthy.text.words import unquote


def _read(text: str) -> Script:
    return parse(Excerpt("a.md", text, 1))


def _words(text: str) -> list[tuple[str, ...]]:
    return [command.words for command in _read(text).commands]


def test_words_are_unquoted() -> None:
    assert _words("""psql -c "select 1" -d 'my db' a\\ b --x="y"'z'""") == [
        ("psql", "-c", "select 1", "-d", "my db", "a b", "--x=yz"),
    ]


def test_pipelines_lists_and_substitutions_are_commands_of_their_own() -> None:
    script = _read("kubectl logs $(kubectl get pod -o name) | grep ERROR && echo bad || true")
    assert [(command.words[0], command.nested, command.piped) for command in script.commands] == [
        ("kubectl", False, False),
        ("kubectl", True, False),
        ("grep", False, True),
        ("echo", False, False),
        ("true", False, False),
    ]


def test_placeholders_are_words_and_not_redirections() -> None:
    assert _words("kubectl get pods -n <your namespace> --context={{ context }} > out.txt") == [
        ("kubectl", "get", "pods", "-n", "<your namespace>", "--context={{ context }}"),
    ]
    assert _words("sort < in.txt > out.txt") == [("sort",)]


def test_assignments_and_names() -> None:
    script = _read(
        "VERSION=1.4.2\nexport NS=shop OTHER\nread -r answer\nfor pod in a b; do kubectl delete pod $pod; done\nA=1 make x"
    )
    assert script.assigned >= {"VERSION", "NS", "OTHER", "answer", "pod"}
    assert "A" not in script.assigned
    assert script.commands[-1].assigned == ("A",)


def test_a_heredoc_is_fed_to_its_command() -> None:
    script = _read("kubectl apply -n shop -f - <<EOF\nkind: Secret\nEOF\nls")
    assert [(command.words, command.heredoc) for command in script.commands] == [
        (("kubectl", "apply", "-n", "shop", "-f", "-"), "kind: Secret\n"),
        (("ls",), ""),
    ]


def test_a_transcript_gives_its_commands_and_what_they_print() -> None:
    script = _read("$ kubectl get pods \\\n    -n shop\nNAME  READY\napi   1/1\n# then\ndeploy@host:~$ ls\nout")
    assert [command.words for command in script.commands] == [("kubectl", "get", "pods", "-n", "shop"), ("ls",)]
    assert [line.text for line in script.outputs] == ["NAME  READY", "api   1/1", "out"]
    assert [comment.text for comment in script.comments] == ["then"]


def test_output_without_prompts_is_told_by_its_shape() -> None:
    script = _read(
        'kubectl get pods\nNAME   READY   STATUS\napi-1  1/1     Running\n\ncurl -i x\nHTTP/1.1 200 OK\n\njq . x\n{\n  "a": 1\n}'
    )
    assert [command.words[0] for command in script.commands] == ["kubectl", "curl", "jq"]
    assert [line.location.line for line in script.outputs] == [2, 3, 6, 9, 10, 11]


def test_places_count_characters() -> None:
    (command,) = _read("echo é; \t").commands
    assert command.location == Location("a.md", 1, 1, 1, 7)
    indented = parse(Excerpt("a.md", "ls\nkubectl get \\\n  pods\n", 10, (3, 5, 5, 0)))
    assert [command.location for command in indented.commands] == [
        Location("a.md", 10, 4, 10, 6),
        Location("a.md", 11, 6, 12, 12),
    ]


def test_windows_line_ends_change_nothing() -> None:
    assert _words("kubectl get pods \\\r\n  -n shop\r\nls\r\n") == [("kubectl", "get", "pods", "-n", "shop"), ("ls",)]


def test_broken_text_still_gives_words() -> None:
    assert _words("heroku run 'unclosed\n")[0][:2] == ("heroku", "run")
    assert _words("systemctl restart api\nif then ((\n")[0] == ("systemctl", "restart", "api")


def test_unquote() -> None:
    assert [unquote(raw) for raw in ("a", "'a b'", '"a $B"', '"a\\"b"', "a\\ b", "$'x'", "'a'\"b\"c")] == [
        "a", "a b", "a $B", 'a"b', "a b", "x", "abc",
    ]  # fmt: skip


@given(st.text(alphabet="ab$'\"\\`(){}<>|&;#\n \té=-", max_size=120))
def test_no_text_breaks_it_and_places_lie_inside(text: str) -> None:
    lines = text.split("\n")
    script = _read(text)
    places = [command.location for command in script.commands]
    places += [remark.location for remark in (*script.comments, *script.outputs)]
    for place in places:
        assert 1 <= place.line <= place.end_line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert 1 <= place.end_column <= len(lines[place.end_line - 1]) + 1
    assert unquote(text) is not None
