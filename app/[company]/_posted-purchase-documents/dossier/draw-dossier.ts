import { setImmediate as othersTurn } from "node:timers/promises"
import { createTranslator } from "next-intl"
import PDFDocument from "pdfkit"
import { registerFonts } from "@/app/[company]/_posted-purchase-documents/pdf/fonts"
import { type Words, wordsIn } from "@/app/[company]/_posted-purchase-documents/pdf/words"
import type { Dossier } from "@/domain/posted-purchase-documents/read-dossier"
import type { Language } from "@/language/language"
import { messages, type Texts } from "@/messages"
import { eventSentence } from "@/messages/event-sentence"
import { Flow } from "./flow"

type Company = { name: string; timeZone: string }

type Telling = { t: ReturnType<typeof translator>; words: Words; language: Language; when: (at: Date) => string }

function translator(language: Language) {
  return createTranslator({ locale: language, messages: messages[language] as Texts, namespace: "dossier" })
}

/**
 * Draws the dossier of a posted document as a PDF, A4, in the reader's language: request, history, approvals, posting, payment, papers, and
 * its place in the chain.
 */
export async function drawDossier(dossier: Dossier, company: Company, language: Language): Promise<Buffer> {
  const words = wordsIn(language, dossier.document.amountDecimals)
  const t = translator(language)
  const instants = new Intl.DateTimeFormat(language, {
    dateStyle: "medium",
    timeStyle: "long",
    timeZone: company.timeZone,
  })
  const telling: Telling = { t, words, language, when: at => instants.format(at) }
  const { header } = dossier.document
  const title = t("titleOf", { document: words.t(`${header.documentType}.titleOf`, { no: header.no }) })
  const pdf = new PDFDocument({
    size: "A4",
    margin: 0,
    lang: language,
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Author: company.name },
  })
  const chunks: Buffer[] = []
  const written = new Promise<Buffer>((resolve, reject) => {
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk))
    pdf.on("end", () => resolve(Buffer.concat(chunks)))
    pdf.on("error", reject)
  })
  registerFonts(pdf)
  const flow = new Flow(pdf)
  flow.title(title, company.name)
  for (const part of [drawPosting, drawRequests, drawApprovals, drawHistory, drawSettlements, drawPapers, drawChain]) {
    await othersTurn()
    part(flow, dossier, telling)
  }
  flow.foot((page, pages) => `${title}, ${words.t("pageOf", { page, pages })}`)
  pdf.end()
  return written
}

function drawPosting(flow: Flow, { document }: Dossier, { t, words, when }: Telling): void {
  const { header, lines } = document
  flow.heading(t("posting"))
  flow.facts([
    [t("vendor"), `${header.buyFromVendorNo} ${header.buyFromVendorName}`],
    [t("vendorsNumber"), header.vendorInvoiceNo],
    [t("postingDate"), words.date(header.postingDate)],
    [t("documentDate"), words.date(header.documentDate)],
    [t("dueDate"), words.date(header.dueDate)],
    [t("amount"), `${words.amount(header.amountIncludingVat)} ${header.currencyCode}`],
    [t("postedBy"), `${header.postedByName}, ${when(header.postedAt)}`],
    [t("requestedBy"), document.requestedByName],
    [t("transaction"), String(header.transactionNo)],
    [t("duplicateReason"), header.duplicateReason],
  ])
  flow.table(
    [
      { head: t("no"), width: 70 },
      { head: t("description"), width: 205 },
      { head: t("quantity"), width: 70, align: "right" },
      { head: t("cost"), width: 80, align: "right" },
      { head: t("lineAmount"), width: 80, align: "right" },
    ],
    lines.map(line =>
      line.type === "comment" || line.no === null
        ? ["", line.description, "", "", ""]
        : [
            line.no,
            line.description,
            `${words.quantity(line.quantity)} ${line.unitOfMeasureCode}`.trim(),
            words.cost(line.price),
            words.amount(line.lineAmount),
          ],
    ),
  )
}

function drawRequests(flow: Flow, { requests }: Dossier, { t, words, when }: Telling): void {
  flow.heading(t("request"))
  if (requests.length === 0) flow.text(t("noRequest"))
  for (const { no, requestedByName, requestedAt, vendorName, amount, currencyCode, sold, lines } of requests) {
    flow.facts([
      [t("no"), no],
      [t("requestedBy"), `${requestedByName}, ${when(requestedAt)}`],
      [t("vendor"), vendorName],
      [t("amountShown"), `${words.amount(amount)} ${currencyCode}`],
      [t("soldTo"), sold && `${sold.salesInvoiceNo}, ${sold.customerName}`],
    ])
    flow.table(
      [
        { head: t("no"), width: 80 },
        { head: t("description"), width: 245 },
        { head: t("quantity"), width: 90, align: "right" },
        { head: t("costShown"), width: 90, align: "right" },
      ],
      lines.map(line => [
        line.no ?? "",
        line.description,
        `${line.quantity === null ? "" : words.quantity(line.quantity)} ${line.unitOfMeasureCode ?? ""}`.trim(),
        costOf(line.typedUnitCost ?? line.shownUnitCost, words),
      ]),
    )
  }
}

const costOf = (cost: string | null, words: Words) => (cost === null ? "" : words.cost(cost))

function drawApprovals(flow: Flow, { approvals }: Dossier, { t, words, when }: Telling): void {
  flow.heading(t("approvals"))
  if (approvals.length === 0) flow.text(t("noApprovals"))
  for (const { state, sentAt, sentByName, amount, digest, facts, entries } of approvals) {
    flow.facts([
      [t("sentBy"), `${sentByName}, ${when(sentAt)}`],
      [t("amount"), words.amount(amount)],
      [t("outcome"), t(`outcomes.${state}`)],
      [t("signed"), digest],
      [t("facts"), Object.keys(facts).length > 0 ? JSON.stringify(facts) : ""],
    ])
    flow.table(
      [
        { head: t("who"), width: 140 },
        { head: t("answer"), width: 100 },
        { head: t("when"), width: 125 },
        { head: t("reason"), width: 140 },
      ],
      entries.map(({ approver, decision, decidedAt, reason, comment }) => [
        approver,
        decision === null ? t("unanswered") : t(`answers.${decision}`),
        decidedAt === null ? "" : when(decidedAt),
        [reason, comment].filter(Boolean).join(" "),
      ]),
    )
  }
}

function drawHistory(flow: Flow, { events }: Dossier, { t, language, when }: Telling): void {
  const said = createTranslator({ locale: language, messages: messages[language] as Texts, namespace: "events" })
  // Its keys are those of an event, as everywhere.
  const say = said as unknown as Parameters<typeof eventSentence>[0]
  flow.heading(t("history"))
  flow.table(
    [
      { head: t("when"), width: 125 },
      { head: t("what"), width: 380 },
    ],
    events.map(event => [when(event.at), eventSentence(say, event)]),
  )
}

function drawSettlements(flow: Flow, { settledBy, document }: Dossier, { t, words }: Telling): void {
  flow.heading(t("payment"))
  flow.facts([[t("remaining"), `${words.amount(document.remaining)} ${document.header.currencyCode}`]])
  if (settledBy.length === 0) {
    flow.text(t("noPayment"))
    return
  }
  flow.table(
    [
      { head: t("kind"), width: 125 },
      { head: t("no"), width: 125 },
      { head: t("postingDate"), width: 125 },
      { head: t("amount"), width: 130, align: "right" },
    ],
    settledBy.map(({ documentType, documentNo, entry }) => [
      t(`types.${documentType}`),
      documentNo,
      entry ? words.date(entry.postingDate) : "",
      entry ? `${words.amount(entry.amount)} ${entry.currencyCode}` : "",
    ]),
  )
}

function drawPapers(flow: Flow, { attachments }: Dossier, { t, when }: Telling): void {
  flow.heading(t("papers"))
  if (attachments.length === 0) flow.text(t("noPapers"))
  for (const { fileName, size, hash, attachedAt, attachedByName, withdrawnAt } of attachments) {
    flow.facts([
      [t("file"), `${fileName}, ${t("bytes", { size })}`],
      ["SHA-256", hash],
      [t("attachedBy"), `${attachedByName}, ${when(attachedAt)}`],
      [t("withdrawn"), withdrawnAt && when(withdrawnAt)],
    ])
  }
}

function drawChain(flow: Flow, { link }: Dossier, { t, words }: Telling): void {
  flow.heading(t("chain"))
  if (!link) {
    flow.text(t("notLinked"))
    return
  }
  flow.facts([
    [t("position"), String(link.position)],
    ["SHA-256", link.hash],
    [t("sealed"), link.sealed === null ? t("notSealed") : words.date(link.sealed)],
  ])
  flow.text(t("chainText"))
}
