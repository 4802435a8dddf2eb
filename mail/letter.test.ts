import { expect, test } from "vitest"
import { aboutAccess } from "@/domain/notifications/about-access"
import type { PendingMail } from "@/domain/notifications/pending-mail"
import type { Language } from "@/language/language"
import { letterAbout } from "./letter"

const mail = (kind: string, language: Language): PendingMail => ({
  companyId: 1,
  userId: 2,
  eventId: 3,
  to: { name: "Noor", address: "noor@test.example" },
  language,
  company: { slug: "kolkwijk", name: "Kolkwijk" },
  kind,
  subjectType: "user",
  subjectNo: "noor@test.example",
  actorName: "Ada Beheer",
  data: { name: "Noor", before: ["purchaser"], after: ["order_processor", "purchasing_manager"] },
})

test.each(aboutAccess)("%s is told in both languages, and where the company is closed its address is not", kind => {
  for (const language of ["en", "nl"] as const) {
    const letter = letterAbout(mail(kind, language))
    expect(letter?.text).toContain("Kolkwijk")
    expect(`${letter?.subject} ${letter?.text}`).not.toMatch(/mail\.user|users\.role|undefined/)
    expect(letter?.text.includes("/kolkwijk")).toBe(!["user.disabled", "user.removed"].includes(kind))
  }
})

test("a change of roles says which they were and are", () => {
  expect(letterAbout(mail("user.roles_changed", "nl"))?.text).toContain(
    "- Eerst: Inkoper\n- Nu: Verkooporderverwerker, Inkoopmanager",
  )
})

test("a comment is told with the document that it is on, and a link to that", () => {
  const letter = letterAbout({
    ...mail("comment.written", "nl"),
    subjectType: "purchase_invoice",
    subjectNo: "IC1",
    data: { document: "purchase_credit_memo" },
  })
  expect(letter?.subject).toBe("Ada Beheer heeft u genoemd bij inkoopcreditnota IC1")
  expect(letter?.text).toContain("/kolkwijk/purchase-credit-memos/IC1")
})
