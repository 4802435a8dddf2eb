import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { SMTPServer } from "smtp-server"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { askForNewPassword, chooseNewPassword } from "@/domain/users/forgotten-password"
import { closeTransport } from "@/mail/transport"
import { makeUser } from "@/test/factories"
import { sendDueLetters } from "./account-letters"

let received: { to: string; source: string }[] = []
/** What the server answers to a recipient. */
let code: number | undefined
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo: (_address, _session, callback) =>
    callback(code === undefined ? undefined : Object.assign(new Error("no"), { responseCode: code })),
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

beforeAll(async () => {
  server.listen(0, "127.0.0.1")
  await once(server.server, "listening")
  vi.stubEnv("SMTP_URL", `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`)
  vi.stubEnv("PUBLIC_URL", "https://inkoop.example")
})

afterAll(async () => {
  closeTransport()
  await new Promise<void>(done => server.close(done))
})

const ask = (email: string) => askForNewPassword({ email, address: "203.0.113.200", language: "nl" })

test("the link reaches the mailbox alone, in the reader's language; what was done with it is told", async () => {
  const user = await makeUser({ name: "Noor", language: null })
  await ask(user.email)
  await ask("nobody@test.example")
  expect(await sendDueLetters()).toBe(1)
  expect(received.map(({ to }) => to)).toEqual([user.email])
  const [letter] = received
  expect(letter!.source).toContain("Een nieuw wachtwoord voor Inkoop")
  const token = /https:\/\/inkoop\.example\/sign-in\/new-password\/([\w-]{43})/.exec(letter!.source)![1]!
  await chooseNewPassword(token, "wisteria upon the gate", { address: "", userAgent: "" })
  expect(await Promise.all([sendDueLetters(), sendDueLetters()])).toContain(1)
  expect(received).toHaveLength(2)
  expect(received[1]!.source).toContain("Uw wachtwoord voor Inkoop is gewijzigd")
  expect(await sendDueLetters()).toBe(0)
})

test("a mail server that is busy is tried again later, a mailbox that is not there never", async () => {
  received = []
  const user = await makeUser()
  code = 451
  await ask(user.email)
  expect(await sendDueLetters()).toBe(0)
  code = undefined
  // Put off by a minute.
  expect(await sendDueLetters()).toBe(0)
  code = 550
  await ask((await makeUser()).email)
  expect(await sendDueLetters()).toBe(0)
  expect(received).toEqual([])
})
