import { sql } from "drizzle-orm"
import type { Problem } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import {
  type PieceOutcome,
  type PieceRead,
  type PiecesAsked,
  readWork,
  type WorkRead,
} from "@/domain/background-work/read-work"
import type { AskedDocument } from "./post-document"
import { batchPostingWork } from "./work-kind"

/** What came of one document. */
export type BatchDocument = AskedDocument & {
  lineNo: number
  outcome: PieceOutcome
  /** Every reason why it was refused. */
  problems: Problem[] | null
  amountDecimals: number
  /** What it became; null where it was not posted. */
  postedNo: string | null
  postedType: "invoice" | "credit_memo" | null
  /** Of the draft, while it is still there to be corrected. */
  draftType: "invoice" | "credit_memo" | null
}

export type BatchPostingRead = Omit<WorkRead, "pieces"> & { documents: BatchDocument[] }

/**
 * One batch: how far it is, and what came of its documents, in their order.
 * @throws Forbidden; NotFound for an unknown batch and another company's
 */
export async function readBatchPosting(actor: Actor, no: number, asked: PiecesAsked = {}): Promise<BatchPostingRead> {
  return inCompany(actor.companyId, async tx => {
    const { pieces, ...read } = await readWork(tx, batchPostingWork, actor, no, asked)
    return { ...read, documents: await documentsOf(tx, actor.companyId, pieces) }
  })
}

async function documentsOf(tx: Tx, companyId: number, pieces: readonly PieceRead[]): Promise<BatchDocument[]> {
  const asked = pieces.map(({ pieceNo, resultNo, content }) => ({ pieceNo, resultNo, ...(content as AskedDocument) }))
  const found = await tx.execute<Pick<BatchDocument, "lineNo" | "amountDecimals" | "postedType" | "draftType">>(sql`
    select asked."pieceNo" as "lineNo",
      coalesce((select c.amount_decimals from currency c
        where c.company_id = ${companyId} and c.code = asked."currencyCode"), 2) as "amountDecimals",
      (select p.document_type from posted_purchase_document p
        where p.company_id = ${companyId} and p.no = asked."resultNo") as "postedType",
      (select p.document_type from purchase_invoice p
        where p.company_id = ${companyId} and p.no = asked."documentNo") as "draftType"
    from json_to_recordset(${JSON.stringify(asked)}::json)
      as asked ("pieceNo" int, "documentNo" text, "currencyCode" text, "resultNo" text)`)
  const of = new Map(found.map(({ lineNo, ...rest }) => [lineNo, rest]))
  return pieces.map(({ pieceNo: lineNo, outcome, problems, resultNo: postedNo, content }) => {
    return { ...(content as AskedDocument), lineNo, outcome, problems, postedNo, ...of.get(lineNo)! }
  })
}
