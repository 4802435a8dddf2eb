import { randomUUID } from "node:crypto"
import type { Actor } from "@/domain/access/actor"
import type { KeptAnswer } from "@/domain/api/answer-once"
import { OutcomeUnknown, watchSaves } from "@/domain/errors"
import { noteRefusal } from "@/domain/security-log/note-refusal"
import type { TokenPresence } from "@/domain/users/token-presence"
import type { Endpoint } from "./endpoint"
import { foreseen, refusalOf } from "./problem"
import { NotJson, readSent } from "./read-request"
import type { SentenceReader } from "./sentences"

/** Writes what nobody has foreseen. */
export type RequestLog = (err: unknown, reference: string) => void

/** Who asks, in whose words the answer is. */
export type Asking = { actor: Actor; reader: SentenceReader; token: TokenPresence; log: RequestLog }

/** What was sent to an endpoint. */
export type Sent = {
  params: Record<string, string>
  search: string
  bytes: Uint8Array
  version: number
  /** The same for every sending of one Idempotency-Key, and for no other. */
  sending: string
}

/** What an endpoint answered, and whether it failed before anything was saved: then it may be asked again. */
export type Ran = { answer: KeptAnswer; isUndone: boolean }

/** Reads what was sent, does it, and answers as it is described; nothing is thrown. */
export function runEndpoint(endpoint: Endpoint, asking: Asking, sent: Sent): Promise<Ran> {
  return watchSaves(async saved => {
    try {
      return { answer: await run(endpoint, asking, sent), isUndone: false }
    } catch (error) {
      const answer = await answerTo(error, endpoint, asking, saved())
      return { answer, isUndone: answer.status >= 500 && !saved() && !(error instanceof OutcomeUnknown) }
    }
  })
}

async function run(
  endpoint: Endpoint,
  { actor, token }: Asking,
  { search, bytes, ...sent }: Sent,
): Promise<KeptAnswer> {
  const read = readSent(endpoint, { search: new URLSearchParams(search), bytes })
  const { slug } = token.company
  return shownOf(endpoint, slug, await endpoint.run({ ...sent, ...read, actor, slug, file: bytes } as never))
}

async function answerTo(error: unknown, { right }: Endpoint, asking: Asking, isSaved: boolean): Promise<KeptAnswer> {
  const { actor, reader, log } = asking
  if (error instanceof NotJson) return refusalOf("not_json", reader)
  const known = foreseen(error)
  if (known?.code === "forbidden") await noteRefusal(actor, right)
  if (known) return refusalOf(known.code, reader, known.more)
  const reference = randomUUID().slice(0, 8)
  log(error, reference)
  return refusalOf(isSaved ? "saved_in_part" : "unexpected", reader, { params: { id: reference }, reference })
}

/** What was done, as it is described: a field that is not is left out. */
function shownOf(
  { out, status }: Endpoint,
  slug: string,
  { data, version, location }: Awaited<ReturnType<Endpoint["run"]>>,
): KeptAnswer {
  const body = JSON.stringify(out.parse(JSON.parse(JSON.stringify(data))))
  return {
    status,
    headers: {
      "content-type": "application/json",
      ...(version === undefined ? {} : { etag: `"${version}"` }),
      ...(location === undefined ? {} : { location: `/api/v1/${slug}/${location}` }),
    },
    body,
  }
}
