import { once } from "node:events"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"

/** A TCP port on 127.0.0.1 that nothing listens on now. Somebody may take it before its user does: check and retry. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  if (address === null || typeof address === "string") throw new Error("no TCP port")
  return address.port
}

/** Whether nothing listens on the port; without a host, on any address of this machine. */
export async function isFree(port: number, host?: string): Promise<boolean> {
  const server = createServer().listen(port, host)
  const free = await Promise.race([
    once(server, "listening").then(() => true),
    new Promise<boolean>(resolve => server.once("error", () => resolve(false))),
  ]).catch(() => false)
  if (free) {
    server.close()
    await once(server, "close")
  }
  return free
}

/**
 * The port that a server had when it last ran, as a file says, where nobody else has it now; else a free one, which the file then says.
 * @param file in a folder that is there
 */
export async function keptPort(file: string): Promise<number> {
  const kept = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0
  if (Number.isInteger(kept) && kept > 1_023 && kept < 65_536 && (await isFree(kept, "127.0.0.1"))) return kept
  const port = await freePort()
  writeFileSync(file, String(port), { mode: 0o600 })
  return port
}
