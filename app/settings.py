"""What can be set from outside: one environment variable a field, prefixed CHANCERY_."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "CHANCERY_"


def _data_dir() -> Path:
    return user_data_path("chancery")


def _cache_dir() -> Path:
    return user_cache_path("chancery")


def _workers() -> int:
    return min(os.cpu_count() or 1, 4)


class Settings(BaseSettings):
    """Read once at start and handed on; nothing reads the environment after that."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, env_ignore_empty=True)

    neo4j_uri: str = Field(
        "",
        description="Bolt address of a Neo4j to use; empty starts a managed local one",
        pattern=r"^$|^(neo4j|bolt)(\+s|\+ssc)?://[^\s/]+/?$",
    )
    neo4j_user: str = Field("neo4j", description="login at that Neo4j")
    neo4j_password: SecretStr = Field(SecretStr(""), description="password at that Neo4j")
    neo4j_database: str = Field("neo4j", description="database to use at that Neo4j", min_length=1)
    host: str = Field("127.0.0.1", description="address that the service listens on")
    port: int = Field(8000, description="port that the service listens on", ge=1, le=65535)
    data_dir: Path = Field(
        default_factory=_data_dir, description="where the managed Neo4j keeps its data; user data folder"
    )
    cache_dir: Path = Field(
        default_factory=_cache_dir, description="where downloaded jars are kept; user cache folder"
    )
    seeds_dir: Path | None = Field(
        None, description="folder of the demo articles; the `seeds` folder of the checkout"
    )
    workers: int = Field(
        default_factory=_workers,
        description="processes that read articles, about 400 MB each; one a core, at most 4",
        ge=1,
        le=64,
    )
    max_text_bytes: int = Field(
        1_000_000, description="longest article, in bytes of UTF-8", ge=1_000, le=50_000_000
    )
    keep: Literal["texts", "quotes"] = Field(
        "texts",
        description="`quotes` keeps the quoted sentences alone instead of whole articles, "
        "for texts under licence",
    )
    cypher: bool = Field(True, description="whether `POST /v1/cypher` runs read-only statements")
    cypher_timeout_s: float = Field(
        10.0, description="seconds after which such a statement is ended", gt=0, le=300
    )
    cypher_max_rows: int = Field(1_000, description="rows of its answer at most", ge=1, le=100_000)
    cypher_max_bytes: int = Field(
        5_000_000, description="bytes of its answer at most", ge=1_000, le=100_000_000
    )
    extract_timeout_s: float = Field(
        300.0, description="seconds after which the reading of one article is given up", gt=0, le=3_600
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="least severity that is logged, to standard error"
    )

    @property
    def max_body_bytes(self) -> int:
        """A text at the limit fits into a request however its characters are escaped."""
        # "\u0001" stands for one byte.
        return 6 * self.max_text_bytes + 65_536


def environment_names() -> list[str]:
    """Every variable that is read, in the order of the table in the README."""
    return [PREFIX + name.upper() for name in Settings.model_fields]


def settings_table() -> list[str]:
    """The README's rows; a default that depends on the machine is in the words of its meaning."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default.get_secret_value() if name == "neo4j_password" else field.default
        shown = "" if field.default_factory or default in ("", None) else f"`{default}`"
        rows.append(f"| `{PREFIX}{name.upper()}` | {shown} | {field.description} |")
    return rows


def unknown_names(environment: dict[str, str]) -> list[str]:
    """Variables with our prefix that nothing reads: most likely a slip of the pen."""
    return sorted(name for name in environment if name.startswith(PREFIX) and name not in environment_names())
