# syntax=docker/dockerfile:1
FROM python:3.12-slim AS build
WORKDIR /src
RUN python -m venv /opt/greenroom
COPY . .
# The build hook fetches the browser libraries, with a Node.js from PyPI that stays in this stage.
RUN --mount=type=cache,target=/root/.cache/pip /opt/greenroom/bin/pip install '.[models]'
WORKDIR /seed
# A build without network goes on: `greenroom models pull` in the container does the same later.
RUN DATA_DIR=/seed /opt/greenroom/bin/greenroom models pull \
    || echo 'Warning: no scoring model in this image; answers will be scored by their words alone.' >&2; \
    mkdir -p /seed/models

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin greenroom \
    && install --directory --owner greenroom --group greenroom --mode 700 /data
COPY --from=build /opt/greenroom /opt/greenroom
# Only the model: a build stage may have made keys beside it, and no two servers may share those.
COPY --from=build --chown=greenroom:greenroom /seed/models /data/models
ENV PATH=/opt/greenroom/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    ENVIRONMENT=production \
    DATA_DIR=/data \
    UPLOAD_DIR=/data/uploads \
    PORT=8000
USER greenroom
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/livez', timeout=4)"]
CMD ["greenroom", "serve"]
