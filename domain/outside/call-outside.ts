import { request as requestPlainly } from "node:http"
import { request } from "node:https"
import { InnerAddress, OuterAgent } from "@/domain/users/issuer-agent"
import { isAtHomeToo } from "./outer-address"

/** Milliseconds in which a receiver answers; what it does with a message it does behind its answer. */
const longest = 10_000

/** What came of a call: the status that was answered, or why nothing was. */
export type Called = { answer: number } | { problem: "inner_address" | "timeout" | "unreachable" }

const outer = new OuterAgent()

/**
 * Posts a body to an address outside this server's network. Redirects are not followed, and of the answer the status alone is
 * looked at: nobody reads through this server what it can reach.
 */
export function callOutside(address: string, headers: Record<string, string>, body: string | Buffer): Promise<Called> {
  const url = new URL(address)
  const atHome = isAtHomeToo(url)
  if (url.protocol !== "https:" && !atHome) return Promise.resolve({ problem: "inner_address" })
  const [send, agent] = url.protocol === "https:" ? [request, atHome ? undefined : outer] : [requestPlainly, undefined]
  return new Promise(done => {
    const signal = AbortSignal.timeout(longest)
    const sent = send(url, {
      method: "POST",
      agent,
      signal,
      headers: {
        "content-type": "application/json",
        ...headers,
        "content-length": Buffer.byteLength(body),
        "user-agent": "Inkoop",
      },
    })
    sent.on("response", ({ statusCode }) => {
      done({ answer: statusCode ?? 0 })
      sent.destroy()
    })
    sent.on("error", error => {
      if (error instanceof InnerAddress) done({ problem: "inner_address" })
      else done({ problem: signal.aborted ? "timeout" : "unreachable" })
    })
    sent.end(body)
  })
}
