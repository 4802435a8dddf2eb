/** What a fresh machine lacks before TypeScript can run: a recent enough Node.js, and the dependencies. */
import { spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))

/** Checks Node.js, installs dependencies if needed, and runs the TypeScript program of that name beside this file. */
export async function launch(program) {
  requireNode(20, 9)
  process.chdir(root)
  process.env.NEXT_TELEMETRY_DISABLED = "1"
  if (!isInstalled()) install()
  await patch()
  const { register } = await import("tsx/esm/api")
  register()
  await import(new URL(program, import.meta.url).href)
}

/** Applies our patches; where one has changed since it was applied, to fresh packages. */
async function patch() {
  const { applyPatches } = await import("./apply-patches.mjs")
  try {
    applyPatches()
  } catch {
    install()
    applyPatches()
  }
}

function requireNode(major, minor) {
  const [ownMajor, ownMinor] = process.versions.node.split(".").map(Number)
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return
  console.error(`Inkoop needs Node.js ${major}.${minor} or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

/** Whether node_modules holds exactly what the lockfile asks for; packages of other platforms may lack. */
function isInstalled() {
  const wanted = read("package-lock.json").packages
  const found = existsSync(`${root}node_modules/.package-lock.json`)
    ? read("node_modules/.package-lock.json").packages
    : {}
  return Object.entries(wanted).every(([path, { version, optional, devOptional, link }]) => {
    if (path === "" || link) return true
    const installed = found[path]
    return installed ? installed.version === version : Boolean(optional || devOptional)
  })
}

function read(file) {
  return JSON.parse(readFileSync(`${root}${file}`, "utf8"))
}

function install() {
  console.log("Installing dependencies …")
  // The npm that runs us, if one does. Compilers and browsers' tests are dev; SWC's and PostgreSQL's binaries optional.
  const npm = process.env.npm_execpath
  const args = [
    "ci",
    "--include=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--loglevel=error",
  ]
  const { status, error } = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: "inherit" })
    : spawnSync("npm", args, { cwd: root, stdio: "inherit" })
  if (status === 0) return
  console.error(error ? `npm ci failed: ${error.message}` : "npm ci failed")
  process.exit(1)
}
