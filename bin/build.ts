import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join, relative } from "node:path"
import { build as bundle, type Plugin, stop as stopEsbuild } from "esbuild"
import { root } from "./root"
import { supervise } from "./services/supervise"

/** Where a build lies, below the repository. */
export type BuildPlace = {
  /** Next.js's folder, e.g. ".next". */
  web: string
  /** Folder of the programs, e.g. "dist". */
  server: string
}

/** Where `npm run build` and `npm start` build, and what they run is found. */
export const standardPlace: BuildPlace = { web: ".next", server: "dist" }

/** What runs from a build, on Node.js alone (bin/run.mjs). */
export const programs = [
  "web",
  "worker",
  "migrate",
  "new-company",
  "remove-company",
  "account",
  "import",
  "verify-books",
  "backup",
  "restore",
  "operator",
]

/**
 * Goes into the ids of server actions, so that a page from before a redeploy still works after it. No secret: anybody reads an id in a
 * page; what actions close over is encrypted by the key that the web runs with (webEnv).
 */
const idsOfActions = createHash("sha256").update("inkoop server actions").digest("base64")

/** Not part of what is built, at the top of the repository. */
const unbuilt = new Set(["node_modules", "dist", "deploy", "docs", "e2e", "test", "test-results", "playwright-report"])

/**
 * Builds the web and bundles web and worker, unless the last build there was of the same sources.
 * @param announce called when it has something to do
 * @returns whether it built
 * @throws Error with what Next.js said
 */
export async function buildIfChanged(place: BuildPlace, announce: () => void = () => {}): Promise<boolean> {
  const stamp = join(root, place.web, "inkoop-build")
  const hash = sourcesHash()
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash && existsSync(join(root, place.server, "worker.js")))
    return false
  announce()
  rmSync(stamp, { force: true })
  await Promise.all([
    buildWeb(place),
    bundlePrograms(
      programs.map(name => `bin/${name}.ts`),
      place.server,
    ),
  ])
  writeFileSync(stamp, hash)
  return true
}

async function buildWeb(place: BuildPlace): Promise<void> {
  mkdirSync(join(root, place.server), { recursive: true })
  const log = join(root, place.server, "build.log")
  rmSync(log, { force: true })
  const next = await supervise({
    command: process.execPath,
    args: [join(root, "node_modules/next/dist/bin/next"), "build"],
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_DIST_DIR: place.web,
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: idsOfActions,
      NEXT_TELEMETRY_DISABLED: "1",
    },
    log,
    stopWith: [
      ["SIGTERM", 1_000],
      ["SIGKILL", 1_000],
    ],
  })
  const { code } = await next.exited
  if (code !== 0) throw new Error(`The build failed.\n${readFileSync(log, "utf8").trim()}`)
}

/**
 * Bundles programs to plain JavaScript, for processes that run for long or start often: no compiler in their memory, and
 * none to wait for. Packages stay outside.
 * @param programs sources, below the repository
 * @param folder where each goes under its own name, in the repository, so that it finds its packages
 */
export async function bundlePrograms(programs: string[], folder: string): Promise<void> {
  await bundle({
    absWorkingDir: root,
    entryPoints: programs,
    outdir: folder,
    bundle: true,
    plugins: [packagesOutside, ownPlaces(folder)],
    platform: "node",
    format: "esm",
    target: "node20",
    jsx: "automatic",
    sourcemap: "linked",
    logLevel: "warning",
  })
  await stopEsbuild()
}

/** Node.js loads a package's code itself, but its JSON only from an import that says so. */
const packagesOutside: Plugin = {
  name: "packages-outside",
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || path.startsWith("@/") || path.endsWith(".json") ? undefined : { path, external: true },
    )
  },
}

/** Has each source find what lies beside it (migrations, the roles, a supervisor) where it lies, wherever the bundle is. */
function ownPlaces(folder: string): Plugin {
  return {
    name: "own-places",
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const text = readFileSync(path, "utf8")
        if (path.includes("/node_modules/") || !text.includes("import.meta.url")) return undefined
        const place = JSON.stringify(relative(join(root, folder), path).replaceAll("\\", "/"))
        return { contents: text.replaceAll("import.meta.url", `new URL(${place}, import.meta.url).href`), loader: "ts" }
      })
    },
  }
}

/** A hash of every file that a build reads, by path and content. */
function sourcesHash(): string {
  const hash = createHash("sha256").update(process.version)
  for (const file of sources(root, "").sort()) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest("hex")
}

function sources(folder: string, prefix: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = prefix + entry.name
    if (entry.name.startsWith(".") || (prefix === "" && unbuilt.has(entry.name))) return []
    if (entry.isDirectory()) return sources(join(folder, entry.name), `${path}/`)
    return entry.isFile() && !/\.test\.tsx?$|\.md$|\.tsbuildinfo$|\.log$|^next-env\.d\.ts$/.test(path) ? [path] : []
  })
}
