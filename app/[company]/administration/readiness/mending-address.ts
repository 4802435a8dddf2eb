import { correctionAddress } from "@/app/_posting/correction-address"
import { rowPath, tablePath } from "@/app/[company]/administration/setup/addresses"
import { type Actor, may } from "@/domain/access/actor"
import type { Mending } from "@/domain/readiness/lacks"

/** Where something that lacks is mended; undefined where that is no page of the reader's. */
export function mendingAddress(actor: Actor, company: string, mend: Mending | undefined): string | undefined {
  if (!mend) return undefined
  switch (mend.page) {
    case "setup":
      return mend.key === undefined ? tablePath(company, mend.table) : rowPath(company, mend.table, [mend.key])
    case "users":
      return `/${company}/administration/users`
    case "vendors":
      return may(actor, "master_data.edit") ? `/${company}/vendors/new` : undefined
    case "items":
      return may(actor, "master_data.edit") ? `/${company}/items/new` : undefined
    default:
      return correctionAddress(company, mend)
  }
}
