"""Source code and configuration of any shape end in facts or problems, whose places stand in the file."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsworthy.facts.detect import all_detectors
from opsworthy.facts.files import Files, Library
from opsworthy.repository.memory import MemoryTree
from opsworthy.text import xml
from opsworthy.text.source import Problem, Source

FRAGMENTS = {
    "src/a.java": 'class A { } ( ) ; "X" "/health" System.getenv( @GetMapping( @Value("${X:d}") import org.springframework.x; ? : == null if '
    "throw new Server( .orElse( forPort( int port = 8080 for (String v : L) addShutdownHook(",
    "src/a.kt": 'fun f( ) { } "X" "/health" System.getenv( ?: !! get( route( embeddedServer( port = 8080 import io.ktor.server.x ( ) val x = @Value',
    "src/a.cs": 'class A { } ( ) ; "X" "/health" Environment.GetEnvironmentVariable( Configuration[ ] ?? throw [HttpGet( [Route( ] MapGet( '
    "MapHealthChecks( UseUrls( StopAsync if null => new { status = 1 } ProcessExit +=",
    "config/routes.rb": 'Rails.application.routes.draw do end get "/health" => "a#b" ENV[ "X" ] ENV.fetch( || raise unless namespace :a trap( { } | x |',
    "config/puma.rb": 'port bind ENV.fetch("PORT") { 3000 } do end ( ) "tcp://0.0.0.0:80" #{ }',
    "routes/a.php": "<?php Route::get( '/health' , fn () => [ ] ) ; getenv( 'X' ) ?: $_ENV[ ] ?? throw new #[Route( prefix( group( function { } class A",
    "src/a.rs": 'fn f ( ) { } "X" "/health" std::env::var( .unwrap_or( .expect( ? use axum::x; .route( get( nest( #[get( #[arg(env = ] match Ok(v) => '
    "Err(_) => panic!( TcpListener::bind( json!({ struct A use clap::x; envy::from_env",
    "src/a.py": 'uvicorn.run( port= int( os.environ.get( "PORT" , 80 ) signal.signal( SIGTERM ) get_secret_value( SecretId= : def f \n    ',
    "src/a.js": "app.listen( process.env.PORT || 3000 ) process.on( 'SIGTERM' , { port: } => ( ) ; const x = config.port new GetSecretValueCommand(",
    "src/a.go": 'package main func f ( ) { } http.ListenAndServe( ":8080" ) http.Server{ Addr: } signal.Notify( os.Getenv( "PORT" ) := port + ;',
    "application.properties": "server.port = : ${X:1} ${X:${Y:z}} \\ \n # management.endpoints.web.base-path %dev. ,",
    "application.yml": "server: port: ${X} \n --- - & a * a { } [ ] spring: config: activate: on-profile: dev",
    "src/application.conf": "ktor { } deployment { port = 8080 ${?PORT} \n : // # ,",
    "config/database.yml": '<%= %> ENV["X"] || "d" # : \n - do end',
    "build.gradle": 'plugins { } id "x" implementation( "a:b:c" ) libs.a.b /* */ // \n api platform( group: "g", name: "n"',
    "Gemfile": 'gem "x" , group: :test do end group :a \n "~> 1" gemspec',
    "pom.xml": "<project> </project> <dependencies> <dependency> <artifactId> x ${a} <!DOCTYPE <!ENTITY &a; <![CDATA[ ]]> <parent>",
    "Cargo.toml": '[package] name = "x" [dependencies] sqlx = { features = [ "postgres" ] } workspace = true [[bin]] \n',
}
NAMES = (
    "environment_reads_",
    "health_routes_",
    "ports_",
    "shutdown_",
    "secret_reads",
    "_settings",
    "appsettings",
    "_package",
    "products",
)
MINE = [each for each in all_detectors() if any(name in each.name for name in NAMES)]
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("path", sorted(FRAGMENTS))
@QUICK
@given(st.data())
def test_any_text(path: str, data: st.DataObject) -> None:
    pieces = st.sampled_from(FRAGMENTS[path].split(" ")) | st.sampled_from(["\n", " ", '"', "'", "\\", "\t", "é", "\0", "("])
    text = " ".join(data.draw(st.lists(pieces, max_size=30)))
    library = Library(MemoryTree({path: text}))
    for detector in MINE:
        for told in detector.detect(Files(library, detector.wants)):
            assert told.location.path == path
            assert 1 <= told.location.line <= text.count("\n") + 2


@QUICK
@given(
    st.lists(
        st.sampled_from(["<a>", "</a>", "<b x='1'>", "</b>", "<c/>", "t", "&lt;", "&x;", "\n", "<!--", "-->", "<?", "é"]),
        max_size=20,
    )
)
def test_xml_gives_a_tree_or_a_problem(pieces: list[str]) -> None:
    found = xml.parse(Source("a.xml", "".join(pieces)))
    assert isinstance(found, Problem) or found.name in ("a", "b", "c")


def test_deep_nesting_ends() -> None:
    deep = 5_000
    texts = {
        "src/a.java": "class A { String x = " + "f(" * deep + 'System.getenv("X")' + ")" * deep + "; }",
        "src/a.rs": "fn f() { let x = " + "g(" * deep + 'std::env::var("X")' + ")" * deep + "; }",
        "routes/a.php": "<?php " + "[" * deep + "getenv('X')" + "]" * deep + ";",
        "config/routes.rb": "Rails.application.routes.draw do\n"
        + "namespace :a do\n" * deep
        + 'get "/health"\n'
        + "end\n" * deep
        + "end",
        "src/a.kt": "import io.ktor.server.x\nfun f() {" + "g {" * deep + 'get("/health") { }' + "}" * deep + "}",
    }
    library = Library(MemoryTree(texts))
    for detector in MINE:
        list(detector.detect(Files(library, detector.wants)))
