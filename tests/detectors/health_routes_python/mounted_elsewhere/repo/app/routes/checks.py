from fastapi import APIRouter

router = APIRouter()
orphan = APIRouter()


@router.get("/health-check/")
def health_check() -> bool:
    return True


@orphan.get("/healthz")
def healthz() -> dict[str, str]:
    return dict(status="ok")
