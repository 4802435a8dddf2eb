import { once } from "node:events"
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
