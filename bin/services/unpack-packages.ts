import { execFile } from "node:child_process"
import { mkdirSync, readdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"

const run = promisify(execFile)

/** Milliseconds for apt to fetch: without a network it tries for minutes. */
const timeout = 90_000

/**
 * Unpacks packages of the distribution (Debian and Ubuntu), and those they need that this machine lacks, into a folder.
 * It has an apt state of its own, so that neither root nor the system's locks are needed, and installs nothing.
 * @throws Error where there is no apt, no network or no such package
 */
export async function unpackPackages(folder: string, packages: readonly string[]): Promise<void> {
  const apt = join(folder, "apt")
  for (const place of ["state/lists/partial", "cache/archives/partial"])
    mkdirSync(join(apt, place), { recursive: true })
  const options = [
    ["Dir::State", join(apt, "state")],
    ["Dir::State::status", "/var/lib/dpkg/status"],
    ["Dir::Cache", join(apt, "cache")],
    ["Debug::NoLocking", "1"],
    ["APT::Sandbox::User", ""],
  ].flatMap(([name, value]) => ["-o", `${name}=${value}`])
  // apt finds the libraries that this machine lacks, and downloads without installing.
  const download = ["-y", "--no-install-recommends", "--download-only", "--reinstall", "install"]
  await run("apt-get", [...options, "-q", "update"], { timeout })
  await run("apt-get", [...options, "-q", ...download, ...packages], { timeout })
  const archives = join(apt, "cache/archives")
  for (const archive of readdirSync(archives).filter(name => name.endsWith(".deb"))) {
    await run("dpkg-deb", ["-x", join(archives, archive), folder])
  }
  rmSync(apt, { recursive: true })
}
