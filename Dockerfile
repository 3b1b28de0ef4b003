# syntax=docker/dockerfile:1

# Node runs the TypeScript sources directly (type stripping), so there is no build output: only what is installed.
FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NODE_ENV=production

# Production packages only. The npm package `node`, which brings the runtime to machines without it, is a
# development dependency and stays out: the image has its own.
FROM base AS packages
COPY package.json package-lock.json ./
RUN npm install --omit=dev --no-audit --no-fund && npm cache clean --force

# The page at /console: built with all packages, of which the server keeps none.
FROM base AS console
COPY package.json package-lock.json ./
RUN npm install --include=dev --no-audit --no-fund && npm cache clean --force
COPY tsconfig.json ./
COPY src/kernel ./src/kernel
COPY src/console/web ./src/console/web
RUN npm run build:console

FROM base AS sources
COPY package.json tsconfig.json ./
COPY prompts ./prompts
COPY fixtures/payors ./fixtures/payors
COPY scripts/migrate.ts scripts/seed.ts scripts/replay.ts ./scripts/
COPY src ./src
RUN rm -rf src/sandbox src/bench src/console/web && find src -name '*.test.ts' -delete && find src -type d -name testing -prune -exec rm -rf {} +

# The stand-ins for the carrier, speech, model and payor: for trying Holdfast out, never beside real calls.
FROM base AS sandbox
RUN apt-get update \
  && apt-get install -y --no-install-recommends flite pocketsphinx pocketsphinx-en-us \
  && rm -rf /var/lib/apt/lists/*
COPY --from=packages /app/node_modules ./node_modules
COPY package.json tsconfig.json ./
COPY fixtures/scenarios ./fixtures/scenarios
COPY src/sandbox ./src/sandbox
USER node
EXPOSE 4010 4020 4030 4040
CMD ["node", "src/sandbox/main.ts", "all", "--host", "0.0.0.0"]

# The server. Last, so that a plain `docker build` makes this one.
FROM base AS server
COPY --from=packages /app/node_modules ./node_modules
COPY --from=sources /app ./
COPY --from=console /app/dist/console ./dist/console
RUN mkdir -p /data && chown node:node /data
ENV HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
VOLUME /data
USER node
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# SIGTERM ends it in order: leases are given up so that another node takes running calls over.
STOPSIGNAL SIGTERM
CMD ["node", "src/main.ts"]
