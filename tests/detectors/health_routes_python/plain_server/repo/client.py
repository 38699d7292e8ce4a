import requests

requests.get("http://localhost:8000/health", timeout=1)
session = requests.Session()
session.get("/healthz")
HEALTH_PATH = "/health"
