import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { untilAnswers } from "@/bin/portal"
import { root } from "@/bin/root"
import { freePort } from "@/bin/services/free-port"
import { type ServiceSpec, supervise } from "@/bin/services/supervise"
import { plainTreeOf } from "./bare/plain-tree"

const folder = join(root, ".test-data/bare")

export type BarePortal = { url: string; pid: number; stop(): Promise<void> }

/**
 * What a page takes of Next.js and React alone: an application without code of ours, which draws the same HTML as plain elements, and
 * answers a number. Built and served as the portal is.
 *
 * @param pages HTML of the portal's pages by name: each is at /page?of=NAME, the number at /answer
 */
export async function startBarePortal(pages: Record<string, string>): Promise<BarePortal> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  cpSync(join(root, "bin/bench/bare"), folder, { recursive: true })
  for (const [name, html] of Object.entries(pages))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(plainTreeOf(html)))
  const program = (...args: string[]): ServiceSpec => ({
    command: process.execPath,
    args,
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NEXT_DIST_DIR: undefined },
    log: join(folder, "bare.log"),
    stopWith: [["SIGKILL", 1_000]],
  })
  const { code } = await (await supervise(program(join(root, "node_modules/next/dist/bin/next"), "build"))).exited
  if (code !== 0) throw new Error(`The bare application was not built: ${folder}/bare.log`)
  const port = await freePort()
  const web = await supervise(program(join(root, "bin/bench/bare-web.mjs"), String(port)))
  const url = `http://localhost:${port}`
  await untilAnswers(`${url}/answer`)
  return { url, pid: web.pid, stop: () => web.stop() }
}
