"""A secret value that is planted anywhere in a repository comes out nowhere: in no fact, no model, no report."""

import base64
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from opsworthy.facts.credentials.finding import credentials
from opsworthy.facts.credentials.judging import is_real
from opsworthy.facts.credentials.rules import rules
from opsworthy.facts.detect import detect
from opsworthy.facts.secrets.references import reference_of
from opsworthy.facts.secrets.settings import is_kept
from opsworthy.reports.as_json import as_json
from opsworthy.reports.survey_text import survey_lines
from opsworthy.reports.system_view import view
from opsworthy.repository.memory import MemoryTree
from opsworthy.system.build import build
from opsworthy.text.secrecy import in_clear, is_secret_path
from opsworthy.text.source import Source

# A value that no name of a file, a key or a word of ours contains.
VALUES = st.text(alphabet=string.ascii_letters + string.digits, min_size=20, max_size=40).map(lambda text: f"Zq7{text}9xQ")

FILES = {
    ".env": "API_TOKEN={0}\nDATABASE_URL=postgres://app:{0}@db.shop.net/app\n",
    ".env.example": "STRIPE_KEY=sk_live_{0}\n# OLD_SECRET={0}\n",
    "compose.yaml": (
        "services:\n  api:\n    image: shop/api\n    command: serve --password {0}\n    environment:\n      DB_PASSWORD: {0}\n"
        "      AMQP_URL: amqp://app:{0}@mq/x\n    build:\n      args:\n        NPM_TOKEN: {0}\n"
    ),
    "Dockerfile": 'FROM alpine\nENV SECRET_KEY={0}\nARG API_KEY={0}\nCMD ["serve", "--token={0}"]\n',
    "k8s/all.yaml": (
        "apiVersion: v1\nkind: Secret\nmetadata: {{name: api}}\nstringData:\n  token: {0}\ndata:\n  password: {1}\n---\n"
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: c}}\ndata:\n  DB_PASSWORD: {0}\n---\n"
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: api}}\nspec:\n  template:\n    spec:\n      containers:\n"
        "        - name: api\n          image: shop/api\n          env:\n            - {{name: API_SECRET, value: {0}}}\n"
    ),
    "main.tf": 'resource "aws_db_instance" "db" {{\n  engine   = "postgres"\n  password = "{0}"\n}}\nvariable "api_token" {{\n  default = "{0}"\n}}\n',
    "terraform.tfvars": 'api_token = "{0}"\n',
    "config.yaml": "mail:\n  password: {0}\nredis:\n  url: redis://:{0}@cache.shop.net:6379\n",
    "settings.toml": '[auth]\nsecret_key = "{0}"\n',
    "appsettings.json": '{{"ConnectionStrings": {{"Shop": "Server=db;Password={0}"}}, "Jwt": {{"Secret": "{0}"}}}}\n',
    "src/main/resources/application.properties": "spring.datasource.password={0}\n",
    "shop/settings.py": 'SECRET_KEY = "{0}"\nDATABASE = "postgres://app:{0}@db.shop.net/app"\n',
    "shop/app.py": 'import os\nkey = os.environ.get("API_TOKEN", "{0}")\nCALL = call("{0}", "https://app:{0}@api.shop.net/")\n',
    "src/app.js": "const token = process.env.API_TOKEN || '{0}'\nmodule.exports = {{ url: 'mongodb+srv://app:{0}@c0.shop.net/' }}\n",
    "tls.key": "-----BEGIN PRIVATE KEY-----\n{0}{0}{0}\n{0}{0}\n-----END PRIVATE KEY-----\n",
    ".github/workflows/deploy.yml": (
        "on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    env:\n      API_TOKEN: {0}\n    steps:\n"
        "      - run: curl -u app:{0} https://app:{0}@api.shop.net/\n"
    ),
    "entrypoint.sh": 'curl "${{API_TOKEN:-{0}}}" --password {0}\n',
    ".npmrc": "//registry.shop.net/:_authToken={0}\n",
    ".teller.yml": "providers:\n  vault:\n    env:\n      API_TOKEN: {{path: secret/x, default: {0}}}\n",
    "config/master.key": "{0}\n",
    "Makefile": (
        'deploy:\n\tcurl -H "Authorization: Bearer {0}" -H "X-Token: {0}" https://a.shop.net/\n\texport API_TOKEN={0}; ./run\n'
        "\tdocker run -e DB_PASSWORD={0} shop\n\tdocker login -u ada -p {0}\n"
    ),
    "Procfile": "web: API_TOKEN={0} node a.js --password={0}\n",
    "fly.toml": 'app = "shop"\n[env]\nAPI_TOKEN = "{0}"\n',
    "render.yaml": "services:\n- type: web\n  name: a\n  envVars:\n  - key: API_TOKEN\n    value: {0}\n",
    "app.json": '{{"name": "a", "env": {{"API_TOKEN": {{"value": "{0}"}}}}}}\n',
    "package.json": '{{"name": "a", "scripts": {{"start": "API_TOKEN={0} node a", "x": "curl https://u:{0}@h.shop.net/"}}}}\n',
    "serverless.yml": "service: a\nprovider:\n  name: aws\n  environment:\n    API_TOKEN: {0}\nfunctions:\n  f:\n    handler: a.b\n",
    "template.yaml": (
        "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  DB:\n    Type: AWS::RDS::DBInstance\n    Properties:\n"
        "      MasterUserPassword: {0}\n      Engine: postgres\n"
    ),
    ".gitlab-ci.yml": "variables:\n  API_TOKEN: {0}\njob:\n  script:\n    - docker login -u a -p {0}\n    - export DB_PASSWORD={0}\n",
    ".drone.yml": "kind: pipeline\nname: d\nsteps:\n- name: a\n  image: b\n  settings:\n    password: {0}\n  environment:\n    API_KEY: {0}\n",
    "Jenkinsfile": (
        "pipeline {{ agent any\n environment {{ API_TOKEN = '{0}' }}\n stages {{ stage('a') {{ steps {{ sh 'curl -u a:{0} x' }} }} }} }}\n"
    ),
    "azure-pipelines.yml": "variables:\n  dbPassword: {0}\nsteps:\n- script: deploy --token {0}\n",
    "job.nomad": 'job "a" {{ group "g" {{ task "t" {{ driver = "docker"\n env {{ API_TOKEN = "{0}" }} }} }} }}\n',
    "units/a.service": "[Service]\nExecStart=/bin/a --password {0}\nEnvironment=API_TOKEN={0}\n",
    "charts/a/Chart.yaml": "apiVersion: v2\nname: a\nversion: 0.1.0\n",
    "charts/a/values.yaml": "dbPassword: {0}\n",
    "charts/a/templates/d.yaml": (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n"
        '        image: b\n        args: ["--password", "{{{{ .Values.dbPassword }}}}"]\n        env:\n        - name: DB_PASSWORD\n'
        "          value: {{{{ .Values.dbPassword }}}}\n"
    ),
    "alertmanager.yml": (
        "route: {{receiver: a}}\nreceivers:\n- name: a\n  slack_configs:\n  - api_url: https://hooks.slack.com/services/T0/B0/{0}\n"
        "  pagerduty_configs:\n  - service_key: {0}\n"
    ),
    "docker-bake.hcl": 'target "a" {{ args = {{ NPM_TOKEN = "{0}" }} }}\n',
    "playbook.yml": "- hosts: all\n  vars:\n    db_password: {0}\n  tasks:\n  - name: x\n    shell: mysql -p{0}\n",
    "Pulumi.yaml": "name: a\nruntime: yaml\nresources:\n  db:\n    type: aws:rds:Instance\n    properties: {{password: {0}}}\n",
    "vercel.json": '{{"env": {{"API_TOKEN": "{0}"}}}}\n',
    "netlify.toml": '[build.environment]\nAPI_TOKEN = "{0}"\n',
    "cloudbuild.yaml": (
        "steps:\n- name: gcr.io/cloud-builders/gcloud\n  args: ['run', 'deploy', 'a', '--set-env-vars', 'API_TOKEN={0}']\n"
    ),
    "deploy.sh": "gcloud run deploy a --image b --set-env-vars DB_PASSWORD={0}\n",
    "main.bicep": "param adminPassword string = '{0}'\n",
    "taskfile.yml": (
        'version: "3"\ntasks:\n  a:\n    cmds: ["curl -H \'X-Token: {0}\' --token {0} x"]\n    env: {{API_TOKEN: {0}}}\n'
    ),
    "ecosystem.config.js": "module.exports = {{apps: [{{name: 'a', script: 'a.js', env: {{API_TOKEN: '{0}'}}}}]}}\n",
    "supervisord.conf": '[program:a]\ncommand=a --password {0}\nenvironment=API_TOKEN="{0}"\n',
}


@settings(max_examples=15, deadline=None)
@given(VALUES)
def test_a_planted_value_comes_out_nowhere(value: str) -> None:
    encoded = base64.b64encode(value.encode()).decode()
    texts = {path: text.format(value, encoded) for path, text in FILES.items()}
    facts = detect(MemoryTree(texts, "shop"))
    system = build(facts, "shop")
    for said in (repr(facts), repr(system), as_json(view(system)), repr(list(survey_lines(system, everything=True)))):
        at = next((at for hidden in (value, encoded) if (at := said.find(hidden)) >= 0), -1)
        assert at < 0, said[max(0, at - 300) : at + 20]


@settings(max_examples=15, deadline=None)
@given(VALUES)
def test_every_planted_file_is_told_by_place(value: str) -> None:
    texts = {path: text.format(value, "x") for path, text in FILES.items()}
    facts = detect(MemoryTree(texts, "shop"))
    told = {fact.location.path for fact in facts.facts if getattr(fact, "in_clear", False) or hasattr(fact, "kind")}
    assert {".env", "compose.yaml", "Dockerfile", "config.yaml", "shop/settings.py", "tls.key", "terraform.tfvars"} <= told


@given(st.text(max_size=400), st.text(alphabet="./_-abENVconfig", max_size=40))
def test_any_text_can_be_looked_into(text: str, path: str) -> None:
    for found in credentials(Source(path or "x", f"{text}\nKEY = '{text}'\nhttps://a:{text}@b.c/")):
        assert found.location.line >= 1


@given(st.sampled_from(rules().kinds), st.text(max_size=300), st.floats(min_value=0, max_value=8))
def test_any_value_can_be_judged(kind: str, value: str, entropy: float) -> None:
    assert is_real(kind, value, value, entropy) in (True, False)


@given(st.lists(st.text(max_size=60), max_size=5), st.none() | st.text(max_size=200))
def test_any_path_of_keys_can_be_judged(path: list[str], value: str | None) -> None:
    assert is_secret_path(path, value) in (True, False)
    assert not path or is_kept(path, value) in (True, False)
    assert reference_of(value or "") is None or not in_clear("API_TOKEN", value)
