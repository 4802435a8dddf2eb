/** A company on its first day, for the tests of opening balances. */
import postgres from "postgres"
import { afterAll } from "vitest"
import { verifyBooks } from "@/bin/verify-books/verify"
import { openingPreparation } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { lockPreparation } from "@/domain/opening-balances/lock-preparation"
import type { OpeningLineValues, PartName } from "@/domain/opening-balances/opening-part"
import { postOpening } from "@/domain/opening-balances/post-opening"
import { prepareOpening, putOpeningLine } from "@/domain/opening-balances/prepare-opening"
import { env } from "@/env"
import { makeActor, makeCompany } from "./factories"

let sql: postgres.Sql | undefined
afterAll(() => sql?.end())

/** What is wrong with a company's books. */
export async function wrongBooks(companyId: number) {
  sql ??= postgres(env().DATABASE_URL, { max: 1 })
  return (await verifyBooks(sql, companyId)).wrong
}

export const startDate = "2026-01-01"
export const dayBefore = "2025-12-31"

/** A company that begins on 1 January 2026, with 1190 as its clearing account. */
export async function makeBeginner(): Promise<Actor> {
  const { id: companyId } = await makeCompany()
  const manager = await makeActor(companyId, "purchasing_manager")
  await prepareOpening(manager, { startDate, clearingAccountNo: "1190" }, 1)
  return manager
}

/** Types lines, one after the other. */
export async function prepare(actor: Actor, lines: Partial<Record<PartName, OpeningLineValues[]>>): Promise<void> {
  for (const part of ["vendors", "accounts", "stock"] as const) {
    for (const values of lines[part] ?? []) await putOpeningLine(actor, part, values)
  }
}

/** Posts what is prepared as it stands. @returns the number of the opening */
export async function postPrepared(actor: Actor): Promise<number> {
  return postOpening(actor, await preparedVersion(actor.companyId))
}

/** The version that a page would show. */
export async function preparedVersion(companyId: number): Promise<number> {
  return inCompany(companyId, async tx => (await lockPreparation(tx, companyId)).version)
}

/** Forgets when the company begins. */
export async function forgetStart(companyId: number): Promise<void> {
  await inCompany(companyId, tx => tx.update(openingPreparation).set({ startDate: null }))
}
