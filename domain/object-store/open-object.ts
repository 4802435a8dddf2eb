import { askObjectStore, ObjectStoreAway } from "./object-store"

/**
 * An object, to be read as its bytes come.
 * @throws ObjectStoreAway, before the first byte where there is no such object
 */
export async function openObject(key: string): Promise<AsyncIterable<Uint8Array>> {
  const answer = await askObjectStore(store => store.getObjectResponse(key))
  if (!answer?.body) throw new ObjectStoreAway(`there is no object ${key}`)
  return bytesOf(answer)
}

/** Holds on to the answer: fetch gives up the body of one that nobody has any more. */
async function* bytesOf(answer: Response): AsyncGenerator<Uint8Array> {
  yield* answer.body as unknown as AsyncIterable<Uint8Array>
}
