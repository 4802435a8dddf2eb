import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { expect } from "@playwright/test"
import { SMTPServer } from "smtp-server"

/** A real mail server, whose mailboxes a test reads. */
export type Mailbox = {
  /** For SMTP_URL. */
  url: string
  /** Waits for a letter to that address, and answers the path of the link in it that begins so. */
  linkTo(address: string, path: string): Promise<string>
  close(): Promise<void>
}

/** Opens a mail server on a free port. */
export async function openMailbox(): Promise<Mailbox> {
  const received: { to: string; source: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on("data", chunk => chunks.push(chunk))
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join()
        received.push({ to, source: Buffer.concat(chunks).toString("utf8").replaceAll("=\r\n", "") })
        callback()
      })
    },
  })
  server.listen(0, "127.0.0.1")
  await once(server.server, "listening")
  const linkIn = (address: string, path: string) => {
    const letter = received.findLast(({ to }) => to === address)
    return letter && new RegExp(`https?://[^/\\s]+(${path}[\\w-]+)`, "u").exec(letter.source)?.[1]
  }
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    linkTo: async (address, path) => {
      await expect.poll(() => linkIn(address, path), { timeout: 20_000 }).toBeDefined()
      return linkIn(address, path)!
    },
    close: () => new Promise(done => server.close(done)),
  }
}
