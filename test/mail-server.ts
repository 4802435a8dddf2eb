/** A mail server on a port of its own, that keeps what it is sent. */
import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { SMTPServer } from "smtp-server"

export type Received = { to: string; source: string }

/** @returns `received`: all that it took; `answer`: what a recipient is refused with; `taken`: called after each mail */
export async function startMailServer() {
  const kept = {
    url: "",
    received: [] as Received[],
    answer: undefined as { responseCode: number; message: string } | undefined,
    taken: () => {},
    stop: () => new Promise<void>(resolve => server.close(resolve)),
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, callback) =>
      callback(
        kept.answer && Object.assign(new Error(kept.answer.message), { responseCode: kept.answer.responseCode }),
      ),
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on("data", chunk => chunks.push(chunk))
      stream.on("end", () => {
        const source = Buffer.concat(chunks).toString("utf8")
        kept.received.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), source })
        callback()
        kept.taken()
      })
    },
  })
  server.listen(0, "127.0.0.1")
  await once(server.server, "listening")
  kept.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  return kept
}

/** Header fields of a message, unfolded and by name. */
export function headerOf(source: string): Record<string, string> {
  const [head = ""] = source.split("\r\n\r\n", 1)
  const fields = head.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n")
  return Object.fromEntries(
    fields.map(field => [field.slice(0, field.indexOf(":")), field.slice(field.indexOf(":") + 2)]),
  )
}

/** The whole message without quoted-printable's line breaks and signs. */
export function bodyOf(source: string): string {
  const joined = source.replaceAll("=\r\n", "")
  return decodeURIComponent(joined.replaceAll("%", "%25").replaceAll(/=([0-9A-F]{2})/g, "%$1"))
}
