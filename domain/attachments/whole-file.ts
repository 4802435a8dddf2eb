import { createHash } from "node:crypto"
import type { AttachmentRow } from "./attached"

/** What came out of its place is not what went in. */
class FileAltered extends Error {}

/**
 * The same bytes, the last of them only once all are known to be those that came in.
 * @throws FileAltered (to be told, not to be caught) instead of the last ones where they are others, fewer or more
 */
export async function* wholeFile(
  bytes: AsyncIterable<Uint8Array>,
  { id, size, hash }: Pick<AttachmentRow, "id" | "size"> & { hash: string },
): AsyncGenerator<Uint8Array> {
  const sum = createHash("sha256")
  let read = 0
  let last: Uint8Array | undefined
  for await (const some of bytes) {
    read += some.length
    if (read > size) break
    if (last) yield last
    sum.update(some)
    last = some
  }
  if (read !== size || sum.digest("hex") !== hash)
    throw new FileAltered(`attachment ${id} is not what came in: ${read} bytes were read, ${size} expected`)
  if (last) yield last
}
