import { randomUUID } from "node:crypto"
import { kolkwijk, waterlanden } from "@/db/demo/landmarks"
import { requestBatchPosting } from "@/domain/batch-posting/request-batch-posting"
import { batchPostingWork } from "@/domain/batch-posting/work-kind"
import { reversePayment } from "@/domain/payments/reverse-payment"
import { cancelPostedInvoice } from "@/domain/posted-purchase-documents/cancel-posted-invoice"
import { cancelPurchaseRequests } from "@/domain/purchase-requests/cancel-purchase-requests"
import { setVendorBlocked } from "@/domain/vendors/set-vendor-blocked"
import { approveByRules } from "./approve-by-rules"
import { actorOf, Team } from "./team"

/**
 * What the demo's companies have bought of late: purchase requests and invoices in every state, posted ones that are open,
 * overdue, paid in part, paid and cancelled, credit memos, payments and a batch. All of it is made by the product's own
 * operations, so that it agrees with itself and with the books. The sales invoices that the walk-through and the browser
 * tests start from (landmarks) are left alone.
 */
export async function tradeDemo(): Promise<void> {
  await Promise.all([tradeOfKolkwijk(), tradeOfWaterlanden()])
}

async function tradeOfKolkwijk(): Promise<void> {
  const team = await Team.of(kolkwijk.slug, {
    requester: "processor@demo.example",
    purchaser: "purchaser@demo.example",
    manager: "manager@demo.example",
  })
  const { plain, usd, germany } = kolkwijk.vendors
  await requests(team)

  const late = await team.post({ vendorNo: plain, vendorInvoiceNo: "2026-3318", daysAgo: 76, quantities: [6, 4, 12] })
  await team.pay(late, "0.4", 20)
  await team.post({ vendorNo: "L20233", vendorInvoiceNo: "HS 88140", daysAgo: 69, quantities: [3, 8] })
  const settled = await team.post({
    vendorNo: "L20019",
    vendorInvoiceNo: "LV-20571",
    daysAgo: 48,
    quantities: [24, 10, 6],
  })
  await team.pay(settled, "1", 16)
  const dollars = await team.post({ vendorNo: usd, vendorInvoiceNo: "VK-0092-26", daysAgo: 34, quantities: [2, 5] })
  const early = await team.pay(dollars, "0.5", 12)
  await reversePayment(team.manager, early, team.daysAgo(10), "Dubbel aangeboden bij de bank")
  await team.post({ vendorNo: germany, vendorInvoiceNo: "RE 26-11873", daysAgo: 11, quantities: [10, 20] })
  const wrong = await team.post({ vendorNo: "L20019", vendorInvoiceNo: "LV-20644", daysAgo: 9, quantities: [40] })
  await cancelPostedInvoice(team.manager, wrong.no, { postingDate: null, reason: "Dubbel ontvangen" })

  const batch = [
    await team.buy({ vendorNo: plain, vendorInvoiceNo: "2026-3702", daysAgo: 6, quantities: [30, 2] }),
    await team.buy({ vendorNo: "L20233", vendorInvoiceNo: "HS 88391", daysAgo: 5, quantities: [4] }),
  ]
  for (const no of batch) await team.review(no)
  const { no } = await requestBatchPosting(team.manager, {
    formId: randomUUID(),
    choice: { nos: batch },
    unreviewed: false,
  })
  await batchPostingWork.run(team.manager.companyId, String(no), () => true)

  await team.review(await team.buy({ vendorNo: plain, vendorInvoiceNo: "2026-3718", daysAgo: 4, quantities: [12, 3] }))
  await team.buy({ vendorNo: germany, vendorInvoiceNo: "RE 26-12004", daysAgo: 2, quantities: [8] })
  await team.buy({
    vendorNo: "L20019",
    vendorInvoiceNo: "CR-20612",
    daysAgo: 3,
    quantities: [2],
    documentType: "credit_memo",
  })
}

/** A request in each state that lasts, and the invoices of those that are ready: waiting, sent back, reviewed. */
async function requests(team: Team): Promise<void> {
  await team.askAndBuild("VF26-01388", kolkwijk.vendors.plain)
  const back = await team.askAndBuild("VF26-01386", "L20233")
  await team.sendBack(back, "De prijs van de eerste regel wijkt af van de offerte van vorige week.")
  const good = await team.askAndBuild("VF26-01384", "L20019")
  await team.save(good, { vendorInvoiceNo: "LV-20690" })
  await team.review(good)

  const refused = await team.ask("VF26-01382", "L20233")
  await setVendorBlocked(team.manager, "L20233", { blocked: "all", privacyBlocked: false, reason: "Levert niet meer" })
  await team.build(refused)
  await setVendorBlocked(team.manager, "L20233", { blocked: "", privacyBlocked: false })

  await cancelPurchaseRequests(team.requester, [await team.ask("VF26-01381", "L20019")])
}

async function tradeOfWaterlanden(): Promise<void> {
  const team = await Team.of(waterlanden.slug, {
    requester: "processor@waterlanden.example",
    purchaser: "purchaser@waterlanden.example",
    manager: "both@demo.example",
  })
  const vendorNo = waterlanden.vendorInBoth
  const late = await team.post({ vendorNo, vendorInvoiceNo: "26/0417", daysAgo: 52, quantities: [2, 1] })
  await team.pay(late, "0.5", 8)
  await team.post({ vendorNo, vendorInvoiceNo: "26/0552", daysAgo: 10, quantities: [4] })
  await approvals(team)
}

/**
 * The second company approves by rules: one draft is approved, one waits for the superior, one for whose limit suffices alone, and one was
 * rejected, so that whoever asked for it goes on.
 */
async function approvals(team: Team): Promise<void> {
  const { requester: bram, purchaser: roos, manager: ties } = team
  const [administrator, ilse] = [
    await actorOf(waterlanden.slug, "admin@demo.example"),
    await actorOf(waterlanden.slug, "manager@waterlanden.example"),
  ]
  await approveByRules(administrator, [
    { user: ties },
    { user: ilse, superior: ties, limit: "2500" },
    { user: roos, superior: ilse, limit: "0" },
    { user: bram, superior: ilse, limit: "0" },
  ])
  const vendorNo = waterlanden.vendorInBoth
  const approved = await team.buy({ vendorNo, vendorInvoiceNo: "26/0571", daysAgo: 3, quantities: [1, 1] })
  await team.send(approved, roos)
  await team.approve(approved, ilse)
  const waiting = await team.buy({ vendorNo: "L20019", vendorInvoiceNo: "PL-5580", daysAgo: 1, quantities: [2, 1] })
  await team.send(waiting, roos)
  const [asked, rejected] = [
    await team.askAndBuild("VF26-01388", "L20162"),
    await team.askAndBuild("VF26-01389", "L20162"),
  ]
  for (const [no, vendorInvoiceNo] of [
    [asked, "LG-4471"],
    [rejected, "LG-4478"],
  ] as const) {
    await team.save(no, { vendorInvoiceNo }, [], bram)
    await team.send(no, bram)
  }
  await team.reject(rejected, ties, "De tweede regel is vorige maand al geleverd en betaald.")
}
