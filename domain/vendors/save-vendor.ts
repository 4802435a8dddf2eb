import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { saveCard } from "@/domain/records/cards"
import type { RecordInput } from "@/domain/records/save-record"
import { vendorCard } from "./vendor-card"

/**
 * Registers a vendor, or changes one: what is left blank comes from the company's setup, the posting groups from where the
 * vendor is (at home, in the European Union, elsewhere). A VAT registration number belongs to one vendor, unless somebody
 * who may allow duplicates says why there is another (`typed.sharedVatReason`).
 *
 * @returns its number and name
 * @throws Refusal naming everything that is wrong, each beside its field; "vendor_exists" (params no, name) where one of the
 *   same name and address is there already, so that a form sent twice makes one vendor; StaleRecord; NotFound; Forbidden
 */
export async function saveVendor(actor: Actor, input: RecordInput): Promise<{ no: string; name: string }> {
  authorise(actor, "master_data.edit")
  return inCompany(actor.companyId, async tx => {
    const { no, name } = await saveCard(tx, actor, vendorCard, input)
    return { no: no!, name: name! }
  })
}
