import { and, eq, sql } from "drizzle-orm"
import { salesImportChunk } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"

/** A piece of the file; null behind the last one. */
export async function readChunk(companyId: number, importNo: string, chunkNo: number): Promise<Buffer | null> {
  return inCompany(companyId, async tx => {
    const [chunk] = await tx
      .select({ bytes: salesImportChunk.bytes })
      .from(salesImportChunk)
      .where(
        and(
          eq(salesImportChunk.companyId, companyId),
          eq(salesImportChunk.importNo, importNo),
          eq(salesImportChunk.chunkNo, chunkNo),
        ),
      )
    return chunk?.bytes ?? null
  })
}

/** The file as it was sent, piece by piece; no transaction stays open between them. */
export async function* readFile(companyId: number, importNo: string): AsyncGenerator<Buffer> {
  for (let chunkNo = 0; ; chunkNo++) {
    const bytes = await readChunk(companyId, importNo, chunkNo)
    if (!bytes) return
    yield bytes
  }
}

/** Keeps a piece of the file; the first is 0. */
export async function writeChunk(companyId: number, importNo: string, chunkNo: number, bytes: Buffer): Promise<void> {
  await inCompany(companyId, tx => tx.insert(salesImportChunk).values({ companyId, importNo, chunkNo, bytes }))
}

/** The file is no longer needed. */
export async function removeFile(tx: Tx, companyId: number, importNo: string): Promise<void> {
  await tx.execute(sql`delete from ${salesImportChunk} where company_id = ${companyId} and import_no = ${importNo}`)
}

/** Whether the file is still there: an import that has failed can go on with it then. */
export async function hasFile(tx: Tx, companyId: number, importNo: string): Promise<boolean> {
  const [chunk] = await tx
    .select({ chunkNo: salesImportChunk.chunkNo })
    .from(salesImportChunk)
    .where(
      and(
        eq(salesImportChunk.companyId, companyId),
        eq(salesImportChunk.importNo, importNo),
        eq(salesImportChunk.chunkNo, 0),
      ),
    )
  return chunk !== undefined
}
