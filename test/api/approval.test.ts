/** Approving by the API: nobody gets by it what the pages refuse them. */
import { beforeEach, expect, test } from "vitest"
import type { Actor } from "@/domain/access/actor"
import { approvalsOf, makeApprovalCompany, setApprover, setGroup, setRule, storedDraft } from "@/test/approvals"
import { makeActor } from "@/test/factories"
import { callApi, makeProgram } from "./call-api"

type Home = Awaited<ReturnType<typeof makeApprovalCompany>>
let home: Home
beforeEach(async () => {
  home = await makeApprovalCompany()
})

/** Does something to a draft as somebody's program, on the version that it has. */
async function ask(by: Actor, no: string, deed: string, more: Parameters<typeof callApi>[3] = {}) {
  const { version } = await storedDraft(home.company.id, no)
  return callApi(await makeProgram(by), "POST", `/purchase-invoices/${no}/${deed}`, { version, body: {}, ...more })
}

const codesOf = ({ body }: Awaited<ReturnType<typeof callApi>>) =>
  body.issues?.map(({ code }: { code: string }) => code)
const stateOf = async (no: string) => (await storedDraft(home.company.id, no)).reviewState

test("a draft is sent, agreed to step by step, opened again, sent, rejected and taken back", async () => {
  await setRule(home.company.id, { way: "chain" })
  const no = await home.draft(home.buyer, "5000")
  expect((await ask(home.buyer, no, "send-for-approval")).body).toEqual({ no, reviewState: "ready_for_review" })
  const seen = await callApi(await makeProgram(home.lead), "GET", `/purchase-invoices/${no}/approvals`)
  expect(seen.body).toMatchObject({
    setting: "rules",
    may: { answer: true },
    rounds: [{ state: "pending", amount: "6050", steps: [{ people: [{ name: home.lead.name, state: "open" }] }, {}] }],
  })
  expect((await ask(home.lead, no, "approve")).body).toEqual({ no, reviewState: "ready_for_review" })
  expect((await ask(home.head, no, "approve")).body).toEqual({ no, reviewState: "reviewed" })
  expect((await ask(home.buyer, no, "reopen")).body).toEqual({ no, reviewState: "open" })
  await ask(home.buyer, no, "send-for-approval")
  const silent = await ask(home.lead, no, "reject", { body: { reason: " " } })
  expect(silent.body.issues).toMatchObject([{ field: "reason", code: "approval.reason_missing" }])
  expect((await ask(home.lead, no, "reject", { body: { reason: "Too dear" } })).body.reviewState).toBe("sent_back")
  await ask(home.buyer, no, "send-for-approval")
  expect((await ask(home.buyer, no, "cancel-approval")).body.reviewState).toBe("open")
  expect((await approvalsOf(home.company.id, no)).map(({ state }) => state)).toEqual([
    "cancelled",
    "rejected",
    "cancelled",
  ])
})

test("an approval is given once, on the version that was read, and said in the language that is asked for", async () => {
  const no = await home.draft(home.buyer, "100")
  await ask(home.buyer, no, "send-for-approval")
  expect((await ask(home.lead, no, "approve", { version: 1 })).body.code).toBe("stale")
  expect((await ask(home.lead, no, "approve", { version: undefined })).status).toBe(428)
  const { version } = await storedDraft(home.company.id, no)
  const program = await makeProgram(home.lead)
  const same = { version, body: {}, key: "approve-once" }
  const path = `/purchase-invoices/${no}/approve`
  const [first, again] = [await callApi(program, "POST", path, same), await callApi(program, "POST", path, same)]
  expect([again.status, again.body]).toEqual([200, first.body])
  expect(again.headers.get("idempotent-replayed")).toBe("true")
  const late = await ask(home.lead, no, "approve", { headers: { "accept-language": "nl" } })
  expect([late.status, late.headers.get("content-language")]).toEqual([422, "nl"])
  expect(late.body.issues[0].text).toMatch(/goed/)
  // A credit memo's address does not find it.
  expect((await callApi(program, "POST", `/purchase-credit-memos/${no}/approve`, { version, body: {} })).status).toBe(
    404,
  )
  const reader = await makeProgram(home.lead, ["documents.read", "documents.write"])
  expect((await callApi(reader, "POST", path, { version, body: {} })).body.scope).toBe("review")
})

test("whoever asked for it, sent it or changed what is signed never approves it by the API either", async () => {
  await setGroup(home.company.id, [[home.lead, home.head]])
  const sent = await home.draft(home.buyer, "100")
  expect((await ask(home.lead, sent, "send-for-approval")).status).toBe(200)
  expect(codesOf(await ask(home.lead, sent, "approve"))).toEqual(["approval.not_asked"])

  const changed = await home.draft(home.buyer, "100")
  await ask(home.buyer, changed, "send-for-approval")
  const { version } = await storedDraft(home.company.id, changed)
  const edit = { version, body: { header: { dueDate: "2099-01-31" } } }
  const program = await makeProgram(home.lead)
  expect((await callApi(program, "PATCH", `/purchase-invoices/${changed}`, edit)).status).toBe(200)
  // The change has voided what was asked, and its author is not asked again.
  expect(codesOf(await ask(home.head, changed, "approve"))).toEqual(["approval.settled"])
  await ask(home.buyer, changed, "send-for-approval")
  expect(codesOf(await ask(home.lead, changed, "approve"))).toEqual(["approval.not_asked"])
  expect((await ask(home.head, changed, "approve")).status).toBe(200)

  const both = await makeActor(home.company.id, "order_processor", "purchasing_manager", "administrator")
  await setApprover(both, { unlimited: true })
  const own = await home.draft(both, "100")
  await ask(home.buyer, own, "send-for-approval")
  expect(codesOf(await ask(both, own, "approve"))).toEqual(["approval.not_asked"])
  expect(await stateOf(own)).toBe("ready_for_review")
})

test("a limit is one by the API too, and roles and places in the line are asked", async () => {
  await setRule(home.company.id, { way: "chain" })
  const no = await home.draft(home.buyer, "500")
  await ask(home.buyer, no, "send-for-approval")
  await setApprover(home.lead, { superiorId: home.head.userId, approvalLimit: "50" })
  expect(codesOf(await ask(home.lead, no, "approve"))).toEqual(["approval.limit"])
  expect(codesOf(await ask(home.head, no, "approve"))).toEqual(["approval.not_asked"])
  expect((await ask(home.buyer, no, "approve")).body.code).toBe("forbidden")
  expect((await ask(home.administrator, no, "approve")).body.code).toBe("forbidden")
  expect(codesOf(await ask(home.lead, no, "cancel-approval"))).toEqual(["approval.not_sender"])
  const unapproved = { body: { unreviewed: true } }
  expect(codesOf(await ask(home.head, no, "post", unapproved))).toEqual(["approval.pending"])
  expect(await stateOf(no)).toBe("ready_for_review")
})

test("who is asked hands on and asks by the API as on the page, and whoever may answers", async () => {
  const no = await home.draft(home.buyer, "500")
  await ask(home.buyer, no, "send-for-approval")
  const read = async (by: Actor, of: string) =>
    (await callApi(await makeProgram(by), "GET", `/purchase-invoices/${no}/${of}`)).body
  expect(await read(home.lead, "approval-people")).toEqual({
    delegates: [{ userId: home.head.userId, name: home.head.name }],
    askable: [home.buyer, home.head].map(({ userId, name }) => ({ userId, name })),
  })
  const question = { to: home.buyer.userId, question: "Why so dear?" }
  expect(codesOf(await ask(home.head, no, "ask", { body: question }))).toEqual(["approval.not_asked"])
  expect((await ask(home.buyer, no, "ask", { body: question })).body.code).toBe("forbidden")
  const hidden = { ...question, to: home.administrator.userId }
  expect((await ask(home.lead, no, "ask", { body: hidden })).body.issues).toMatchObject([
    { field: "to", code: "approval.ask_not_to" },
  ])
  expect((await ask(home.lead, no, "ask", { body: question })).body).toEqual({ no, reviewState: "ready_for_review" })
  const [asked] = (await read(home.buyer, "approvals")).rounds[0].steps[0].people
  expect(asked.question).toMatchObject({ text: "Why so dear?", ofName: home.buyer.name, mayAnswer: true })
  const answer = { entryId: asked.entryId, answer: "A rush order" }
  const other = await makeActor(home.company.id, "purchasing_manager")
  expect((await ask(other, no, "answer-question", { body: answer, version: undefined })).body.code).toBe("forbidden")
  expect((await ask(home.buyer, no, "answer-question", { body: answer, version: undefined })).status).toBe(200)
  expect((await read(home.lead, "approvals")).may).toMatchObject({ answer: true, ask: true })

  const hand = (to: Actor) => ask(home.lead, no, "delegate", { body: { to: to.userId, reason: "Away" } })
  // Above their limit, and one's own.
  for (const [to, why] of [
    [other, "limit"],
    [home.buyer, "own_requested"],
  ] as const)
    expect((await hand(to)).body.issues).toMatchObject([{ field: "to", params: { why } }])
  expect((await hand(home.head)).status).toBe(200)
  expect(codesOf(await ask(home.lead, no, "approve"))).toEqual(["approval.settled_by"])
  expect((await ask(home.head, no, "approve")).body).toEqual({ no, reviewState: "reviewed" })
})
