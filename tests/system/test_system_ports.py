"""Where a service listens when no file that places it says a port."""

from handmade import at, compose, container, dockerfile, process, service, system

from opsworthy.facts.project import PortListened, VariableDocumented
from opsworthy.facts.workloads import Container, Port, Workload


def _numbers(name: str, *facts: object) -> list[int]:
    return [port.number for port in service(system(*facts), name).ports]  # type: ignore[arg-type]


def listened(path: str, port: int | None = None, variable: str | None = None) -> PortListened:
    return PortListened("python", at(path, 7), port, variable)


def test_a_variable_that_says_the_port() -> None:
    assert _numbers("api", compose("api", container("api", build="Dockerfile", settings=(("PORT", "3000"),)))) == [3000]


def test_a_variable_that_the_code_reads_as_its_port() -> None:
    told = compose("api", container("api", build="Dockerfile", settings=(("SHOP_LISTENS", "5506"), ("DB_PORT", "5432"))))
    assert _numbers("api", told, listened("main.py", None, "SHOP_LISTENS")) == [5506]


def test_a_variable_comes_before_what_the_image_exposes() -> None:
    told = compose("api", container("api", build="Dockerfile", settings=(("PORT", "3000"),)))
    assert _numbers("api", told, dockerfile("Dockerfile", ports=[8080])) == [3000]


def test_a_worker_is_told_no_port_by_a_variable() -> None:
    worker = Workload(
        "render", "worker", "mails", at("render.yaml"), containers=(container("mails", settings=(("PORT", "3000"),)),)
    )
    assert _numbers("mails", worker) == []


def test_the_code_of_the_folder_that_is_built() -> None:
    api = compose("api", container("api", build="api/Dockerfile"))
    assert _numbers("api", api, dockerfile("api/Dockerfile"), listened("api/main.py", 8000)) == [8000]


def test_a_command_of_its_own_may_start_something_else() -> None:
    api = compose("api", container("api", build="api/Dockerfile", command="python jobs.py"))
    assert _numbers("api", api, dockerfile("api/Dockerfile"), listened("api/main.py", 8000)) == []


def test_two_ports_in_one_folder_are_not_guessed_between() -> None:
    api = compose("api", container("api", build="api/Dockerfile"))
    assert _numbers("api", api, listened("api/main.py", 8000), listened("api/admin.py", 9000)) == []


def test_the_program_that_a_command_names_by_its_path() -> None:
    unit = Workload(
        "systemd", "service", "spreader", at("spreader.service", 9),
        containers=(Container("spreader", at("spreader.service", 9), command=("/srv/app/cmds/spreader/main",)),),
    )  # fmt: skip
    assert _numbers("spreader", unit, listened("cmds/spreader/main.go", 8000), listened("cmds/other/main.go", 9000)) == [8000]


def test_the_default_of_an_example_of_the_settings() -> None:
    told = VariableDocumented("PORT", at(".env.sample"), "8000")
    assert _numbers("web", process("web", "node index.js"), listened("index.js", None, "PORT"), told) == [8000]


def test_heroku_assigns_the_port_of_a_process() -> None:
    held = Container("web", at("Procfile"), command=("rackup", "-p", "8082"), ports=(Port(8082, at("Procfile")),))
    web = Workload("heroku", "process", "web", at("Procfile"), containers=(held,))
    assert _numbers("web", web) == [8082]
    assert _numbers("web", web, compose("web", container("web", build="Dockerfile", ports=[8000]))) == [8000]


def test_a_variable_that_bears_the_name_of_its_own_service() -> None:
    settings = (("SHOP_ORDERS_HTTP_PORT", "5506"), ("MAIL_SERVER_PORT", "25"))
    assert _numbers("orders", compose("orders", container("orders", "shop/orders:1", settings=settings))) == [5506]
