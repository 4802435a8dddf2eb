import { and, eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { bankAccount, event, glAccount, noSeries, purchaseInvoice, vatPostingSetup, vendor } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { Forbidden } from "@/domain/errors"
import { makeActor, makeCompany, makeItem, makeVendor } from "@/test/factories"
import { readCompanyReadiness, readinessJobs } from "./read-company-readiness"

const lackCodes = async (actor: Parameters<typeof readCompanyReadiness>[0]) => {
  const { jobs } = await readCompanyReadiness(actor)
  return Object.fromEntries(readinessJobs.map(job => [job, jobs[job].map(({ code }) => code)]))
}

test("a company that has all of it is ready, but for mail where no server is set", async () => {
  const { id } = await makeCompany()
  const admin = await makeActor(id, "administrator")
  await makeActor(id, "purchaser")
  await makeActor(id, "purchasing_manager")
  await makeVendor(id)
  await makeItem(id)
  expect(await lackCodes(admin)).toEqual({
    buy: [],
    review: [],
    post: [],
    pay: [],
    mail: ["no_mail_server"],
    import: [],
  })
})

test("each VAT case is posted for a try, and nothing of it is kept", async () => {
  const { id } = await makeCompany()
  const admin = await makeActor(id, "administrator")
  const counted = () =>
    inCompany(id, tx =>
      tx.execute(sql`select (select count(*)::int from ${event}) as events, (select count(*)::int from ${vendor}) as vendors,
        (select count(*)::int from ${purchaseInvoice}) as drafts, (select sum(last_number)::int from ${noSeries}) as numbers`),
    )
  const before = [...(await counted())]
  const { samples } = await readCompanyReadiness(admin)
  expect([...(await counted())]).toEqual(before)
  const cases = await inCompany(id, tx => tx.select({ percent: vatPostingSetup.vatPercent }).from(vatPostingSetup))
  expect(samples).toHaveLength(cases.length)
  expect(samples.filter(({ problems }) => problems.length > 0)).toEqual([])
  const entriesOf = (bus: string, prod: string) =>
    samples.find(each => each.vatBusPostingGroup === bus && each.vatProdPostingGroup === prod)!.entries
  // Purchase, payables, inventory and direct cost applied; VAT, and VAT due where it is reversed; a VAT entry.
  expect([entriesOf("BINNENL", "HOOG"), entriesOf("EU", "HOOG"), entriesOf("BINNENL", "VRIJ")]).toEqual([6, 7, 5])
})

test("what lacks is named, each where it is mended", async () => {
  const { id } = await makeCompany()
  const admin = await makeActor(id, "administrator")
  await inCompany(id, async tx => {
    await tx
      .update(vatPostingSetup)
      .set({ purchaseVatAccountNo: null })
      .where(and(eq(vatPostingSetup.vatBusPostingGroup, "BINNENL"), eq(vatPostingSetup.vatProdPostingGroup, "LAAG")))
    await tx.update(glAccount).set({ blocked: true }).where(eq(glAccount.no, "7010"))
    await tx.update(noSeries).set({ lastNumber: 9, endingNumber: 9 }).where(eq(noSeries.code, "GIF"))
    await tx.update(bankAccount).set({ iban: "" })
  })
  const { jobs, samples } = await readCompanyReadiness(admin)
  expect(jobs.buy.map(({ code }) => code)).toEqual(["nobody_buys", "no_vendor", "no_item"])
  expect(jobs.review.map(({ code }) => code)).toEqual(["nobody_reviews"])
  expect(jobs.post.map(({ code, mend }) => [code, mend])).toEqual(
    expect.arrayContaining([
      ["nobody_posts", { page: "users" }],
      [expect.stringMatching(/^errors\./u), { page: "vat_posting_setup", bus: "BINNENL", prod: "LAAG" }],
      [expect.stringMatching(/^errors\./u), { page: "gl_account", no: "7010" }],
      ["errors.no_series_full", { page: "setup", table: "number-series", key: "GIF" }],
    ]),
  )
  expect(jobs.pay.map(({ code, params }) => [code, params?.code])).toEqual([
    ["nobody_posts", undefined],
    ["bank_without_iban", "BANK"],
    ["bank_without_iban", "SPAAR"],
  ])
  const bad = samples.filter(({ problems }) => problems.length > 0)
  expect(new Set(bad.map(({ vatBusPostingGroup }) => vatBusPostingGroup))).toEqual(new Set(["BINNENL", "EU"]))
})

test("who alone may review has nobody's to review but their own", async () => {
  const { id } = await makeCompany()
  const admin = await makeActor(id, "administrator", "purchasing_manager")
  expect((await lackCodes(admin)).review).toEqual(["reviewer_is_alone"])
  await makeActor(id, "order_processor")
  expect((await lackCodes(admin)).review).toEqual([])
  await expect(readCompanyReadiness(await makeActor(id, "purchasing_manager"))).rejects.toThrow(Forbidden)
})
