import { and, eq } from "drizzle-orm"
import { customer, salesInvoice, salesPrice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { type Actor, authorise } from "@/domain/access/actor"
import { NotFound, refuse } from "@/domain/errors"
import { recordEvent } from "@/domain/history/record-event"
import { namedIn } from "@/domain/lists/named-in"
import { saveCard } from "@/domain/records/cards"
import type { RecordInput } from "@/domain/records/save-record"
import { customerCard } from "./customer-card"

/**
 * Registers a customer, or changes one: what is left blank comes from the company's setup, the posting groups from where it is.
 *
 * @returns its number and name
 * @throws Refusal naming everything that is wrong, each beside its field; StaleRecord; NotFound; Forbidden
 */
export async function saveCustomer(actor: Actor, input: RecordInput): Promise<{ no: string; name: string }> {
  authorise(actor, "master_data.edit")
  return inCompany(actor.companyId, async tx => {
    const { no, name } = await saveCard(tx, actor, customerCard, input)
    return { no: no!, name: name! }
  })
}

/**
 * Deletes a customer of whom no document knows.
 * @throws Refusal customer.in_use; NotFound; Forbidden
 */
export async function deleteCustomer(actor: Actor, no: string): Promise<void> {
  authorise(actor, "master_data.edit")
  const { companyId } = actor
  await inCompany(companyId, async tx => {
    const own = and(eq(customer.companyId, companyId), eq(customer.no, no))
    const [found] = await tx
      .select({ name: customer.name, mergedInto: customer.mergedInto })
      .from(customer)
      .where(own)
      .for("update")
    if (!found) throw new NotFound(`customer ${no}`)
    const used = await namedIn(
      tx,
      companyId,
      [no],
      [salesInvoice.customerNo, customer.billToCustomerNo, customer.mergedInto],
    )
    if (used.size > 0 || found.mergedInto !== null) throw refuse("customer.in_use", { no })
    await tx.delete(salesPrice).where(and(eq(salesPrice.companyId, companyId), eq(salesPrice.customerNo, no)))
    await tx.delete(customer).where(own)
    await recordEvent(tx, {
      companyId,
      actor,
      kind: "customer.deleted",
      subjectType: "customer",
      subjectNo: no,
      data: { customerName: found.name },
    })
  })
}
