import { Refusal } from "@/domain/errors"
import { fileBytes, firstBytes } from "./file-bytes"
import { isArchive } from "./table"
import type { FileSource } from "./understanding"
import { openArchive } from "./workbook-archive"

/** Bytes of a text that is read in a moment, and of a workbook's XML, which says the same at greater length. */
const TEXT = 64 * 1024
const WORKBOOK = 8 * TEXT

/**
 * Whether a file is read in a moment, or refused: it is small, and so is what it unpacks to. No more is unpacked than that takes to see.
 * @param size bytes as it was sent
 */
export async function isSmallFile(file: FileSource, size: number): Promise<boolean> {
  if (size > TEXT) return false
  try {
    return isArchive(await firstBytes(file)) ? await isSmallWorkbook(file) : await isSmallText(file)
  } catch (error) {
    if (error instanceof Refusal) return true
    throw error
  }
}

async function isSmallWorkbook(file: FileSource): Promise<boolean> {
  const { entries } = await openArchive(file)
  // An entry that unpacks to more than it says is refused where it is read.
  return [...entries.values()].reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0) <= WORKBOOK
}

async function isSmallText(file: FileSource): Promise<boolean> {
  let unpacked = 0
  for await (const { length } of fileBytes(file)) {
    unpacked += length
    if (unpacked > TEXT) return false
  }
  return true
}
