import { Readable } from "node:stream"
import type { ReadableStream } from "node:stream/web"
import busboy from "busboy"
import { receivedLine } from "@/domain/text/received-text"

export type Upload = {
  /** Fields that stood before the file in the form. */
  fields: Map<string, string>
  fileName: string
  /** The file as it comes in; stopping early leaves the rest unread. */
  file: AsyncIterable<Uint8Array>
}

/** Fields of the form beside the file, and characters of each. */
const MOST_FIELDS = 20
const LONGEST_FIELD = 200

/**
 * Reads a form with one file as it comes in; nothing of the file is held in memory.
 *
 * @param use gets the upload while it goes on; null where the form has no file
 * @returns what `use` returned, once the whole request has been read: a browser shows no answer before it has sent all
 * @throws what `use` throws; TypeError where the request is no such form, or breaks off
 */
export async function readUpload<T>(request: Request, use: (upload: Upload | null) => Promise<T>): Promise<T> {
  const { body, headers } = request
  const contentType = headers.get("content-type") ?? ""
  if (!body || !contentType.startsWith("multipart/form-data")) throw new TypeError("not a form with a file")
  const parser = busboy({
    headers: { "content-type": contentType },
    limits: { files: 1, fields: MOST_FIELDS, fieldSize: LONGEST_FIELD },
    defParamCharset: "utf8",
  })
  const sent = Readable.fromWeb(body as ReadableStream)
  const fields = new Map<string, string>()
  parser.on("field", (name, value) => fields.set(name, receivedLine(value)))

  const result = new Promise<T>((resolve, reject) => {
    let settled = false
    parser.on("file", (_name, stream, { filename }) => {
      settled = true
      // Whoever reads it is told by the iterator; without a listener it ends the process when nobody reads any more.
      stream.on("error", () => {})
      const file = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
      use({ fields, fileName: filename ?? "", file })
        .then(resolve, reject)
        .finally(() => stream.resume())
    })
    parser.on("close", () => {
      if (!settled) use(null).then(resolve, reject)
    })
    parser.on("error", error => {
      settled = true
      reject(error)
      sent.resume()
    })
  })
  sent.on("error", error => parser.destroy(error))
  const drained = new Promise<void>((resolve, reject) => {
    sent.on("end", resolve)
    sent.on("error", reject)
  })
  sent.pipe(parser)
  const [answer] = await Promise.allSettled([result, drained])
  if (answer.status === "rejected") throw answer.reason
  return answer.value
}
