"""The address checker: what it may ask, how far it follows, what it keeps. No test opens a socket to the outside."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from opsworthy.app.addressing import MOST, Answer, asked, is_public, trouble_of
from opsworthy.app.kept.store import Keeping

TODAY = date(2026, 6, 1)


class _Web:
    """Answers from a table; remembers what was asked."""

    def __init__(self, **pages: Answer) -> None:
        self.pages = {f"https://{name.replace('_', '.')}.dev/": answer for name, answer in pages.items()}
        self.asked: list[tuple[str, str]] = []

    def __call__(self, method: str, url: str) -> Answer:
        self.asked.append((method, url))
        return self.pages.get(url, Answer())


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.0.0.8", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "fe80::1%eth0",
     "fd00::1", "::ffff:10.0.0.1", "2002:a00:1::", "192.0.2.1", "not a number"],
)  # fmt: skip
def test_nothing_inside_is_public(number: str) -> None:
    assert not is_public(number)


def test_a_host_that_leads_inside_is_not_connected_to() -> None:
    assert asked("GET", "http://metadata.dev/", lambda _host, _port: ("93.184.215.14", "169.254.169.254")) == Answer()


def test_says_what_is_gone_and_leaves_out_what_nobody_can_say() -> None:
    web = _Web(
        here=Answer(200),
        gone=Answer(404),
        login=Answer(401),
        slow=Answer(),
        nowhere=Answer(trouble="there is no host nowhere.dev"),
    )
    told = trouble_of([f"https://{each}.dev/" for each in ("here", "gone", "login", "slow", "nowhere")], TODAY, None, web)
    assert told == {
        "https://here.dev/": "",
        "https://gone.dev/": "the server says that there is no such page (404)",
        "https://nowhere.dev/": "there is no host nowhere.dev",
    }
    assert ("GET", "https://gone.dev/") in web.asked
    assert ("GET", "https://here.dev/") not in web.asked


def test_a_machine_without_network_says_nothing_of_hosts(tmp_path: Path) -> None:
    keeping = Keeping(tmp_path / "kept", 0)
    gone = Answer(trouble="there is no host nowhere.dev")
    assert trouble_of(["https://nowhere.dev/"], TODAY, keeping, _Web(nowhere=gone)) == {}
    assert trouble_of(["https://nowhere.dev/"], TODAY, keeping, _Web(nowhere=Answer(200))) == {"https://nowhere.dev/": ""}


def test_follows_a_few_redirections_and_none_inside() -> None:
    web = _Web(
        a=Answer(301, "https://b.dev/"),
        b=Answer(302, "/"),
        c=Answer(302, "http://169.254.169.254/latest"),
        d=Answer(301, "https://e.dev/"),
        e=Answer(200),
    )
    assert trouble_of(["https://a.dev/", "https://c.dev/", "https://d.dev/"], TODAY, None, web) == {"https://d.dev/": ""}
    assert len([each for each in web.asked if each[1] == "https://b.dev/"]) < 6
    assert not [each for each in web.asked if "169.254" in each[1]]


@pytest.mark.parametrize(
    "address",
    ["https://shop.example.com/", "http://localhost:3000/", "http://10.0.0.1/", "ftp://a.dev/", "https://u:p@a.dev/", "https://a.dev:8443/",
     "https://<host>.dev/", "https://grafana.internal/", "https://[::1]/", "https://a.dev:x/", "https://$HOST.dev/"],
)  # fmt: skip
def test_does_not_try_what_may_not_be_tried(address: str) -> None:
    web = _Web()
    assert trouble_of([address], TODAY, None, web) == {}
    assert web.asked == []


def test_keeps_answers_for_a_while(tmp_path: Path) -> None:
    keeping = Keeping(tmp_path / "kept", 0)
    web = _Web(here=Answer(200), gone=Answer(410))
    both = ["https://here.dev/", "https://gone.dev/"]
    first = trouble_of(both, TODAY, keeping, web)
    count = len(web.asked)
    assert trouble_of(both, TODAY, keeping, web) == first
    assert len(web.asked) == count
    trouble_of(both, TODAY + timedelta(days=2), keeping, web)
    assert {each[1] for each in web.asked[count:]} == {"https://gone.dev/"}
    trouble_of(both, TODAY + timedelta(days=8), keeping, web)
    assert web.asked[-1][1] == "https://here.dev/" or ("HEAD", "https://here.dev/") in web.asked[count + 2 :]


def test_tries_no_more_than_a_bound() -> None:
    web = _Web()
    trouble_of([f"https://a{each}.dev/" for each in range(MOST + 50)], TODAY, None, web)
    assert len(web.asked) == MOST
