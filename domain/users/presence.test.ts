import { expect, test } from "vitest"
import { countStatements } from "@/test/count-statements"
import { makeCompany, makeMember, makeUser } from "@/test/factories"
import { findPresence } from "./presence"
import { openSession } from "./sessions"

test("one statement tells who asks, what they are in that company, and whether there is another", async () => {
  const [company, other] = [await makeCompany(), await makeCompany()]
  const user = await makeUser()
  await makeMember(company.id, user, ["purchaser"])
  const session = await openSession(user.id)
  // What is written the first time is when they were seen.
  await findPresence(session, company.slug)
  let found: Awaited<ReturnType<typeof findPresence>>
  const statements = await countStatements(async () => {
    found = await findPresence(session, company.slug)
  })
  expect(statements).toHaveLength(1)
  expect(found).toMatchObject({
    user: { id: user.id, hasOtherCompanies: false },
    membership: { company: { id: company.id, slug: company.slug, name: company.name }, roles: ["purchaser"] },
  })
  expect(await findPresence(session, other.slug)).toMatchObject({ user: { id: user.id }, membership: undefined })
  await makeMember(other.id, user, ["order_processor"])
  expect((await findPresence(session, company.slug))?.user.hasOtherCompanies).toBe(true)
})
