import { randomUUID } from "node:crypto"
import { keepsInObjectStore } from "@/domain/object-store/object-store"
import { openObject } from "@/domain/object-store/open-object"
import { type ObjectWriter, writeObject } from "@/domain/object-store/write-object"
import type { AttachmentRow } from "./attached"
import { readPieces, writePiece } from "./pieces"

/** Where the bytes of a file are: pieces in PostgreSQL, or one object in an S3-compatible store. */
export type Place = Pick<AttachmentRow, "store" | "objectKey">

/** Where a new file of a company goes, as the settings have it. No two objects ever have the same key. */
export function placeForNew(companyId: number): Place {
  if (!keepsInObjectStore()) return { store: "postgresql", objectKey: null }
  return { store: "s3", objectKey: `${companyId}/${randomUUID()}` }
}

/** Writes the bytes of a file to its place. @throws ObjectStoreAway, from each of them */
export function writerAt(companyId: number, id: number, { objectKey }: Place): ObjectWriter {
  if (objectKey !== null) return writeObject(objectKey)
  let pieceNo = 0
  return {
    write: bytes => writePiece(companyId, id, pieceNo++, bytes),
    end: async () => {},
    // The pieces go with their row.
    abort: async () => {},
  }
}

/** The bytes of a file, from its place. @throws ObjectStoreAway where that cannot be read */
export async function openAt(companyId: number, id: number, { objectKey }: Place): Promise<AsyncIterable<Uint8Array>> {
  return objectKey === null ? readPieces(companyId, id) : openObject(objectKey)
}
