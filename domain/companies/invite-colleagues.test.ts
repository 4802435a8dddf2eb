import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { database } from "@/db/client"
import { invitation } from "@/db/schema"
import { makeActor, makeCompany, markAsDemo } from "@/test/factories"
import { inviteColleagues, readColleagues } from "./invite-colleagues"

test("addresses are taken by role, however they stand apart, each once with all of their roles", () => {
  const typed = {
    order_processor: "Ann@x.example; jan.jansen@x.example\n",
    purchaser: "jan.jansen@x.example, els@x.example",
  }
  expect(readColleagues(typed, "els@x.example")).toEqual({
    issues: [],
    colleagues: [
      { email: "ann@x.example", name: "Ann", roles: ["order_processor"] },
      { email: "jan.jansen@x.example", name: "Jan Jansen", roles: ["order_processor", "purchaser"] },
    ],
  })
  expect(readColleagues({ purchaser: "nobody a@b x@" }, "").issues).toEqual(
    ["nobody", "a@b", "x@"].map(text => ({ field: "purchaser", code: "email_of_several", params: { typed: text } })),
  )
  const many = Array.from({ length: 51 }, (_, at) => `p${at}@x.example`).join("\n")
  expect(readColleagues({ purchaser: many }, "").issues).toMatchObject([{ code: "colleagues_most" }])
})

test("each is invited once into the company that was just made", async () => {
  // Where mail reaches mailboxes, or is captured in the demo.
  await markAsDemo()
  const { id } = await makeCompany()
  const founder = await makeActor(id, "administrator")
  const { colleagues } = readColleagues({ purchaser: "pia@x.example", purchasing_manager: "max@x.example" }, "")
  const invited = await inviteColleagues(founder, colleagues)
  expect(invited).toHaveLength(2)
  const rows = await database().select().from(invitation).where(eq(invitation.companyId, id))
  expect(rows.map(({ email, roles }) => [email, roles]).sort()).toEqual([
    ["max@x.example", ["purchasing_manager"]],
    ["pia@x.example", ["purchaser"]],
  ])
})
