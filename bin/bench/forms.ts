import { type APIRequestContext, request } from "@playwright/test"
import { MAX_FORM_FIELDS, MAX_FORM_SIZE } from "@/components/form/form-limits"
import { kolkwijk } from "@/db/demo/landmarks"
import { signIn } from "@/e2e/support/portal"
import { serverActions } from "@/e2e/support/routes"
import { longestHold } from "./loop"
import { durations, report } from "./report"

const runs = 15
const warmUps = 3

type Sent = { at: string; type: string; body: Buffer; status: number }

/**
 * How long a form at the limits, and one beyond them, holds the event loop of the web process, and with it everybody else: the
 * longest hold while it is received and answered, of each of several sendings. A plain page beside them says what is usual.
 *
 * @param port of watchingLoop
 */
export async function benchForms(url: string, port: number): Promise<void> {
  const browser = await request.newContext({ baseURL: url })
  await signIn({ request: browser }, "purchaser")
  const at = `/${kolkwijk.slug}/vendors/new`
  const page = () => browser.get(at)
  await measure("hold_page", port, page, 200)
  const sendings: Record<string, Sent> = {
    hold_form_at_limits: { at, ...formAtLimits(), status: 200 },
    hold_too_many_fields: {
      at,
      type: "application/x-www-form-urlencoded",
      body: Buffer.from("a=1&".repeat(55_000)),
      status: 413,
    },
    hold_too_deep: { at, type: "text/plain;charset=UTF-8", body: Buffer.from("[".repeat(1_500_000)), status: 400 },
  }
  for (const [job, sent] of Object.entries(sendings))
    await measure(job, port, () => send(browser, url, sent), sent.status)
  await browser.dispose()
}

async function measure(
  job: string,
  port: number,
  once: () => ReturnType<APIRequestContext["post"]>,
  status: number,
): Promise<void> {
  const held: number[] = []
  for (let run = -warmUps; run < runs; run++) {
    await longestHold(port)
    const answer = await once()
    await answer.body()
    const longest = await longestHold(port)
    if (answer.status() !== status) throw new Error(`${job}: ${answer.status()}`)
    if (run >= 0) held.push(longest)
  }
  report({ system: "inkoop", job, ...durations(held), longest_ms: Math.round(Math.max(...held)) })
}

const send = (browser: APIRequestContext, url: string, { at, type, body }: Sent) =>
  browser.post(at, {
    data: body,
    headers: { origin: url, "content-type": type, "next-action": makeVendor(), accept: "text/x-component" },
  })

function makeVendor(): string {
  const found = serverActions().find(({ name }) => name === "[company]/vendors/actions#makeVendor")
  if (!found) throw new Error("the build has no action that makes a vendor")
  return found.id
}

/** As a browser's script sends a form, with as many fields and bytes as there may be; refused for want of a name. */
function formAtLimits(): Pick<Sent, "type" | "body"> {
  const boundary = "----bench"
  const part = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const fixed = part(
    "0",
    JSON.stringify([kolkwijk.slug, null, { id: "", status: "idle", issues: [], values: {} }, "$K1"]),
  )
  const count = MAX_FORM_FIELDS - 2
  const name = (index: number) => `_1_field${String(index).padStart(5, "0")}`
  const around = part(name(0), "").length
  const each = Math.floor((MAX_FORM_SIZE - 1_000 - fixed.length) / count) - around
  const fields = Array.from({ length: count }, (_, index) => part(name(index), "x".repeat(each)))
  const body = Buffer.from(`${fields.join("")}${fixed}--${boundary}--\r\n`)
  return { type: `multipart/form-data; boundary=${boundary}`, body }
}
