import { batchPostingWork } from "@/domain/batch-posting/work-kind"
import type { CopySource } from "@/domain/posted-purchase-documents/copy-document"
import { asks, looksFor, names, namesForBoth } from "./row"

const noEdit = { version: 0, header: {}, lines: [], loaded: [], deleted: [], choices: {} }
const longAgo = "1990-01-01"
const copyLines = (from: CopySource) => ({ version: 0, from, part: "lines", recalculate: true })

/** Drafts, posting, posted documents, payments and the books. */
export const purchaseRows = {
  documentsSeenBy: asks("✓✓✓–"),
  listPurchaseDocuments: asks("✓✓✓–", {}),
  newPurchaseDocument: asks("–✓✓–", { formId: "rights", vendorNo: "" }),
  readPurchaseDocument: [names("o✓✓–", of => [of.draftNo]), names("o✓✓–", of => [of.creditMemoNo])],
  readPurchaseLines: names("o✓✓–", of => [of.draftNo]),
  readPurchaseEditContext: names("o✓✓–", of => [of.draftNo]),
  lookUpItems: names("o✓✓–", of => [of.draftNo, "lamp"]),
  previewPurchaseEdit: names("o✓✓–", of => [of.draftNo, noEdit]),
  savePurchaseDocument: names("o✓✓–", of => [of.draftNo, noEdit]),
  typeVatAmounts: names("o✓✓–", of => [of.draftNo, { version: 0, amounts: {} }]),
  turnPurchaseDocument: names("–✓✓–", of => [of.draftNo, 0]),
  deletePurchaseDocument: names("o✓✓–", of => [of.draftNo, 0]),
  readStatistics: names("o✓✓–", of => [of.draftNo]),
  previewPosting: names("o✓✓–", of => [of.draftNo]),
  checkDraft: names("o✓✓–", of => [of.draftNo]),
  findDuplicates: [
    asks("–✓✓–", { no: "", documentType: "invoice", vendorNo: "", vendorInvoiceNo: "" }),
    names("o✓✓–", of => [{ no: of.draftNo, documentType: "invoice", vendorNo: "", vendorInvoiceNo: "" }]),
  ],
  findPostedAs: looksFor("✓✓✓–", of => [of.postedDraftNo]),
  readDraftFacts: names("o✓✓–", of => [of.draftNo]),
  readQueue: asks("––✓–"),
  waitingDrafts: asks("✓✓✓–", "sent_back"),
  waitingRequests: asks("✓✓✓–"),
  countWaiting: asks("✓✓✓–", "failed"),
  listReadyForReview: asks("––✓–"),
  markReviewed: names("––✓–", of => [of.draftNo, 0]),
  sendBack: names("––✓–", of => [of.draftNo, 0, ""]),
  sendForApproval: names("o✓✓–", of => [of.draftNo, 0]),
  previewApproval: names("o✓✓–", of => [of.draftNo]),
  readDraftApprovals: names("o✓✓–", of => [of.draftNo]),
  readPostedApprovals: looksFor("–✓✓✓", of => [of.postedDraftNo]),
  listDelegates: names("––✓–", of => [of.draftNo]),
  approve: names("––✓–", of => [of.draftNo, 0]),
  agreeToMany: looksFor("––✓–", of => [[{ no: of.draftNo, version: 0, digest: "" }]]),
  reject: names("––✓–", of => [of.draftNo, 0, "Too dear"]),
  cancelApproval: names("o✓✓–", of => [of.draftNo, 0]),
  reopen: names("–✓✓–", of => [of.draftNo, 0]),
  delegate: names("––✓–", of => [of.draftNo, 0, 0, "Away"]),
  reassign: names("–––✓", of => [of.draftNo, 0, 0, 0, "Away"]),
  allowDuplicate: names("––✓–", of => [of.draftNo, 0, "Twice"]),

  postPurchaseDocument: names("––✓–", of => [of.draftNo, { version: 0, unreviewed: true }]),
  countChosenDrafts: asks("––✓–", "all_reviewed"),
  requestBatchPosting: asks("––✓–", { formId: "nothing", choice: { nos: [] }, unreviewed: false }),
  listWork: asks("––✓–", batchPostingWork),
  readBatchPosting: names("––✓–", of => [of.batchId]),

  listPostedPurchaseDocuments: asks("–✓✓✓", { documentType: "invoice" }),
  readDossier: names("–✓✓✓", of => ["invoice", of.postedNo]),
  readPostedPurchaseDocument: names("–✓✓✓", of => ["invoice", of.postedNo]),
  readPostedStatistics: names("–✓✓✓", of => ["invoice", of.postedNo]),
  findEntries: names("–✓✓✓", of => ["invoice", of.postedNo, { table: "gl_entry", after: 0 }]),
  previewCancellation: names("––✓–", of => [of.postedNo]),
  copyDocument: [
    names("o✓✓–", of => [of.draftNo, copyLines({ isPosted: false, documentType: "invoice", no: "nothing" })]),
    namesForBoth("o✓✓–", "–✓✓✓", of => [
      of.draftNo,
      copyLines({ isPosted: true, documentType: "invoice", no: of.postedNo }),
    ]),
  ],
  readCreditable: names("–✓✓–", of => [of.postedNo]),
  createCreditMemo: names("–✓✓–", of => [of.postedNo, { formId: "rights", everything: false, lines: [] }]),
  cancelPostedInvoice: names("––✓–", of => [of.postedNo, { postingDate: longAgo, reason: "Wrong" }]),
  correctPostedInvoice: names("––✓–", of => [of.postedNo, { postingDate: longAgo, reason: "Wrong" }]),

  listPayments: asks("–✓✓✓", {}),
  paymentTypeOf: looksFor("–✓✓✓", of => [of.paymentNo]),
  readPayment: names("–✓✓✓", of => [of.paymentNo]),
  readSettlement: names("–✓✓✓", of => [of.transactionNo]),
  readPaymentForm: names("––✓–", of => [{ vendorNo: of.vendorNo }]),
  registerPayment: looksFor("––✓–", of => [
    {
      vendorNo: of.vendorNo,
      bankAccountNo: "",
      postingDate: longAgo,
      currency: "EUR",
      amount: "0",
      description: "",
      applications: [],
    },
  ]),
  reversePayment: names("––✓–", of => [of.paymentNo, longAgo, ""]),
  applyEntries: names("––✓–", of => [{ entryNo: of.paymentEntryNo, postingDate: longAgo, applications: [] }]),
  unapplyEntries: names("––✓–", of => [
    { entryNo: of.paymentEntryNo, appliedEntryNo: of.transactionNo, postingDate: longAgo },
  ]),
  amountCurrencyOf: asks("––✓–", "EUR"),
  amountCurrencyOfBankAccount: asks("––✓–", "BANK"),
  amountCurrencyOfEntry: names("––✓–", of => [of.transactionNo]),
  amountCurrencyOfDraft: looksFor("––✓–", of => [of.draftNo]),

  payingBankAccounts: asks("––✓–"),
  undoPayments: asks("––✓–", []),

  listGlEntries: asks("–✓✓✓", {}),
  listItemLedgerEntries: asks("–✓✓✓", {}),
  listVatEntries: asks("–✓✓✓", {}),
  listVendorLedgerEntries: asks("–✓✓✓", { today: longAgo }),
  readTransaction: names("–✓✓✓", of => [of.transactionNo]),
  readTrialBalance: asks("–✓✓✓", { from: longAgo, to: longAgo }),
  readChartOfAccounts: asks("–✓✓✓", { from: longAgo, to: longAgo }),
  readAgedPayables: asks("–✓✓✓", { at: longAgo }),
}
