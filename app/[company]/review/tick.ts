import type { ShownDraft } from "@/domain/purchase-approvals/agree-to-many"

/** What came of a draft that was ticked. */
export type AgreedRow = {
  no: string
  /** Null: it is no draft any more. */
  path: string | null
  /** In words; "": it is approved, or reviewed. */
  why: string
}

/** What a box of the list sends: the draft as the list shows it. */
export const tickOf = ({ no, version, digest }: ShownDraft) => `${version} ${digest} ${no}`

/** @returns null for what no box sends */
export function readTick(value: string): ShownDraft | null {
  const [, version, digest, no] = /^(\d{1,9}) ([0-9a-f]{0,64}) (.{1,50})$/u.exec(value) ?? []
  return no === undefined ? null : { no, version: Number(version), digest: digest! }
}
