/** The number series of imports; no setup chooses another. */
export const IMPORT_SERIES = "IMP"

/** Bytes in one piece of a file as it is kept. */
export const CHUNK_SIZE = 256 * 1024
