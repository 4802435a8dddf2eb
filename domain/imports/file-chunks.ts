import { and, eq, sql } from "drizzle-orm"
import { fileImportChunk } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { FileSource } from "@/domain/file-reading/understanding"

/** The file as it was sent, piece by piece, as often as it is opened; no transaction stays open between the pieces. */
export function fileOf(companyId: number, importNo: string): FileSource {
  return async function* () {
    for (let chunkNo = 0; ; chunkNo++) {
      const bytes = await readChunk(companyId, importNo, chunkNo)
      if (!bytes) return
      yield bytes
    }
  }
}

async function readChunk(companyId: number, importNo: string, chunkNo: number): Promise<Buffer | null> {
  const c = fileImportChunk
  return inCompany(companyId, async tx => {
    const [chunk] = await tx
      .select({ bytes: c.bytes })
      .from(c)
      .where(and(eq(c.companyId, companyId), eq(c.importNo, importNo), eq(c.chunkNo, chunkNo)))
    return chunk?.bytes ?? null
  })
}

/** Keeps a piece of the file; the first is 0. */
export async function writeChunk(companyId: number, importNo: string, chunkNo: number, bytes: Buffer): Promise<void> {
  await inCompany(companyId, tx => tx.insert(fileImportChunk).values({ companyId, importNo, chunkNo, bytes }))
}

/** Whether the file is still there: it can be read again then. */
export async function hasFile(tx: Tx, companyId: number, importNo: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from ${fileImportChunk} where company_id = ${companyId} and import_no = ${importNo} and chunk_no = 0`)
  return rows.length > 0
}
