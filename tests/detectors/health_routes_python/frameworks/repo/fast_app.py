from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse
from prometheus_client import make_asgi_app

app = FastAPI()
health = APIRouter(prefix="/health")
v1 = APIRouter(prefix="/v1")


@health.get("")
async def overall():
    return JSONResponse(content={"status": "ok"})


@health.get("/ready")
async def ready():
    checks = {"database": "ok", "queue": "ok"}
    return checks


@v1.get("/users/{user}/status")
async def status(user: str):
    return {"status": "active"}


@v1.post("/health")
async def report():
    return {}


v1.include_router(health)
app.include_router(v1, prefix="/api")
app.mount("/metrics", make_asgi_app())
