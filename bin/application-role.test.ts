import postgres from "postgres"
import { expect, inject, test } from "vitest"
import { env } from "@/env"
import { as, onDatabase, testPasswords } from "@/test/services"
import { checkApplicationRole } from "./application-role"

const { adminUrl } = inject("services")
const own = onDatabase(adminUrl, new URL(env().DATABASE_URL).pathname.slice(1))

test("the application's role passes", async () => {
  await expect(checkApplicationRole(env().DATABASE_URL)).resolves.toBeUndefined()
})

test("a superuser is refused", async () => {
  await expect(checkApplicationRole(own)).rejects.toThrow(/^DATABASE_URL: the role postgres is a superuser/)
})

test("the owner of the tables is refused", async () => {
  const owner = as(own, "inkoop_owner", testPasswords.owner_password)
  await expect(checkApplicationRole(owner)).rejects.toThrow(/^DATABASE_URL: the role inkoop_owner owns the table /)
})

test("a role that row-level security passes over is refused, and so is a member of the owner", async () => {
  const admin = postgres(own, { max: 1 })
  const unfit = as(own, "inkoop_test_unfit", "unfit")
  try {
    await admin`CREATE ROLE inkoop_test_unfit LOGIN BYPASSRLS PASSWORD 'unfit'`
    await expect(checkApplicationRole(unfit)).rejects.toThrow(/inkoop_test_unfit has BYPASSRLS/)
    await admin`ALTER ROLE inkoop_test_unfit NOBYPASSRLS`
    await expect(checkApplicationRole(unfit)).resolves.toBeUndefined()
    await admin`GRANT inkoop_owner TO inkoop_test_unfit`
    await expect(checkApplicationRole(unfit)).rejects.toThrow(/or is a member of the role that does/)
  } finally {
    await admin`DROP ROLE IF EXISTS inkoop_test_unfit`
    await admin.end()
  }
})
