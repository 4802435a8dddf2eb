/** What a draft's state is called where the company approves by rules, reviews, or neither. */
import { eq, type SQL, sql } from "drizzle-orm"
import { purchaseInvoice, purchasesSetup } from "@/db/schema"
import type { ApprovalSetting, DraftState } from "./moves"

const byRules = {
  open: "open",
  ready_for_review: "pending_approval",
  reviewed: "approved",
  sent_back: "rejected",
} as const satisfies Record<DraftState, string>

export type ApprovalState = DraftState | (typeof byRules)[DraftState]

/** As people know it: where nobody is asked, everything is open. */
export function shownState(setting: ApprovalSetting, state: DraftState): ApprovalState {
  if (setting === "off") return "open"
  return setting === "rules" ? byRules[state] : state
}

/** The same of a row of a list. */
export function shownStateOf(companyId: number): SQL<ApprovalState> {
  const names = Object.entries(byRules).map(([state, name]) => sql`when ${state} then ${name}`)
  return sql<ApprovalState>`(select case s.approval when 'off' then 'open'
    when 'rules' then case ${purchaseInvoice.reviewState} ${sql.join(names, sql` `)} end
    else ${purchaseInvoice.reviewState} end from ${purchasesSetup} s where ${eq(sql`s.company_id`, companyId)})`
}
