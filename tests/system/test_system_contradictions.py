"""What the files say differently, and what only looks so."""

from handmade import at, compose, container, deployment, dockerfile, front, overlay, read, system

from opsworthy.facts.fact import Fact
from opsworthy.facts.project import HealthRoute, VariableDocumented
from opsworthy.facts.workloads import Autoscaler, Probe
from opsworthy.system.model import System
from opsworthy.text.location import Stated


def _found(made: System) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.subject, each.attribute, tuple(stated.value for stated in each.statements)) for each in made.contradictions]


def _api(
    *facts: Fact, port: int = 8080, command: str = "", settings: tuple[tuple[str, str], ...] = (), probe: Probe | None = None
) -> System:
    box = container(
        "api", "registry.example.com/api:1", ports=[port], command=command, settings=settings, probes=[probe] if probe else []
    )
    return system(deployment("api", box), *facts)


class TestPorts:
    def test_the_dockerfile_says_another_port_than_the_manifest(self) -> None:
        made = _api(dockerfile("api/Dockerfile", ports=[8000]))
        assert _found(made) == [("api", "container port", ("8000", "8080"))]
        assert [str(stated.location) for stated in made.contradictions[0].statements] == ["api/Dockerfile:7", "somewhere:10"]

    def test_compose_says_another_port_than_the_manifest(self) -> None:
        made = _api(compose("api", container("api", build="api/Dockerfile", ports=[8000])))
        assert _found(made) == [("api", "container port", ("8080", "8000"))]

    def test_a_setting_or_a_command_tells_the_container_where_to_listen(self) -> None:
        exposed = dockerfile("api/Dockerfile", ports=[8000])
        assert _found(_api(exposed, settings=(("PORT", "8080"),))) == []
        assert _found(_api(exposed, command="gunicorn --bind 0.0.0.0:8080 app")) == []

    def test_a_setting_tells_only_one_of_them(self) -> None:
        local = container("api", build="api/Dockerfile", ports=[8000], settings=(("PORT", "8000"),))
        assert _found(_api(compose("api", local))) == []

    def test_one_port_in_common_is_enough(self) -> None:
        assert _found(_api(dockerfile("api/Dockerfile", ports=[8080, 9090]))) == []

    def test_environments_may_differ(self) -> None:
        made = system(
            overlay("dev"),
            overlay("prod"),
            deployment("api", container("api", "api:2", ports=[8080]), environment="dev"),
            deployment("api", container("api", "api:1", ports=[9090]), environment="prod"),
        )
        assert _found(made) == []

    def test_a_service_forwards_to_a_name_that_no_container_gave(self) -> None:
        made = _api(front("api", (80, "http")))
        assert _found(made) == [("api", "target port of the service api", ("http", "8080"))]

    def test_a_service_forwards_its_one_number_to_another(self) -> None:
        assert _found(_api(front("api", (80, "8081")))) == [("api", "target port of the service api", ("8081", "8080"))]

    def test_numbers_need_no_declaration_where_there_are_several(self) -> None:
        assert _found(_api(front("api", (80, "8080"), (81, "8081")))) == []

    def test_a_probe_of_a_name_that_no_container_gave(self) -> None:
        made = _api(probe=Probe("readiness", "http", at("k8s/app.yaml", 14), "/ready", "metrics"))
        assert _found(made) == [("api", "port of the readiness probe", ("metrics", "8080"))]
        assert _found(_api(probe=Probe("readiness", "http", at("k8s/app.yaml", 14), "/ready", "8081"))) == []


class TestHealth:
    def _route(self, path: str, source: str = "api/app.py") -> HealthRoute:
        return HealthRoute(path, "health", "python", at(source, 7))

    def _probed(self, path: str, *routes: HealthRoute) -> list[tuple[str, str, tuple[str, ...]]]:
        probe = Probe("liveness", "http", at("k8s/app.yaml", 14), path, "8080")
        return _found(_api(dockerfile("api/Dockerfile", ports=[8080]), *routes, probe=probe))

    def test_a_probe_asks_for_what_the_code_does_not_have(self) -> None:
        assert self._probed("/healthz", self._route("/health")) == [("api", "health path", ("/healthz", "/health"))]

    def test_a_prefix_may_stand_before_the_route(self) -> None:
        assert self._probed("/api/v1/health/", self._route("/health")) == []

    def test_without_any_route_nobody_knows(self) -> None:
        assert self._probed("/healthz") == []
        assert self._probed("/healthz", self._route("/health", "other/app.py")) == []

    def test_what_stands_below_a_route_belongs_to_it(self) -> None:
        below = self._probed("/actuator/health/liveness", self._route("/actuator/health"), self._route("/api/health"))
        assert below == []
        assert self._probed("/actuator/ready", self._route("/actuator/health")) != []

    def test_the_front_page_is_always_there(self) -> None:
        assert self._probed("/", self._route("/health")) == []


class TestDefaults:
    def _said(self, name: str, documented: str, coded: str) -> list[tuple[str, str, tuple[str, ...]]]:
        return _found(_api(VariableDocumented(name, at(".env.example", 3), documented), read(name, "api/app.py", coded)))

    def test_a_limit_that_is_said_twice(self) -> None:
        assert self._said("UPLOAD_LIMIT", "5", "50") == [("api", "default of UPLOAD_LIMIT", ("5", "50"))]

    def test_what_differs_on_purpose(self) -> None:
        assert self._said("PORT", "8000", "3000") == []
        assert self._said("DEBUG", "1", "0") == []
        assert self._said("LOG_LEVEL", "debug", "info") == []
        assert self._said("UPLOAD_LIMIT", "5", "5") == []


def test_an_autoscaler_of_a_workload_that_bears_nearly_that_name() -> None:
    scaler = Autoscaler("web", "Deployment", "podinfo-web", Stated(4, at("hpa.yaml", 9)), at("hpa.yaml", 3))
    made = system(deployment("podinfo", path="k8s/deployment.yaml"), scaler)
    told = [(each.subject, each.attribute, [stated.value for stated in each.statements]) for each in made.contradictions]
    assert told == [("web", "scaled workload", ["podinfo-web", "podinfo"])]


def test_an_autoscaler_of_what_another_repository_has() -> None:
    scaler = Autoscaler("web", "Deployment", "storefront", Stated(4, at("hpa.yaml", 9)), at("hpa.yaml", 3))
    assert system(deployment("podinfo"), scaler).contradictions == ()
