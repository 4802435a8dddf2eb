import { execFileSync, spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs"
import { delimiter, join } from "node:path"
import { root } from "@/bin/root"
import { unpackPackages } from "./unpack-packages"

/** Chromium without a window to draw: a page of it takes half the processor time to open. */
const shell = "chromium-headless-shell"
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
const elsewhere = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

/**
 * The browser of the end-to-end tests: CHROMIUM_PATH, else the headless shell on PATH or unpacked from Debian's packages
 * into node_modules/.cache, else any Chromium on PATH, else, as root on Debian, the shell installed from there.
 * @throws Error saying what to install
 */
export async function findChromium(): Promise<string> {
  const given = process.env.CHROMIUM_PATH
  if (given && !existsSync(given)) throw new Error(`CHROMIUM_PATH: there is no ${given}`)
  const found = given ?? onPath([shell]) ?? (await unpackedShell()) ?? installed()
  if (found) return found
  if (process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0) {
    console.log("Installing Chromium …")
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    execFileSync("apt-get", ["-qq", "update"], { env, stdio: "ignore" })
    execFileSync("apt-get", ["-qq", "install", "-y", "--no-install-recommends", shell], { env, stdio: "ignore" })
    const fresh = onPath([shell])
    if (fresh) return fresh
  }
  throw new Error("The browser tests need Chromium: install it (apt-get install chromium), or set CHROMIUM_PATH.")
}

function installed(): string | undefined {
  return onPath(names) ?? elsewhere.find(existsSync)
}

function onPath(programs: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean)
  return folders.flatMap(folder => programs.map(name => join(folder, name))).find(existsSync)
}

/** Where Chromium is installed, and with it every library, its shell is two packages away. Undefined: not to be had. */
async function unpackedShell(): Promise<string | undefined> {
  if (process.platform !== "linux" || !installed()) return undefined
  const cache = join(root, "node_modules/.cache/inkoop")
  const place = join(cache, shell)
  if (runs(shellIn(place))) return shellIn(place)
  mkdirSync(cache, { recursive: true })
  const fresh = mkdtempSync(join(cache, "chromium-"))
  try {
    await unpackPackages(fresh, [shell, "chromium-common"])
    rmSync(place, { recursive: true, force: true })
    renameSync(fresh, place)
  } catch {
    // No apt, no network, no such package, or another run that was quicker.
    rmSync(fresh, { recursive: true, force: true })
  }
  return runs(shellIn(place)) ? shellIn(place) : undefined
}

function shellIn(place: string): string {
  return join(place, "usr/lib/chromium", shell)
}

function runs(program: string): boolean {
  return spawnSync(program, ["--version"]).status === 0
}
