import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { SMTPServer } from "smtp-server"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { addMonths, startOfMonth, today } from "@/domain/dates/date"
import { approve } from "@/domain/purchase-approvals/decide"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { closeTransport } from "@/mail/transport"
import { setApproval, versionOf } from "@/test/approvals"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { sendOwnLists } from "./own-approval-lists"

const received: { to: string; source: string }[] = []
let isAway = true
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo: (_address, _session, callback) =>
    callback(isAway ? Object.assign(new Error("later"), { responseCode: 451 }) : undefined),
  onData: (stream, session, callback) => {
    const chunks: Buffer[] = []
    stream.on("data", chunk => chunks.push(chunk))
    stream.on("end", () => {
      const to = session.envelope.rcptTo.map(({ address }) => address).join()
      received.push({ to, source: Buffer.concat(chunks).toString("utf8") })
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
  vi.unstubAllEnvs()
  await new Promise<void>(resolve => server.close(() => resolve()))
})

test("a month's own approvals go to the outsider, tried until the mail server takes them, and once then", async () => {
  const { id } = await makeCompany()
  const manager = await makeActor(id, "purchasing_manager")
  await setApproval(id, { approval: "rules", ownApprovalBelow: "250", ownApprovalListTo: "accountant@example.com" })
  const [vendor, item] = [await makeVendor(id), await makeItem(id)]
  const no = await makePurchaseInvoice(manager, vendor.no, [{ no: item.no, quantity: "1", price: "50" }])
  await sendForApproval(manager, no, await versionOf(id, no))
  await approve(manager, no, await versionOf(id, no))
  const next = new Date(`${addMonths(startOfMonth(today("Europe/Amsterdam")), 1)}T09:00:00Z`)
  expect(await sendOwnLists(next)).toBe(0)
  isAway = false
  expect(await sendOwnLists(next)).toBe(1)
  expect(await sendOwnLists(next)).toBe(0)
  expect(received).toMatchObject([{ to: "accountant@example.com", source: expect.stringContaining(no) }])
})
