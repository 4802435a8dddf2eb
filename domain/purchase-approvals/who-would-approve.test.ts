import { beforeEach, expect, test } from "vitest"
import { Forbidden } from "@/domain/errors"
import { makeApprovalCompany, setApprover, setGroup, setRule, setSubstitute, versionOf } from "@/test/approvals"
import { makeActor } from "@/test/factories"
import { issuesOf } from "@/test/setup-form"
import { previewApproval } from "./preview-approval"
import { whoWouldApprove } from "./who-would-approve"

type Home = Awaited<ReturnType<typeof makeApprovalCompany>>
let home: Home
beforeEach(async () => {
  home = await makeApprovalCompany()
})

const ask = (amount: string, more: Record<string, string> = {}) =>
  whoWouldApprove(home.administrator, {
    subject: "purchase_document",
    amount,
    vendorNo: home.vendor.no,
    requesterId: String(home.buyer.userId),
    accountNo: "",
    ...more,
  })
const names = async (amount: string, more = {}) =>
  (await ask(amount, more)).steps.map(({ people }) => people.map(({ name }) => name))

test("it says whom a draft of that amount goes to, as the draft itself would", async () => {
  expect(await names("1000")).toEqual([[home.lead.name]])
  expect(await names("1000.01")).toEqual([[home.head.name]])
  const no = await home.draft(home.buyer, "500")
  await versionOf(home.company.id, no)
  const preview = await previewApproval(home.buyer, no)
  expect((await ask(preview.amount)).steps).toEqual(preview.steps)
  await setSubstitute(home.head, home.lead)
  expect((await ask("100")).steps).toEqual([
    { needed: 1, people: [{ userId: home.head.userId, name: home.head.name, forName: home.lead.name }] },
  ])
})

test("it names the rule, and its account as a condition", async () => {
  await setGroup(home.company.id, [[home.lead], [home.head]])
  expect(await ask("5000")).toMatchObject({ way: "group", ruleNo: 1, ruleName: "Rule" })
  expect(await names("5000")).toEqual([[home.lead.name], [home.head.name]])
})

test("a rule for an account holds for that account alone", async () => {
  await setRule(home.company.id, { way: "person", userId: home.head.userId, accountNo: "7020" })
  expect(await names("10", { accountNo: "7020" })).toEqual([[home.head.name]])
  expect(await names("10")).toEqual([[home.lead.name]])
})

test("where nobody is left it says who could be given what they lack", async () => {
  await setApprover(home.head, {})
  const extra = await makeActor(home.company.id, "purchasing_manager")
  const { steps, couldBeGiven, passedOver } = await ask("5000")
  expect(steps).toEqual([])
  expect(passedOver.map(({ userId, why }) => [userId, why])).toEqual([
    [home.lead.userId, "limit"],
    [home.head.userId, "limit"],
  ])
  expect(couldBeGiven).toContainEqual({ userId: extra.userId, name: extra.name, lacks: "limit" })
})

test("what cannot be read is said beside its field, and administrators alone ask", async () => {
  expect(await issuesOf(ask("1.000", { vendorNo: "nobody", requesterId: "" }))).toEqual([
    ["amount", "number_too_many_decimals"],
    ["vendorNo", "no_such.vendors"],
    ["requesterId", "required"],
  ])
  const asked = { subject: "", amount: "1", vendorNo: home.vendor.no, requesterId: "1", accountNo: "" }
  await expect(whoWouldApprove(home.head, asked)).rejects.toBeInstanceOf(Forbidden)
})

test("a payment and a bank account are asked about by their own rules, the latter without an amount", async () => {
  await setRule(home.company.id, { way: "person", userId: home.head.userId, subject: "payment" })
  expect(await names("10")).toEqual([[home.lead.name]])
  expect(await names("10", { subject: "payment" })).toEqual([[home.head.name]])
  expect(await names("", { subject: "bank_account" })).toEqual([[home.lead.name]])
  expect(await issuesOf(ask("", { subject: "payment" }))).toEqual([["amount", "number_empty"]])
  const { passedOver } = await ask("10", { subject: "payment", requesterId: String(home.head.userId) })
  expect(passedOver).toContainEqual(expect.objectContaining({ userId: home.head.userId, why: "requested" }))
})
