import { eq } from "drizzle-orm"
import { beforeEach, expect, test } from "vitest"
import { database } from "@/db/client"
import { approvalUser, users } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { makeActor, makeCompany, makeVendor } from "@/test/factories"
import { changeSetup, issuesOf } from "@/test/setup-form"
import { deleteSetup, readSetupUsage, SetupInUse } from "./delete-setup"
import { readGroupSteps } from "./group-steps"
import { readSetup } from "./read-setup"
import { saveSetup } from "./save-setup"

let admin: Actor
let anna: Actor
let bob: Actor
let carla: Actor

beforeEach(async () => {
  const { id } = await makeCompany()
  admin = await makeActor(id, "administrator")
  anna = await makeActor(id, "purchasing_manager")
  bob = await makeActor(id, "purchasing_manager")
  carla = await makeActor(id, "purchasing_manager")
})

const make = (slug: string, typed: Record<string, string>) => saveSetup(admin, slug, { key: null, version: 0, typed })
const id = (actor: Actor) => String(actor.userId)
const approver = (actor: Actor, typed: Record<string, string> = {}) =>
  make("approval-users", { userId: id(actor), ...typed })
const change = (actor: Actor, typed: Record<string, string>) => changeSetup(admin, "approval-users", [id(actor)], typed)

test("a limit that is blank is none, and is not nought; unlimited stands for itself", async () => {
  await approver(anna)
  await approver(bob, { approvalLimit: "0" })
  await approver(carla, { unlimited: "on" })
  const stored = await inCompany(admin.companyId, tx =>
    tx
      .select({ limit: approvalUser.approvalLimit, unlimited: approvalUser.unlimited })
      .from(approvalUser)
      .orderBy(approvalUser.userId),
  )
  expect(stored).toEqual([
    { limit: null, unlimited: false },
    { limit: "0", unlimited: false },
    { limit: null, unlimited: true },
  ])
  expect(await issuesOf(change(carla, { approvalLimit: "100" }))).toEqual([
    ["setup.approvalLimit", "approval_setup.limit_and_unlimited"],
  ])
  // In English 1.250 is a little over one, in Dutch twelve hundred and fifty.
  expect(await issuesOf(change(bob, { approvalLimit: "1.250" }))).toEqual([
    ["setup.approvalLimit", "number_too_many_decimals"],
  ])
  expect(await issuesOf(change(bob, { approvalLimit: "-1" }))).toEqual([["setup.approvalLimit", "setup.below_minimum"]])
})

test("nobody reports to themselves, directly or round a circle", async () => {
  expect(await issuesOf(approver(anna, { superiorId: id(anna) }))).toEqual([
    ["setup.superiorId", "approval_setup.own_superior"],
  ])
  await approver(anna, { superiorId: id(bob) })
  await approver(bob, { superiorId: id(carla) })
  expect(await issuesOf(approver(carla, { superiorId: id(anna) }))).toEqual([
    ["setup.superiorId", "approval_setup.superior_circle"],
  ])
  await approver(carla)
  expect(await issuesOf(change(carla, { superiorId: id(bob) }))).toEqual([
    ["setup.superiorId", "approval_setup.superior_circle"],
  ])
  await change(bob, { superiorId: "" })
  await change(carla, { superiorId: id(bob) })
  const stranger = await makeActor((await makeCompany()).id, "purchasing_manager")
  expect(await issuesOf(change(bob, { superiorId: id(stranger) }))).toEqual([
    ["setup.superiorId", "setup.reference_unknown"],
  ])
})

test("a superior, somebody of a group and an absent one stay while others rest on them", async () => {
  await approver(anna, { superiorId: id(bob) })
  await approver(bob)
  const usage = async (actor: Actor) => (await readSetupUsage(admin, "approval-users", [id(actor)])).keeps
  expect(await usage(bob)).toEqual([{ table: "approval-users" }])
  expect(await usage(anna)).toEqual([])
  await make("approval-substitutes", {
    userId: id(anna),
    substituteId: id(carla),
    startingDate: "2026-12-01",
    endingDate: "2026-12-02",
    sequence: "1",
  })
  expect(await usage(anna)).toEqual([{ table: "approval-substitutes" }])
  const kept = await deleteSetup(admin, "approval-users", [id(bob)], 1e9).catch(error => error as SetupInUse)
  expect(kept).toBeInstanceOf(SetupInUse)
})

test("a group says any n of whom, step by step, and what a rule names stays", async () => {
  await make("approval-groups", { code: "dir", name: "Directors" })
  const rule = { no: "1", name: "Dear", subject: "purchase_document", way: "group", groupCode: "DIR" }
  expect(await issuesOf(make("approval-rules", rule))).toEqual([
    ["setup.groupCode", "approval_setup.group_without_steps"],
  ])
  const member = (step: string, actor: Actor) =>
    make("approval-group-members", { groupCode: "DIR", step, userId: id(actor) })
  expect(await issuesOf(member("1", anna))).toEqual([["setup.step", "approval_setup.step_unknown"]])
  await make("approval-group-steps", { groupCode: "DIR", step: "1", needed: "2" })
  await member("1", anna)
  expect(await issuesOf(make("approval-rules", rule))).toEqual([["setup.groupCode", "approval_setup.group_too_small"]])
  await member("1", bob)
  await make("approval-rules", rule)
  await make("approval-group-steps", { groupCode: "DIR", step: "2", needed: "1" })
  expect(await readGroupSteps(admin, "DIR")).toEqual([
    { step: 1, needed: 2, names: [anna.name, bob.name].sort() },
    { step: 2, needed: 1, names: [] },
  ])
  const usage = async (slug: string, key: string[]) => (await readSetupUsage(admin, slug, key)).keeps
  expect(await usage("approval-groups", ["DIR"])).toEqual([
    { table: "approval-rules" },
    { table: "approval-group-steps" },
    { table: "approval-group-members" },
  ])
  expect(await usage("approval-group-steps", ["DIR", "1"])).toEqual([{ table: "approval-group-members" }])
  expect(await usage("approval-group-steps", ["DIR", "2"])).toEqual([])
  const one = await readSetup(admin, "approval-group-members", ["DIR", "1", id(anna)])
  await deleteSetup(admin, "approval-group-members", ["DIR", "1", id(anna)], one.version)
  expect(await readGroupSteps(admin, "DIR")).toMatchObject([{ step: 1, names: [bob.name] }, { step: 2 }])
})

test("a rule names who approves where its way needs it, and asks only what its subject has", async () => {
  const rule = { no: "5", name: "Everything", subject: "purchase_document", way: "superior" }
  expect(await issuesOf(make("approval-rules", { ...rule, way: "person" }))).toEqual([["setup.userId", "required"]])
  expect(await issuesOf(make("approval-rules", { ...rule, userId: id(anna) }))).toEqual([
    ["setup.userId", "approval_setup.way_names_nobody"],
  ])
  const account = { subject: "bank_account", accountNo: "7020", minimumAmount: "5" }
  expect(await issuesOf(make("approval-rules", { ...rule, ...account }))).toEqual([
    ["setup.minimumAmount", "approval_setup.condition_of_documents"],
    ["setup.accountNo", "approval_setup.condition_of_documents"],
  ])
  const { no: vendorNo } = await makeVendor(admin.companyId)
  await make("approval-rules", { ...rule, vendorNo, minimumAmount: "1000", requesterId: id(bob), way: "chain" })
  const { values } = await readSetup(admin, "approval-rules", ["5"])
  expect(values).toMatchObject({ vendorNo, minimumAmount: "1000", requesterId: id(bob), differencePercent: "" })
  expect(await issuesOf(make("approval-rules", rule))).toEqual([["setup.no", "setup.exists"]])
})

test("a substitute has dates, is another, and a cap within what both may", async () => {
  await approver(anna, { approvalLimit: "500" })
  await approver(bob, { unlimited: "on" })
  const absence = {
    userId: id(anna),
    substituteId: id(bob),
    startingDate: "2026-12-24",
    endingDate: "2026-12-20",
    sequence: "1",
    cap: "500.01",
  }
  expect(await issuesOf(make("approval-substitutes", { ...absence, substituteId: id(anna) }))).toEqual([
    ["setup.substituteId", "approval_setup.own_substitute"],
    ["setup.endingDate", "approval_setup.ends_before_start"],
    ["setup.cap", "approval_setup.cap_above_limit"],
  ])
  await make("approval-substitutes", { ...absence, endingDate: "2026-12-31", cap: "500" })
  // Somebody without a limit approves nothing, and so does who stands in for them.
  const other = { ...absence, substituteId: id(carla), endingDate: "2026-12-31", sequence: "2", cap: "1" }
  expect(await issuesOf(make("approval-substitutes", other))).toEqual([["setup.cap", "approval_setup.cap_above_limit"]])
})

test("own approval is allowed only where somebody outside is told, and a decrease keeps an approval by both bounds", async () => {
  const settings = (typed: Record<string, string>) => changeSetup(admin, "approval-settings", [], typed)
  expect((await readSetup(admin, "approval-settings", [])).values).toMatchObject({
    approval: "review",
    ownApprovalBelow: "",
    escalateAfterDays: "",
    splitGuardDays: "7",
  })
  expect(await issuesOf(settings({ ownApprovalBelow: "250" }))).toEqual([
    ["setup.ownApprovalListTo", "approval_setup.outsider_missing"],
  ])
  const [member] = await database().select({ email: users.email }).from(users).where(eq(users.id, anna.userId))
  const inside = { ownApprovalBelow: "250", ownApprovalListTo: member!.email.toUpperCase() }
  expect(await issuesOf(settings(inside))).toEqual([["setup.ownApprovalListTo", "approval_setup.outsider_is_user"]])
  await settings({ ownApprovalBelow: "250", ownApprovalListTo: "accountant@example.com", escalateAfterDays: "2" })
  expect(await issuesOf(settings({ keepOnDecreasePercent: "5" }))).toEqual([
    ["setup.keepOnDecreaseAmount", "approval_setup.decrease_needs_both"],
  ])
  await settings({ keepOnDecreasePercent: "5", keepOnDecreaseAmount: "20", approval: "rules" })
  expect((await readSetup(admin, "approval-settings", [])).values).toMatchObject({ approval: "rules" })
})

test("limits for a vendor and for accounts are an approver's, and keep whom and what they name", async () => {
  const vendorNo = (await makeVendor(admin.companyId)).no
  const row = { userId: id(anna), vendorNo }
  expect(await issuesOf(make("approval-vendor-limits", { ...row, approvalLimit: "500" }))).toEqual([
    ["setup.userId", "approval_setup.approver_unknown"],
  ])
  await approver(anna, { approvalLimit: "1000" })
  expect(await issuesOf(make("approval-vendor-limits", row))).toEqual([
    ["setup.approvalLimit", "approval_setup.limit_or_unlimited"],
  ])
  expect(await issuesOf(make("approval-vendor-limits", { ...row, approvalLimit: "500", unlimited: "on" }))).toEqual([
    ["setup.approvalLimit", "approval_setup.limit_and_unlimited"],
  ])
  await make("approval-vendor-limits", { ...row, approvalLimit: "500" })
  await changeSetup(admin, "approval-vendor-limits", [id(anna), vendorNo], { approvalLimit: "", unlimited: "on" })
  expect((await readSetup(admin, "approval-vendor-limits", [id(anna), vendorNo])).history).toMatchObject([
    { kind: "setup.changed" },
    { kind: "setup.created" },
  ])
  const account = {
    no: "9LIM",
    name: "Costs",
    indentation: "0",
    accountType: "end_total",
    incomeBalance: "income_statement",
  }
  await make("chart-of-accounts", { ...account, totaling: "4000..4999" })
  await make("chart-of-accounts", { ...account, no: "9HEAD", accountType: "heading" })
  const limit = { userId: id(anna), accountNo: "9HEAD", approvalLimit: "100" }
  expect(await issuesOf(make("approval-account-limits", limit))).toEqual([
    ["setup.accountNo", "approval_setup.account_sums_nothing"],
  ])
  expect(await issuesOf(make("approval-account-limits", { ...limit, accountNo: "9LIM", approvalLimit: "" }))).toEqual([
    ["setup.approvalLimit", "required"],
  ])
  await make("approval-account-limits", { ...limit, accountNo: "9LIM" })
  const turned = { accountType: "heading", totaling: "" }
  expect(await issuesOf(changeSetup(admin, "chart-of-accounts", ["9LIM"], turned))).toEqual([
    ["setup.accountType", "setup.account_named"],
  ])
  const usage = async (slug: string, key: string) => (await readSetupUsage(admin, slug, [key])).keeps
  expect(await usage("chart-of-accounts", "9LIM")).toEqual([{ table: "approval-account-limits" }])
  expect(await usage("approval-users", id(anna))).toEqual([
    { table: "approval-vendor-limits" },
    { table: "approval-account-limits" },
  ])
})
