import { request as askPlain } from "node:http"
import { request as askSecure } from "node:https"
import { type Actor, authorise } from "@/domain/access/actor"
import { type Issue, Refusal, refuse } from "@/domain/errors"
import { requireOuterIssuer } from "./issuer-address"
import { issuerAgent } from "./issuer-agent"
import { ssoProviderOfCompany } from "./sso-settings"

const timeout = 5_000
const longestAnswer = 200_000

type Answer = { status: number; body: unknown }

/**
 * Asks the company's issuer, as it is saved, what next-auth will ask it, before users try: its own description, and whether it knows the client.
 * @throws Forbidden; Refusal with all that is wrong
 */
export async function testIssuer(actor: Actor): Promise<void> {
  authorise(actor, "company.administer")
  const provider = await ssoProviderOfCompany(actor.companyId)
  if (!provider) throw refuse("sso_test.none")
  await requireOuterIssuer(provider.issuer)
  const address = `${provider.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`
  const found = await ask(address)
  if (found.status !== 200) throw refuse("sso_test.status", { address, status: found.status })
  if (typeof found.body !== "object" || found.body === null) throw refuse("sso_test.no_json", { address })
  const described = found.body as Record<string, unknown>
  const wrong = wrongWith(described, provider.issuer)
  if (wrong.length > 0) throw new Refusal(wrong)
  await requireKnownClient(String(described.token_endpoint), provider)
}

function wrongWith(described: Record<string, unknown>, issuer: string): Issue[] {
  const wrong: Issue[] = []
  if (described.issuer !== issuer)
    wrong.push({ code: "sso_test.other_issuer", params: { issuer: said(described.issuer) } })
  for (const name of ["authorization_endpoint", "token_endpoint", "jwks_uri"]) {
    if (!URL.canParse(said(described[name]))) wrong.push({ code: "sso_test.lacks", params: { name } })
  }
  const types = described.response_types_supported
  if (Array.isArray(types) && !types.includes("code")) wrong.push({ code: "sso_test.no_code" })
  return wrong
}

/** A code that is none: who knows the client says that it is the code that is wrong. */
async function requireKnownClient(endpoint: string, client: { clientId: string; clientSecret: string }): Promise<void> {
  const credentials = [client.clientId, client.clientSecret].map(encodeURIComponent).join(":")
  const { body, status } = await ask(endpoint, Buffer.from(credentials).toString("base64"))
  const error = (body as { error?: unknown } | null)?.error
  if (error === "invalid_client" || error === "unauthorized_client" || status === 401) throw refuse("sso_test.client")
}

const said = (value: unknown) => (typeof value === "string" ? value.slice(0, 200) : "")

/** @throws Refusal where no answer comes */
async function ask(address: string, credentials?: string): Promise<Answer> {
  try {
    return await answerOf(address, credentials)
  } catch (error) {
    const code = said((error as { code?: unknown }).code)
    throw refuse("sso_test.unreachable", { address, reason: code || "?" })
  }
}

function answerOf(address: string, credentials: string | undefined): Promise<Answer> {
  const form = "grant_type=authorization_code&code=test&redirect_uri=https%3A%2F%2Finvalid.example"
  const headers = credentials
    ? { authorization: `Basic ${credentials}`, "content-type": "application/x-www-form-urlencoded" }
    : undefined
  const send = address.startsWith("https:") ? askSecure : askPlain
  const agent = issuerAgent()
  if (agent && send === askPlain) throw Object.assign(new Error("http"), { code: "EHTTP" })
  return new Promise((answer, fail) => {
    const method = credentials ? "POST" : "GET"
    const signal = AbortSignal.timeout(timeout)
    const asked = send(
      address,
      { method, headers: { accept: "application/json", ...headers }, agent, signal },
      response => {
        let text = ""
        response.setEncoding("utf8")
        response.on("data", piece => {
          text += piece
          if (text.length > longestAnswer) response.destroy(Object.assign(new Error("long"), { code: "ELONG" }))
        })
        response.on("error", fail)
        response.on("end", () => answer({ status: response.statusCode ?? 0, body: jsonOf(text) }))
      },
    )
    asked.on("error", fail)
    asked.end(credentials ? form : undefined)
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
