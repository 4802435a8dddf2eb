import { createHash, randomUUID } from "node:crypto"
import { may } from "@/domain/access/actor"
import { answerOnce, type KeptAnswer } from "@/domain/api/answer-once"
import { noteRefusal } from "@/domain/security-log/note-refusal"
import type { Endpoint } from "./endpoint"
import { findEndpoint } from "./endpoints"
import { refusalOf } from "./problem"
import { digestOfRequest } from "./read-request"
import { type Asking, runEndpoint, type Sent } from "./run-endpoint"

/** Bytes of a body; files that are larger go by the browser. */
const MAX_BODY = 4 * 1024 * 1024

/**
 * Answers a request within the token's company: finds the endpoint, asks for scope, version and key, and has it done.
 * @param parts of the address below the company's
 */
export async function answerRequest(
  request: Request,
  asking: Asking,
  parts: readonly string[],
  search: string,
): Promise<KeptAnswer> {
  const { actor, reader, token } = asking
  const found = findEndpoint(request.method, parts)
  if (!found) return refusalOf("not_found", reader)
  if ("allowed" in found) return refusalOf("method_not_allowed", reader, {}, { allow: found.allowed.join(", ") })
  const { endpoint, params } = found
  if (!token.scopes.includes(endpoint.scope)) {
    await noteRefusal(actor, endpoint.scope)
    return refusalOf("scope_missing", reader, { params: { scope: endpoint.scope }, scope: endpoint.scope })
  }
  const bytes = await bodyOf(request)
  if (!bytes) return refusalOf("too_large", reader)
  const version = versionIn(request)
  if (endpoint.onVersion && version === undefined) return refusalOf("version_missing", reader)
  const sent = { params, search, bytes, version: version ?? 0, sending: randomUUID() }
  if (request.method !== "POST") return (await runEndpoint(endpoint, asking, sent)).answer
  const key = request.headers.get("idempotency-key") ?? ""
  if (!/^[\x21-\x7e]{1,100}$/.test(key)) return refusalOf("key_missing", reader)
  return postOnce(endpoint, asking, { ...sent, key, address: `${parts.join("/")}${search} ${version ?? ""}` })
}

/** Failed before anything was saved: the same key may be sent again, and is done then. */
class Undone extends Error {
  constructor(readonly answer: KeptAnswer) {
    super("undone")
  }
}

async function postOnce(
  endpoint: Endpoint,
  asking: Asking,
  { key, address, ...sent }: Sent & { key: string; address: string },
): Promise<KeptAnswer> {
  const { actor, reader, token } = asking
  const place = { companyId: actor.companyId, tokenId: token.tokenId, key }
  const sending = createHash("sha256").update(`api ${token.tokenId} ${key}`).digest("hex")
  const work = async () => {
    const { answer, isUndone } = await runEndpoint(endpoint, asking, { ...sent, sending })
    if (isUndone) throw new Undone(answer)
    return answer
  }
  try {
    const once = await answerOnce(place, digestOfRequest("POST", address, sent.bytes), work)
    if (once.kind === "other") return refusalOf("key_used", reader)
    if (once.kind === "in_progress") return refusalOf("in_progress", reader)
    if (once.kind === "answered") return once.answer
    // Kept for the roles of then.
    if (!may(actor, endpoint.right)) return refusalOf("forbidden", reader)
    return { ...once.answer, headers: { ...once.answer.headers, "idempotent-replayed": "true" } }
  } catch (error) {
    if (error instanceof Undone) return error.answer
    throw error
  }
}

/** The version that If-Match names; undefined for none. */
function versionIn(request: Request): number | undefined {
  const [, version] = /^(?:W\/)?"(\d{1,15})"$/.exec(request.headers.get("if-match")?.trim() ?? "") ?? []
  return version === undefined ? undefined : Number(version)
}

/** Undefined for one that is too long. */
async function bodyOf(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY) return undefined
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.length
    if (size > MAX_BODY) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
