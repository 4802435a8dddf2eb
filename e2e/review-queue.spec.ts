/** What waits for a manager, worked through by single keys; by rules, from who sends to who approves and who posts. */
import { eq, sql } from "drizzle-orm"
import { closeDatabase } from "@/db/client"
import { purchaseInvoice } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { sendForApproval } from "@/domain/purchase-approvals/send-for-approval"
import { approvalsOf, setApproval, setApprover, storedDraft, versionOf } from "@/test/approvals"
import { makeItem, makeVendor } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { type Member, type OwnCompany, ownCompany, ownUser } from "./support/own-company"
import { expect, signIn, test } from "./support/portal"

test.afterAll(() => closeDatabase())

const DRAFTS = 40

test.describe("forty drafts", () => {
  let company: OwnCompany
  let manager: Member

  // Not while the keys are pressed: making them takes its own time.
  test.beforeAll(async () => {
    company = await ownCompany("Rij")
    const buyer = await ownUser(company, "Bas Inkoper", "purchaser")
    manager = await ownUser(company, "Mia Manager", "purchasing_manager")
    const [vendor, item] = [await makeVendor(company.id), await makeItem(company.id)]
    for (let count = 1; count <= DRAFTS; count++)
      await makePurchaseInvoice(buyer.actor, vendor.no, [{ no: item.no, quantity: "1", price: String(count) }])
  })

  test("they are reviewed by one key each, the next at once in focus", async ({ browser }) => {
    const context = await browser.newContext({ locale: "en-GB" })
    await signIn(context, manager.email)
    const page = await context.newPage()
    await page.goto(`/${company.slug}/review?kind=review`)
    const rows = page.getByRole("navigation", { name: "Ready for review" }).getByRole("listitem")
    await expect(rows).toHaveCount(DRAFTS)
    await rows.first().getByRole("link").first().focus()
    const begun = Date.now()
    for (let left = DRAFTS; left > 0; left--) {
      const no = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.no)
      expect(no).toMatch(/^IF/u)
      await page.keyboard.press("a")
      if (left > 1) await expect(page.getByText(`${no} has been marked as reviewed.`)).toBeVisible()
    }
    await expect(page.getByText("Nothing waits for you")).toBeVisible()
    console.info(
      `${DRAFTS} drafts reviewed: ${DRAFTS} keys, ${((Date.now() - begun) / 1_000).toFixed(1)} s of the machine`,
    )
    await page.goto(`/${company.slug}/review?kind=post`)
    await expect(page.getByRole("link", { name: `To post ${DRAFTS}` })).toHaveAttribute("aria-current", "page")
    await context.close()
  })
})

test("goedkeuring volgens regels: verzonden, met één toets goedgekeurd, en dan pas geboekt", async ({ browser }) => {
  const company = await ownCompany("Regels")
  const buyer = await ownUser(company, "Bas Inkoper", "purchaser")
  const lead = await ownUser(company, "Lea Chef", "purchasing_manager")
  const head = await ownUser(company, "Hugo Hoofd", "purchasing_manager")
  await setApprover(buyer.actor, { superiorId: lead.actor.userId })
  await setApprover(lead.actor, { superiorId: head.actor.userId, approvalLimit: "1000" })
  await setApprover(head.actor, { unlimited: true })
  await setApproval(company.id, { approval: "rules", splitGuardDays: 0 })
  const [vendor, item] = [await makeVendor(company.id), await makeItem(company.id)]
  const no = await makePurchaseInvoice(buyer.actor, vendor.no, [{ no: item.no, quantity: "1", price: "500" }], {
    vendorInvoiceNo: "R-1",
  })
  const draft = `/${company.slug}/purchase-invoices/${no}`
  const as = async ({ email }: Member) => {
    const context = await browser.newContext({ locale: "nl-NL" })
    await signIn(context, email)
    return context.newPage()
  }
  const [sender, approver, poster] = [await as(buyer), await as(lead), await as(head)]

  await poster.goto(`${draft}/preview-posting`)
  await expect(poster.getByRole("button", { name: "Boeken", exact: true })).toHaveCount(0)

  await sender.goto(draft)
  await sender.getByText("Wie zou dit goedkeuren?").click()
  await expect(sender.getByText("Lea Chef").first()).toBeVisible()
  await sender.getByRole("button", { name: "Goedkeuringsaanvraag verzenden" }).click()
  await expect(sender.getByText("Wacht op goedkeuring").first()).toBeVisible()

  await approver.goto(`/${company.slug}/review`)
  const row = approver.getByRole("navigation", { name: "Wacht op u" }).getByRole("link").filter({ hasText: no }).first()
  await row.focus()
  await approver.keyboard.press("a")
  await expect(approver.getByText(`${no} is goedgekeurd.`)).toBeVisible()

  await sender.goto(draft)
  await expect(sender.getByText("Goedgekeurd", { exact: true }).first()).toBeVisible()
  await poster.goto(`${draft}/preview-posting`)
  await poster.getByRole("button", { name: "Boeken", exact: true }).click()
  await expect(poster.getByRole("heading", { level: 1 })).toContainText("GIF")
  await expect(poster.getByText("Lea Chef").first()).toBeVisible()
  for (const page of [sender, approver, poster]) await page.context().close()
})

/** A company that approves by rules: who sends, and who approves anything. */
async function companyByRules(name: string) {
  const company = await ownCompany(name)
  const buyer = await ownUser(company, "Bas Inkoper", "purchaser")
  const lead = await ownUser(company, "Lea Chef", "purchasing_manager")
  await setApprover(buyer.actor, { superiorId: lead.actor.userId })
  await setApprover(lead.actor, { unlimited: true })
  await setApproval(company.id, { approval: "rules", splitGuardDays: 0 })
  const [vendor, item] = [await makeVendor(company.id), await makeItem(company.id)]
  /** The dearest comes first. */
  const sent = async (price: string) => {
    const no = await makePurchaseInvoice(buyer.actor, vendor.no, [{ no: item.no, quantity: "1", price }])
    await sendForApproval(buyer.actor, no, await versionOf(company.id, no))
    return no
  }
  return { company, buyer, lead, vendor, sent }
}

test("r asks beside the list why, the next is there at once, and what was begun is kept", async ({ browser }) => {
  const { company, lead, sent } = await companyByRules("Reject")
  const [first, second, third] = [await sent("300"), await sent("200"), await sent("100")]
  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, lead.email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/review?kind=review`)
  const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.no)
  const rows = page.getByRole("navigation", { name: "Requests to Approve" }).getByRole("listitem")
  await rows.nth(1).getByRole("link").first().focus()
  await page.keyboard.press("r")
  const reason = page.getByLabel("Reason", { exact: true })
  await expect(reason).toBeFocused()
  await expect(page.locator(".preview").getByRole("link", { name: second })).toBeVisible()
  await page.getByRole("button", { name: "Reject", exact: true }).click()
  await expect(reason).toHaveAccessibleDescription("Say why.")
  await reason.fill("Too dear")
  await page.keyboard.press("Escape")
  await expect.poll(focused).toBe(second)
  await page.keyboard.press("r")
  await expect(reason).toHaveValue("Too dear")
  await page.keyboard.press("Tab")
  await page.keyboard.press("Enter")
  await expect(page.getByText(`${second} has been rejected.`)).toBeVisible()
  await expect.poll(focused).toBe(third)
  await expect(rows).toHaveCount(2)
  await expect(page.locator(".preview").getByRole("link", { name: third })).toBeVisible()
  expect(await storedDraft(company.id, second)).toMatchObject({ reviewState: "sent_back", sentBackReason: "Too dear" })
  await context.close()

  const plain = await browser.newContext({ locale: "en-GB", javaScriptEnabled: false })
  await signIn(plain, lead.email)
  const without = await plain.newPage()
  await without.goto(`/${company.slug}/review?kind=review&no=${first}`)
  await without.locator(".preview").getByRole("link", { name: "Reject" }).click()
  await expect(without).toHaveURL(new RegExp(`${first}#approval$`, "u"))
  await plain.close()
})

for (const javaScriptEnabled of [true, false]) {
  test(`what is ticked is approved row by row, ${javaScriptEnabled ? "with" : "without"} a script`, async ({
    browser,
  }) => {
    const { company, lead, sent } = await companyByRules("Many")
    const [fine, changed, last] = [await sent("300"), await sent("200"), await sent("100")]
    const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled })
    await signIn(context, lead.email)
    const page = await context.newPage()
    await page.goto(`/${company.slug}/review?kind=review`)
    const approve = page.getByRole("button", { name: "Approve ticked", exact: true })
    await approve.click()
    await expect(page.getByText("Tick what you want to approve first.")).toBeVisible()
    if (javaScriptEnabled) {
      await page.getByRole("checkbox", { name: "All that are shown" }).check()
      await page.getByRole("link").filter({ hasText: last }).first().focus()
      await page.keyboard.press("x")
      await expect(page.getByRole("checkbox", { name: `Tick ${last}`, exact: true })).not.toBeChecked()
    } else
      for (const no of [fine, changed]) await page.getByRole("checkbox", { name: `Tick ${no}`, exact: true }).check()
    // Somebody saves it meanwhile: the list shows it as it was before.
    const { version } = await storedDraft(company.id, changed)
    await inCompany(company.id, tx =>
      tx
        .update(purchaseInvoice)
        .set({ version: version + 1 })
        .where(eq(purchaseInvoice.no, changed)),
    )
    await approve.click()
    const outcome = page.getByRole("status").filter({ hasText: "1 of 2 documents approved." })
    await expect(outcome.getByRole("listitem").filter({ hasText: fine })).toContainText("approved")
    const refused = outcome.getByRole("listitem").filter({ hasText: changed })
    await expect(refused).toContainText("changed since the list was shown")
    await expect(refused.getByRole("link", { name: changed })).toHaveAttribute("href", new RegExp(`${changed}$`, "u"))
    await expect(page.getByRole("checkbox", { name: `Tick ${fine}`, exact: true })).toHaveCount(0)
    await expect(page.getByRole("checkbox", { name: `Tick ${last}`, exact: true })).toHaveCount(1)
    expect(await storedDraft(company.id, fine)).toMatchObject({
      reviewState: "reviewed",
      reviewedBy: lead.actor.userId,
    })
    expect(await storedDraft(company.id, changed)).toMatchObject({ reviewState: "ready_for_review" })
    await context.close()
  })
}

test("d delegates beside the list, with a reason, and the next is there at once", async ({ browser }) => {
  const { company, lead, sent } = await companyByRules("Delegate")
  const [first, second] = [await sent("300"), await sent("200")]
  const other = await ownUser(company, "Cor Collega", "purchasing_manager")
  await setApprover(other.actor, { unlimited: true })
  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, lead.email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/review?kind=review`)
  const rows = page.getByRole("navigation", { name: "Requests to Approve" }).getByRole("listitem")
  const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.no)
  // Not the one that is shown: whom it can go to comes with it.
  await rows.nth(1).getByRole("link").first().focus()
  await page.keyboard.press("d")
  const reason = page.getByLabel("Reason", { exact: true })
  await expect(reason).toBeFocused()
  await expect(page.getByLabel("Whom").getByRole("option")).toHaveText(["Cor Collega"])
  await page.getByRole("button", { name: "Delegate", exact: true }).click()
  await expect(reason).toHaveAccessibleDescription("Say why.")
  await reason.fill("On leave")
  await page.keyboard.press("Tab")
  await page.keyboard.press("Enter")
  await expect(page.getByText(`${second} has been delegated.`)).toBeVisible()
  await expect.poll(focused).toBe(first)
  await expect(rows).toHaveCount(1)
  expect((await approvalsOf(company.id, second)).at(-1)!.entries).toMatchObject([
    { approverId: lead.actor.userId, state: "void", decision: "delegated", reason: "On leave" },
    { approverId: other.actor.userId, state: "open" },
  ])
  await page.keyboard.press("?")
  await expect(page.getByRole("dialog").getByText(/^Delegate, to somebody/u)).toBeVisible()
  await context.close()
})

for (const javaScriptEnabled of [true, false]) {
  test(`on a phone a draft is answered at its foot, ${javaScriptEnabled ? "with" : "without"} a script`, async ({
    browser,
  }) => {
    const { company, lead, sent } = await companyByRules("Thumb")
    const [first, second] = [await sent("300"), await sent("200")]
    const other = await ownUser(company, "Cor Collega", "purchasing_manager")
    await setApprover(other.actor, { unlimited: true })
    const context = await browser.newContext({
      locale: "nl-NL",
      javaScriptEnabled,
      viewport: { width: 375, height: 667 },
      hasTouch: true,
    })
    await signIn(context, lead.email)
    const page = await context.newPage()
    await page.goto(`/${company.slug}/purchase-invoices/${first}`)
    const foot = page.locator(".approval-foot")
    for (const name of ["Goedkeuren", "Weigeren", "Vragen", "Delegeren"]) {
      const button = foot.getByRole(name === "Goedkeuren" ? "button" : "link", { name, exact: true })
      await expect(button).toBeInViewport({ ratio: 1 })
      const box = (await button.boundingBox())!
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44)
    }
    for (const [name, label] of [
      ["Vragen", "Aan wie"],
      ["Weigeren", "Reden"],
      ["Delegeren", "Aan"],
    ] as const) {
      await foot.getByRole("link", { name, exact: true }).tap()
      await expect(page.getByRole("main").getByLabel(label, { exact: true }).first()).toBeInViewport()
    }
    await page.getByRole("form", { name: "Delegeren" }).getByLabel("Reden").fill("Met verlof")
    await page.getByRole("form", { name: "Delegeren" }).getByRole("button").tap()
    await expect(foot).toHaveCount(0)
    expect((await approvalsOf(company.id, first)).at(-1)!.entries.at(-1)).toMatchObject({
      approverId: other.actor.userId,
    })
    await page.goto(`/${company.slug}/purchase-invoices/${second}`)
    await foot.getByRole("button", { name: "Goedkeuren" }).tap()
    await expect(page.getByText("Goedgekeurd", { exact: true }).first()).toBeVisible()
    expect(await storedDraft(company.id, second)).toMatchObject({ reviewState: "reviewed" })
    await context.close()
  })
}

test("q asks, the deadline stands still, and an answer without a script starts it again", async ({ browser }) => {
  const { company, buyer, lead, sent } = await companyByRules("Ask")
  const [late, other] = [await sent("300"), await sent("200")]
  await inCompany(company.id, tx =>
    tx.execute(sql`update approval_entry e set due_date = '2026-01-05' from approval a
      where a.company_id = e.company_id and a.id = e.approval_id and a.subject_no = ${late}`),
  )
  const context = await browser.newContext({ locale: "en-GB" })
  await signIn(context, lead.email)
  const page = await context.newPage()
  await page.goto(`/${company.slug}/review?kind=review`)
  const rows = page.getByRole("navigation", { name: "Requests to Approve" }).getByRole("listitem")
  await expect(rows.first()).toContainText(/overdue since/u)
  await expect(page.locator(".preview")).toContainText(/overdue since/u)
  await rows.first().getByRole("link").first().focus()
  await page.keyboard.press("q")
  const question = page.getByLabel("Question", { exact: true })
  await expect(question).toBeFocused()
  await expect(page.getByLabel("Whom")).toHaveValue(String(buyer.actor.userId))
  await page.getByRole("button", { name: "Ask", exact: true }).click()
  await expect(question).toHaveAccessibleDescription("Say what you want to know.")
  await question.fill("Why so dear?")
  await page.getByRole("button", { name: "Ask", exact: true }).click()
  await expect(page.getByText(`Your question about ${late} has been asked.`)).toBeVisible()
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.no)).toBe(other)
  await expect(rows.first()).toContainText("stands still until Bas Inkoper has answered")

  const plain = await browser.newContext({ locale: "nl-NL", javaScriptEnabled: false })
  await signIn(plain, buyer.email)
  const asked = await plain.newPage()
  await asked.goto(`/${company.slug}/notifications`)
  await expect(asked.getByRole("main").getByText(/vraagt over inkoopfactuur .*Why so dear\?/u)).toBeVisible()
  await asked.goto(`/${company.slug}/purchase-invoices/${late}`)
  await asked.getByRole("button", { name: "Antwoord verzenden" }).click()
  await expect(asked.getByRole("textbox", { name: "Antwoord" })).toHaveAccessibleDescription(/Vul in wat u antwoordt/u)
  await asked.getByRole("textbox", { name: "Antwoord" }).fill("Spoed")
  await asked.getByRole("button", { name: "Antwoord verzenden" }).click()
  await expect(asked.getByRole("button", { name: "Antwoord verzenden" })).toHaveCount(0)
  await expect(rows.first()).toContainText(/overdue since/u)
  for (const each of [context, plain]) await each.close()
})
