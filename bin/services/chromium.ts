import { execFileSync, spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { delimiter, join } from "node:path"

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
const elsewhere = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

/**
 * The browser of the end-to-end tests: CHROMIUM_PATH, else one on PATH, else, as root on Debian, installed from there.
 * @throws Error saying what to install
 */
export function findChromium(): string {
  const given = process.env.CHROMIUM_PATH
  if (given && !existsSync(given)) throw new Error(`CHROMIUM_PATH: there is no ${given}`)
  const found = given ?? installed()
  if (found) return found
  if (process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0) {
    console.log("Installing Chromium …")
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    execFileSync("apt-get", ["-qq", "update"], { env, stdio: "ignore" })
    execFileSync("apt-get", ["-qq", "install", "-y", "--no-install-recommends", "chromium"], { env, stdio: "ignore" })
    const fresh = installed()
    if (fresh) return fresh
  }
  throw new Error("The browser tests need Chromium: install it (apt-get install chromium), or set CHROMIUM_PATH.")
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean)
  return [...folders.flatMap(folder => names.map(name => join(folder, name))), ...elsewhere].find(existsSync)
}
