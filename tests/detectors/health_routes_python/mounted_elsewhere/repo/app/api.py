from fastapi import APIRouter

from app.routes import checks

api_router = APIRouter()
api_router.include_router(checks.router, prefix="/utils")
