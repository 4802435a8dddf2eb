/**
 * Runs a program of ours, as `npm run NAME`: as `npm run build` has bundled it, on Node.js alone; where a source is newer than that, or
 * nothing was built, from its source, which wants the development packages. The web is always as it was built.
 */
import { existsSync, readdirSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import { fileURLToPath, pathToFileURL } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const [name = ""] = process.argv.splice(2, 1)
const built = `${root}dist/${name}.js`
const source = `${root}bin/${name}.ts`

process.chdir(root)
process.env.NEXT_TELEMETRY_DISABLED = "1"
if (name === "web" ? existsSync(built) : isFresh()) await run(built)
else if (name !== "web" && hasCompiler()) {
  const { register } = await import("tsx/esm/api")
  register()
  await run(source)
} else {
  console.error("Nothing is built: npm run build (it wants the development packages, which what runs does not).")
  process.exit(1)
}

/** As if it had been named to Node.js itself. */
async function run(program) {
  process.argv[1] = program
  await import(pathToFileURL(program).href)
}

/** Whether it was built of the sources that are here; without a compiler there is nothing to choose. */
function isFresh() {
  if (!existsSync(built)) return false
  if (!hasCompiler()) return true
  const at = statSync(built).mtimeMs
  return !["bin", "db", "domain", "jobs", "language", "mail", "messages", "watch", "env.ts"].some(path =>
    isNewer(root + path, at),
  )
}

function isNewer(path, at) {
  const stats = statSync(path)
  if (!stats.isDirectory()) return /\.(ts|tsx|json)$/.test(path) && !path.endsWith(".test.ts") && stats.mtimeMs > at
  return readdirSync(path).some(name => isNewer(`${path}/${name}`, at))
}

function hasCompiler() {
  try {
    createRequire(import.meta.url).resolve("tsx/esm/api")
    return true
  } catch {
    return false
  }
}
