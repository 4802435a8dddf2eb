import { S3mini } from "s3mini"
import { env } from "@/env"

/** The store of objects does not answer, refuses us or lacks what it should have; the message says which, to whoever operates the portal. */
export class ObjectStoreAway extends Error {}

/** Milliseconds that the store may take to begin an answer, or to take in a part. */
const longestWait = 30_000

/** Whether new files go into the store of objects; those that are there already are read from there all the same. */
export const keepsInObjectStore = () => env().ATTACHMENT_STORE === "s3"

/**
 * Asks the S3-compatible store of the settings (S3_ENDPOINT and the others of env.ts) something.
 * @throws ObjectStoreAway for whatever goes wrong
 */
export async function askObjectStore<T>(ask: (store: S3mini) => Promise<T>): Promise<T> {
  try {
    return await ask(ownStore())
  } catch (error) {
    throw error instanceof ObjectStoreAway ? error : new ObjectStoreAway(reasonOf(error))
  }
}

/** Whether the store answers us, within milliseconds: "refused" where it does not know us, or our bucket; "none" where there is no store. */
export async function objectStoreState(within: number): Promise<"ok" | "away" | "refused" | "none"> {
  if (!env().S3_ENDPOINT) return "none"
  const late = AbortSignal.timeout(within)
  try {
    return (await ownStore(late).bucketExists()) ? "ok" : "refused"
  } catch {
    return "away"
  }
}

function ownStore(late?: AbortSignal): S3mini {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY, S3_SECRET_KEY } = env()
  if (!S3_ENDPOINT)
    throw new ObjectStoreAway("files are kept in a store of objects, and the settings name none: S3_ENDPOINT")
  return new S3mini({
    endpoint: `${S3_ENDPOINT.replace(/\/+$/u, "")}/${S3_BUCKET}`,
    region: S3_REGION!,
    accessKeyId: S3_ACCESS_KEY!,
    secretAccessKey: S3_SECRET_KEY!,
    fetch: (address, init) => fetchInTime(address, init, late),
  })
}

/** Bounds the time until an answer begins; what is read of it may take as long as its reader does. */
async function fetchInTime(
  address: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
  late = new AbortController().signal,
): Promise<Response> {
  const given = new AbortController()
  const timer = setTimeout(() => given.abort(new Error("no answer in time")), longestWait)
  try {
    // Next.js would keep answers otherwise; a redirection is signed for another address.
    const how: RequestInit = { cache: "no-store", redirect: "error", signal: AbortSignal.any([given.signal, late]) }
    return await fetch(address, { ...init, ...how })
  } finally {
    clearTimeout(timer)
  }
}

/** fetch says "fetch failed" of everything, and why in the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  const below = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : undefined
  return below && !message.includes(below) ? `${message}: ${below}` : message
}
