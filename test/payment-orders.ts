import { paymentOrder } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { today } from "@/domain/dates/date"

/** An order to pay a vendor on account, which nobody was asked about yet, in a company without a limit too. @returns its number */
export async function insertOrder({ companyId, userId }: Actor, vendorNo: string, amount = "1000"): Promise<string> {
  const postingDate = today("Europe/Amsterdam")
  const shared = { vendorNo, postingDate, amount }
  const payment = { ...shared, bankAccountNo: "BANK", currency: "EUR", description: "By order", applications: [] }
  const [made] = await inCompany(companyId, tx =>
    tx
      .insert(paymentOrder)
      .values({ ...shared, companyId, payment, currencyCode: "EUR", amountLcy: amount, requestedBy: userId })
      .returning({ no: paymentOrder.no }),
  )
  return made!.no
}
