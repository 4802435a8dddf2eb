import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { company } from "@/db/schema"
import { inCompany, postgresErrorCode } from "@/db/tenancy"
import type { Refusal } from "@/domain/errors"
import { makeActor, makeCompany } from "@/test/factories"
import { readSetup } from "./read-setup"
import { saveSetup } from "./save-setup"

const table = "company-information"

const typed = {
  name: "Peeters",
  legalForm: "BV",
  vatRegistrationNo: "0403.019.261",
  registrationNo: "BE 0403.019.261",
  language: "nl",
  timeZone: "Europe/Brussels",
  fiscalYearStartMonth: "7",
}

test("a company changes what it says of itself, by the rules of its country, and keeps what it was", async () => {
  const { id } = await makeCompany({ countryRegionCode: "BE" })
  const other = await makeCompany()
  const admin = await makeActor(id, "administrator")
  await saveSetup(admin, table, { key: [], version: 0, typed })
  const { values, history } = await readSetup(admin, table, [])
  expect(values).toMatchObject({
    ...typed,
    vatRegistrationNo: "BE0403019261",
    registrationNo: "0403019261",
  })
  expect(history[0]?.changes).toContainEqual({ field: "timeZone", old: "Europe/Amsterdam", new: "Europe/Brussels" })
  const wrong = { ...typed, name: "", vatRegistrationNo: "BE0403019262", timeZone: "Gent", fiscalYearStartMonth: "13" }
  const refused = await saveSetup(admin, table, { key: [], version: history[0]!.id, typed: wrong }).catch(
    error => error,
  )
  expect((refused as Refusal).issues.map(({ field }) => field)).toEqual([
    "setup.name",
    "setup.timeZone",
    "setup.fiscalYearStartMonth",
  ])
  const { vatRegistrationNo } = wrong
  const number = saveSetup(admin, table, { key: [], version: history[0]!.id, typed: { ...typed, vatRegistrationNo } })
  await expect(number).rejects.toThrow("vat_registration_no_invalid")
  expect((await readSetup(await makeActor(other.id, "administrator"), table, [])).values.name).toBe(other.name)
})

test("no company changes another one, nor its own currency, whatever a statement says", async () => {
  const [mine, theirs] = [await makeCompany(), await makeCompany()]
  const renamed = await inCompany(mine.id, tx =>
    tx.update(company).set({ name: "Taken" }).where(eq(company.id, theirs.id)).returning({ id: company.id }),
  )
  expect(renamed).toEqual([])
  const moved = await inCompany(mine.id, tx =>
    tx.update(company).set({ currencyCode: "USD" }).where(eq(company.id, mine.id)),
  ).catch(error => error)
  expect(postgresErrorCode(moved)).toBe("42501")
})
