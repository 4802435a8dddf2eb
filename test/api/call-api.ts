import { randomUUID } from "node:crypto"
import { eq } from "drizzle-orm"
import { serveApi } from "@/app/api/v1/_api/serve"
import { database } from "@/db/client"
import { company } from "@/db/schema"
import type { Actor } from "@/domain/access/actor"
import { type ApiScope, apiScopes } from "@/domain/users/api-scopes"
import { makeToken } from "@/domain/users/api-tokens"
import { openSession } from "@/domain/users/sessions"

export type ApiAnswer = { status: number; headers: Headers; body: any }

/** A program of the actor's: asks the API with a token of its own. */
export type Program = { token: string; slug: string }

export async function makeProgram(actor: Actor, scopes: readonly ApiScope[] = apiScopes): Promise<Program> {
  const sessionId = await openSession(actor.userId)
  const token = await makeToken(actor, { name: "Program", scopes, days: 30, sessionId })
  const [own] = await database().select({ slug: company.slug }).from(company).where(eq(company.id, actor.companyId))
  return { token, slug: own!.slug }
}

export type ApiCall = {
  body?: unknown
  /** Instead of a body in JSON. */
  bytes?: Uint8Array
  version?: number
  /** Absent: a new one. */
  key?: string
  headers?: Record<string, string>
}

/** @param path below the program's company, or from /api on */
export async function callApi(
  { token, slug }: Program,
  method: string,
  path: string,
  { body, bytes, version, key = randomUUID(), headers }: ApiCall = {},
): Promise<ApiAnswer> {
  const address = path.startsWith("/api/") ? path : `/api/v1/${slug}${path}`
  const request = new Request(`http://localhost${address}`, {
    method,
    body: bytes ? Buffer.from(bytes) : body === undefined ? undefined : JSON.stringify(body),
    headers: {
      authorization: `Bearer ${token}`,
      ...(method === "POST" ? { "idempotency-key": key } : {}),
      ...(version === undefined ? {} : { "if-match": `"${version}"` }),
      ...headers,
    },
  })
  const failures: unknown[] = []
  const from = { address: "198.51.100.1", userAgent: "curl/8" }
  const answer = await serveApi(request, from, error => failures.push(error))
  if (failures.length > 0) throw failures[0]
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text === "" ? undefined : JSON.parse(text) }
}
