import { approvalEndpoints } from "./approvals"
import { customerEndpoints, itemEndpoints, vendorEndpoints } from "./cards"
import type { Endpoint, Method } from "./endpoint"
import { importEndpoints } from "./imports"
import { paymentOrderEndpoints } from "./payment-orders"
import { paymentEndpoints } from "./payments"
import { postedEndpoints } from "./posted-documents"
import { purchaseDocumentEndpoints } from "./purchase-documents"
import { purchaseRequestEndpoints } from "./purchase-requests"
import { reviewAndPostEndpoints } from "./review-and-post"
import { salesInvoiceEndpoints } from "./sales-invoices"

/** All of the API: routing, reading, answers and the OpenAPI document are made of it. */
export const endpoints: readonly Endpoint[] = [
  ...purchaseDocumentEndpoints,
  ...salesInvoiceEndpoints,
  ...purchaseRequestEndpoints,
  ...reviewAndPostEndpoints,
  ...approvalEndpoints,
  ...postedEndpoints,
  ...paymentEndpoints,
  ...paymentOrderEndpoints,
  ...vendorEndpoints,
  ...itemEndpoints,
  ...customerEndpoints,
  ...importEndpoints,
]

type Found = { endpoint: Endpoint; params: Record<string, string> } | { allowed: Method[] }

/** @returns the methods that the address takes, where it does not take this one; undefined for an address that is none */
export function findEndpoint(method: string, parts: readonly string[]): Found | undefined {
  const here = endpoints.flatMap(endpoint => {
    const params = paramsOf(endpoint.path, parts)
    return params ? { endpoint, params } : []
  })
  const wanted = method === "HEAD" ? "GET" : method
  const found = here.find(({ endpoint }) => endpoint.method === wanted)
  if (found) return found
  return here.length > 0 ? { allowed: here.map(({ endpoint }) => endpoint.method) } : undefined
}

function paramsOf(path: string, parts: readonly string[]): Record<string, string> | undefined {
  const names = path.slice(1).split("/")
  if (names.length !== parts.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    const part = parts[index]!
    if (name.startsWith("{")) params[name.slice(1, -1)] = part
    else if (name !== part) return undefined
  }
  return params
}
