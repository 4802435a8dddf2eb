import { and, eq } from "drizzle-orm"
import { orderAddress } from "@/db/schema"
import type { Tx } from "@/db/tenancy"
import { readVendorTerms } from "@/domain/pricing/vendor-terms"
import type { PurchaseDocumentRow } from "./purchase-header"

/** Gives the header the vendor's other address, or its own again where no order address is chosen. */
export async function setBuyFromAddress(tx: Tx, header: PurchaseDocumentRow): Promise<void> {
  const address = header.orderAddressCode === null ? await ownAddress(tx, header) : await otherAddress(tx, header)
  if (!address) return
  header.buyFromVendorName = address.name
  header.buyFromAddress = address.address
  header.buyFromAddress2 = address.address2
  header.buyFromPostCode = address.postCode
  header.buyFromCity = address.city
  header.buyFromCountryRegionCode = address.countryRegionCode
}

async function ownAddress(tx: Tx, { companyId, buyFromVendorNo, postingDate }: PurchaseDocumentRow) {
  const terms = await readVendorTerms(tx, companyId, buyFromVendorNo, postingDate)
  return terms?.buyFrom
}

async function otherAddress(tx: Tx, { companyId, buyFromVendorNo, orderAddressCode }: PurchaseDocumentRow) {
  const [address] = await tx
    .select()
    .from(orderAddress)
    .where(
      and(
        eq(orderAddress.companyId, companyId),
        eq(orderAddress.vendorNo, buyFromVendorNo),
        eq(orderAddress.code, orderAddressCode ?? ""),
      ),
    )
  return address
}
