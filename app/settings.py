"""What can be set from outside: one environment variable a field, prefixed CHANCERY_."""

from __future__ import annotations

import os
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_cache_path, user_data_path
from pydantic import AfterValidator, Field, FilePath, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.fetching.rules import check_allow, check_certificates, check_ports, check_private

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
    worker_memory_mb: int = Field(
        2_000, description="memory that one of these processes may use, in MB", ge=500, le=1_000_000
    )
    take_jobs: bool = Field(
        True, description="whether the service reads queued articles itself, beside `chancery work`"
    )
    keep_jobs_days: float = Field(
        30.0, description="days after which a finished job is forgotten", gt=0, le=3_650
    )
    fetch_allow: Annotated[str, AfterValidator(check_allow)] = Field(
        "",
        description="hosts that pages and feeds are fetched from, comma separated, such as "
        "`example.org,*.example.org`; empty is every public host",
    )
    fetch_private: Annotated[str, AfterValidator(check_private)] = Field(
        "",
        description="hosts and networks that are fetched although they are not public, comma separated: "
        "`wiki.corp`, `wiki.corp:8080`, `10.1.0.0/16`",
    )
    fetch_ports: Annotated[str, AfterValidator(check_ports)] = Field(
        "", description="ports that are fetched from beside 80 and 443, comma separated"
    )
    fetch_ca_file: Annotated[FilePath, AfterValidator(check_certificates)] | None = Field(
        None, description="PEM file of certificates that are trusted beside the usual ones, for an intranet"
    )
    fetch_max_bytes: int = Field(
        5_000_000, description="largest page or feed, in bytes once unpacked", ge=1_000, le=50_000_000
    )
    fetch_timeout_s: float = Field(
        20.0, description="seconds that fetching one page may take, with its redirects", gt=0, le=300
    )
    fetch_delay_s: float = Field(
        1.0, description="seconds between two requests to one host; more where it asks for more", ge=0, le=60
    )
    fetch_user_agent: str = Field(
        "chancery",
        description="what fetched sites are told; name an address where you can be reached",
        pattern=r"^[!-~]([ -~]{0,298}[!-~])?$",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="least severity that is logged, to standard error"
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="`json` logs one object a line, for machines; `text` is for people"
    )
    otlp_endpoint: str = Field(
        "",
        description="where OpenTelemetry traces go (OTLP over HTTP), as http://localhost:4318; empty: none",
        pattern=r"^$|^https?://[^\s/?#]+(/[^\s?#]*)?$",
    )
    stop_seconds: float = Field(
        30.0,
        description="seconds that requests in flight are given to finish when the service is stopped",
        ge=0,
        le=3_600,
    )

    auth: Literal["auto", "on", "off"] = Field(
        "auto",
        description=(
            "whether requests need an API key; auto: unless `CHANCERY_HOST` is loopback. Behind a proxy on "
            "the same machine loopback is open to all whom the proxy lets in: set it to on there"
        ),
    )
    allowed_hosts: str = Field(
        "",
        description=(
            "names beside localhost, 127.0.0.1 and ::1, with commas, under which a service without keys may "
            "be asked for"
        ),
        pattern=r"^$|^[^\s/,]+(,[^\s/,]+)*$",
    )
    cors_origins: str = Field(
        "",
        description="origins, with commas, whose web pages may use the service: https://desk.example.org",
        pattern=r"^$|^https?://[^\s/,*]+(,https?://[^\s/,*]+)*$",
    )
    trusted_proxies: str = Field(
        "",
        description="addresses or networks, with commas, of proxies whose X-Forwarded-For is believed",
        pattern=r"^$|^[0-9a-fA-F.:/]+(,[0-9a-fA-F.:/]+)*$",
    )
    tls: bool = Field(
        False, description="set where clients come by https only: browsers are told to stay with it"
    )
    rate_reader: int = Field(600, description="requests a minute with a reader's key; 0 for any number", ge=0)
    rate_analyst: int = Field(600, description="with an analyst's", ge=0)
    rate_writer: int = Field(6_000, description="with a writer's", ge=0)
    rate_admin: int = Field(6_000, description="with an admin's", ge=0)
    rate_address: int = Field(
        60_000,
        description="requests a minute from one address without a key, where none is needed",
        ge=0,
    )
    rate_failures: int = Field(
        30,
        description="requests a minute from one address with no key or a wrong one, where one is needed",
        ge=1,
    )
    audit_days: int = Field(
        365, description="days that the audit trail is kept; 0 for as long as the graph", ge=0, le=36_500
    )

    @property
    def loopback(self) -> bool:
        """Whether only programs of this machine can connect."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def keys_needed(self) -> bool:
        """Whether whoever asks has to say who they are."""
        return self.auth == "on" or (self.auth == "auto" and not self.loopback)

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
