import { expect, test } from "vitest"
import { inCompany } from "@/db/tenancy"
import { disableUser } from "@/domain/users/disable-user"
import { makeActor, makeCompany, makeMember, makeUser } from "@/test/factories"
import { presentActor } from "./present-actor"

const present = (companyId: number, userId: number) => inCompany(companyId, tx => presentActor(tx, companyId, userId))

test("a job acts with the roles that its user has now, and in the user's language", async () => {
  const { id } = await makeCompany()
  const user = await makeUser({ language: "nl", name: "Noor" })
  await makeMember(id, user, ["purchaser", "administrator"])
  const actor = await present(id, user.id)
  expect(actor).toMatchObject({ userId: user.id, name: "Noor", language: "nl", companyId: id })
  expect([...actor!.roles].sort()).toEqual(["administrator", "purchaser"])
})

test("who chose no language reads English", async () => {
  const { companyId, userId } = await makeActor((await makeCompany()).id, "purchaser")
  expect((await present(companyId, userId))?.language).toBe("en")
})

test("nobody acts who is disabled there, or belongs to another company alone", async () => {
  const { id } = await makeCompany()
  const [user, administrator] = [await makeActor(id, "purchaser"), await makeActor(id, "administrator")]
  expect(await present((await makeCompany()).id, user.userId)).toBeUndefined()
  await disableUser(administrator, user.userId)
  expect(await present(id, user.userId)).toBeUndefined()
  expect(await present(id, administrator.userId)).toBeDefined()
})
