import type { AnyImportKind } from "@/domain/import-kinds/import-kind"
import { customerMaster } from "@/domain/master-import/customers"
import { itemVendorMaster } from "@/domain/master-import/item-vendors"
import { itemMaster } from "@/domain/master-import/items"
import { masterImport } from "@/domain/master-import/master-import"
import { purchaseLineDiscountMaster, purchasePriceMaster, salesPriceMaster } from "@/domain/master-import/price-lists"
import { vendorMaster } from "@/domain/master-import/vendors"
import { openingImportKinds } from "@/domain/opening-balances/import-kind"
import { paymentImportKind } from "@/domain/payment-import/import-kind"
import { salesImportKind } from "@/domain/sales-import/import-kind"

/** Every kind of file that can be imported: upload, trial, report, undoing, pages and command are derived from it. */
export const importKinds: AnyImportKind[] = [
  salesImportKind,
  paymentImportKind,
  masterImport(vendorMaster),
  masterImport(customerMaster),
  masterImport(itemMaster),
  masterImport(itemVendorMaster),
  masterImport(purchasePriceMaster),
  masterImport(purchaseLineDiscountMaster),
  masterImport(salesPriceMaster),
  ...openingImportKinds,
]

/** The kind of that name; undefined for none. */
export function importKindNamed(name: string): AnyImportKind | undefined {
  return importKinds.find(kind => kind.name === name)
}
