import { expect, test } from "vitest"
import { toldKinds } from "@/domain/history/told-kinds"
import type { PendingMail } from "@/domain/notifications/pending-mail"
import { languages } from "@/language/language"
import { letterAbout } from "./letter"

const mail: PendingMail = {
  companyId: 1,
  userId: 2,
  eventId: 3,
  to: { name: "Noor", address: "noor@test.example" },
  language: "en",
  company: { slug: "kolkwijk", name: "Kolkwijk" },
  kind: "",
  subjectType: "purchase_invoice",
  subjectNo: "IF1",
  actorName: "Ada Beheer",
  data: {
    ...{ vendorName: "De Wit", documentType: "credit_memo", dueDate: "2026-11-30", reason: "Te duur", forUserId: 0 },
    ...{ paymentNo: "BET26-00001", question: "Waarom?", answer: "Spoed", host: "hooks.test.example", days: 5 },
    ...{ posted: 2, refused: 1, documentCount: 3, rowsRead: 3, rowsWritten: 2, rowsTaken: 2, rowsRefused: 1 },
  },
}

const happened = (kind: string): PendingMail => ({
  ...mail,
  kind,
  subjectType: kind.slice(0, kind.indexOf(".")) as PendingMail["subjectType"],
})

test.each(toldKinds.flatMap(({ events }) => events))("%s has a letter in every language, with a link", kind => {
  for (const language of languages) {
    const letter = letterAbout({ ...happened(kind), language })
    expect(`${letter?.subject} ${letter?.text}`).not.toMatch(/undefined|[{}]/)
    // What has no words is said by its key.
    expect(`${letter?.subject} ${letter?.text}`).not.toContain(kind)
    expect(letter?.text).toContain("/kolkwijk/")
    expect(letter?.text).toContain(language === "nl" ? "bij Berichten" : "under Notifications")
  }
})

test("a letter about an approval opens the document, and says why where there is a reason", () => {
  const letter = letterAbout({ ...happened("approval.rejected"), language: "nl" })
  expect(letter?.subject).toBe("Inkoopcreditnota IF1 is afgewezen")
  expect(letter?.text).toContain("- Te duur")
  expect(letter?.text).toMatch(/\/kolkwijk\/purchase-credit-memos\/IF1\n/)
})

test("who is asked instead and who was asked before are told apart", () => {
  const textTo = (toUserId: number) =>
    letterAbout({ ...happened("approval.reassigned"), data: { ...mail.data, toUserId } })?.text
  expect(textTo(2)).toContain("to you, with this reason")
  expect(textTo(9)).toContain("from you to somebody else")
})

test("the daily mail lists what was collected, each with its link, and says how many more there are", () => {
  const items = ["approval.sent", "approval.approved"].map((kind, n) => ({ ...happened(kind), eventId: n + 7 }))
  const letter = letterAbout({ ...mail, language: "nl", digest: { items, count: 5 } })
  expect(letter?.subject).toBe("Kolkwijk: 5 berichten")
  expect(letter?.text).toContain("- Ada Beheer heeft inkoopcreditnota IF1 van De Wit ter goedkeuring verzonden\n")
  expect(letter?.text).toMatch(
    /\/kolkwijk\/notifications\/7\n- Ada Beheer .+\n.+\/kolkwijk\/notifications\/8\n- en nog 3/,
  )
  expect(letter?.html).toMatch(/<li><a href="[^"]+\/kolkwijk\/notifications\/8"/)
})
