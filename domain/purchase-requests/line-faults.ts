/** Why an item line cannot be bought. */
import type { Issue } from "@/domain/errors"
import { type Decimal, ONE } from "@/domain/money/decimal"
import type { ItemRow, ItemTerms, VatSetup } from "@/domain/pricing/item-terms"
import type { VendorTerms } from "@/domain/pricing/vendor-terms"

/** What is bought, and in which unit, as it was asked for. */
type NamedLine = { no: string; description: string; unitOfMeasureCode: string }

/** The line's item, and the VAT posting setup for vendor and item. */
type FoundItem = { bought: ItemRow; vat: VatSetup | undefined }

type LineFault = Omit<Issue, "field">

/** Base units in the line's unit; blank is the base unit. Undefined: the item is not kept in that unit. */
export function qtyPerUnitOf(line: NamedLine, bought: ItemRow, { unitsOfMeasure }: ItemTerms): Decimal | undefined {
  if (line.unitOfMeasureCode === "" || line.unitOfMeasureCode === bought.baseUnitOfMeasure) return ONE
  return unitsOfMeasure.get(bought.no)?.get(line.unitOfMeasureCode)
}

/**
 * Everything that is wrong with an item line, each with the line's number and description.
 * @param found undefined: there is no such item
 */
export function lineFaults(
  line: NamedLine,
  found: FoundItem | undefined,
  terms: VendorTerms,
  itemTerms: ItemTerms,
): LineFault[] {
  const named = { no: line.no, description: line.description }
  if (!found) return [{ code: "item_not_found", params: named }]
  const { bought, vat } = found
  const faults: LineFault[] = []
  const add = (code: string, params: LineFault["params"]) => faults.push({ code, params })
  if (bought.blocked) add("item_blocked", named)
  else if (bought.purchasingBlocked) add("item_purchasing_blocked", named)
  if (!qtyPerUnitOf(line, bought, itemTerms)) add("item_unit_missing", { ...named, unit: line.unitOfMeasureCode })
  if (!bought.vatProdPostingGroup) add("item_vat_group_missing", named)
  else if (!vat || vat.blocked) {
    const groups = { business: terms.payTo.vatBusPostingGroup ?? "", product: bought.vatProdPostingGroup }
    add("vat_posting_setup_missing", { ...named, ...groups })
  }
  if (!bought.genProdPostingGroup) add("item_posting_group_missing", named)
  else if (!itemTerms.genProdPostingGroups.has(bought.genProdPostingGroup)) {
    const groups = { business: terms.payTo.genBusPostingGroup ?? "", product: bought.genProdPostingGroup }
    add("general_posting_setup_missing", { ...named, ...groups })
  }
  if (bought.type === "inventory" && !bought.inventoryPostingGroup) add("item_inventory_group_missing", named)
  return faults
}
