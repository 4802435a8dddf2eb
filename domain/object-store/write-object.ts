import { askObjectStore, ObjectStoreAway } from "./object-store"

/** Bytes of a part of an object, and of the largest one that is sent in one piece; S3 wants 5 MiB at least. */
const PART_SIZE = 8 * 1024 * 1024

export type ObjectWriter = {
  /** Takes the next bytes; at most one part of them is held in memory. */
  write(bytes: Buffer): Promise<void>
  /** Makes the object of what was written: it is there whole from then on, and nothing of it before. */
  end(): Promise<void>
  /** Gives up what was not ended, as well as can be; parts that the store cannot be rid of now, its own rules remove. */
  abort(): Promise<void>
}

/**
 * Writes an object of unknown length as its bytes come: in one request where one part holds it, else part by part.
 * @throws each of them: ObjectStoreAway
 */
export function writeObject(key: string): ObjectWriter {
  let waiting: Buffer[] = []
  let length = 0
  let uploadId: string | undefined
  const parts: { partNumber: number; etag: string }[] = []

  function taken(): Buffer {
    const bytes = Buffer.concat(waiting)
    waiting = []
    length = 0
    return bytes
  }
  async function sendPart(): Promise<string> {
    const id = uploadId ?? (await askObjectStore(store => store.getMultipartUploadId(key)))
    uploadId = id
    const part = taken()
    parts.push(await askObjectStore(store => store.uploadPart(key, id, part, parts.length + 1)))
    return id
  }
  return {
    async write(bytes) {
      if (length > 0 && length + bytes.length > PART_SIZE) await sendPart()
      waiting.push(bytes)
      length += bytes.length
    },
    async end() {
      if (uploadId === undefined) {
        const whole = taken()
        await askObjectStore(store => store.putObject(key, whole))
        return
      }
      const id = await sendPart()
      const { etag } = await askObjectStore(store => store.completeMultipartUpload(key, id, parts))
      // The store may say only in the body of its answer that it could not put the parts together.
      if (!etag) throw new ObjectStoreAway(`the parts of ${key} were not put together`)
      uploadId = undefined
    },
    async abort() {
      const id = uploadId
      if (id !== undefined) await askObjectStore(store => store.abortMultipartUpload(key, id)).catch(() => {})
    },
  }
}
