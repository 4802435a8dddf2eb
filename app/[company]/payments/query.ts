import { parameter, type Search, word } from "@/app/_lists/list-address"
import { listQueryIn } from "@/app/_lists/list-query"
import { type PaymentQuery, paymentSorts, paymentStates } from "@/domain/payments/list-payments"

/** What the address asks of the list of payments, and of its file. */
export function paymentQueryIn(search: Search): PaymentQuery {
  return {
    ...listQueryIn(search, paymentSorts),
    state: word(search, "state", paymentStates),
    vendorNo: parameter(search, "vendor"),
  }
}
