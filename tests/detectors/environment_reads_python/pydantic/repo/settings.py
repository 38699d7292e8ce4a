from typing import Annotated, ClassVar

from pydantic import AliasChoices, BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Database(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="DB_")

    host: str
    port: int = 5432
    password: str = "postgres"
    timeout: float = Field(2.5, gt=0)


class Settings(BaseSettings):
    kinds: ClassVar[tuple[str, ...]] = ("a", "b")
    title: str = "shop"
    bind: str = Field(default="0.0.0.0", validation_alias="BIND_ADDRESS")
    region: str = Field(validation_alias=AliasChoices("REGION", "AWS_REGION"))
    level: Annotated[str, Field(alias="LOG_LEVEL")] = "info"
    hosts: list[str] = []
    database: Database = Database()
    _cache: dict[str, str] = {}


class Worker(Settings):
    queue: str = Field(...)


class Legacy(BaseSettings):
    url: str

    class Config:
        env_prefix = "legacy_"
        case_sensitive = True


class NotSettings(BaseModel):
    name: str = "x"
