/** What a sentence about an event needs of it. */
export type EventTold = {
  /** e.g. "purchase_request.ready"; its sentence is `events.<kind>` in the messages. */
  kind: string
  subjectNo: string
  /** Empty for the system. */
  actorName: string
  data: Record<string, unknown>
}

/** What sentences may name and an older event may lack. */
const absent = {
  vendorName: "",
  itemName: "",
  unit: "",
  quantity: "",
  vendorNo: "",
  vendorItemNo: "",
  customerName: "",
  description: "",
  salesInvoiceNo: "",
  purchaseInvoiceNo: "",
  postedNo: "",
  fileName: "",
  name: "",
  sharesVatWith: "none",
  reason: "",
  account: "",
  holder: "",
  documents: "",
  document: "",
  lineCount: 0,
  costChanges: 0,
  invoicesMade: 0,
  rowsRefused: 0,
  documentCount: 0,
  posted: 0,
  refused: 0,
}

/** What says sentences of the namespace `events`. */
type Say = { (key: string, params?: Record<string, string | number>): string; has(key: string): boolean }

/** Says in one sentence what happened, in the language of the words given: also where there is no page. */
export function eventSentence(t: Say, { kind, subjectNo, actorName, data }: EventTold): string {
  const words = Object.entries(data).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === "string" || typeof entry[1] === "number",
  )
  const params = { ...absent, ...Object.fromEntries(words), no: subjectNo, actor: actorName || t("system") }
  return t(t.has(kind) ? kind : "other", params)
}
