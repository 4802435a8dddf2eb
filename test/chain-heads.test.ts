import { expect, test } from "vitest"
import { verifyHead } from "@/bin/verify-books/verify-head"
import { readHead } from "@/domain/chain/head-file"
import { linkRows } from "@/domain/chain/link-rows"
import { setHeadMail } from "@/domain/chain/mail-heads"
import { readChain, readHeadOf } from "@/domain/chain/read-chain"
import { requestCheck } from "@/domain/chain/request-check"
import { chainKeys, sealDay } from "@/domain/chain/seal-day"
import { headText, signedHead } from "@/domain/chain/signing"
import { chainRules } from "@/domain/chain/verify-chain"
import { checkChain, linkChain } from "@/domain/chain/work-kinds"
import { NotFound, Refusal } from "@/domain/errors"
import { listCapturedMail, readCapturedMail } from "@/domain/notifications/captured-mail"
import { env } from "@/env"
import { sendDueHeads } from "@/jobs/chain-heads"
import { pastTheFence, wrongChain } from "@/test/chain"
import { makeActor, makeCompany, makeVendor } from "@/test/factories"

async function sealed() {
  const { id: companyId } = await makeCompany()
  const administrator = await makeActor(companyId, "administrator")
  await makeVendor(companyId)
  await linkRows(companyId)
  const day = (await sealDay(companyId))!
  return { companyId, administrator, day }
}

test("a kept head is the database's own, until it is made anew with the very key", async () => {
  const { companyId, administrator, day } = await sealed()
  const kept = await readHeadOf(administrator, day)
  const quoted = `Dear accountant,\r\n\r\n${kept.replaceAll(/^/gm, "> ").replaceAll("\n", "\r\n")}\r\nRegards`
  expect(readHead(quoted)).toEqual(readHead(kept))
  expect(await verifyHead(env().DATABASE_URL, quoted)).toBe(true)
  expect(() => readHead(kept.replace(/count \d+/, "count 1"))).toThrow("Its signature is not of its key.")
  expect(() => readHead("")).toThrow('"company …"')

  // Somebody with the database and the key: the chain holds, and the head that was kept does not.
  const sql = pastTheFence()
  for (const table of ["chain_seal", "chain_link"])
    await sql.unsafe(`delete from ${table} where company_id = ${companyId}`)
  await sql.unsafe(`update event set data = '{"forged": true}' where company_id = ${companyId}`)
  await sql.unsafe(`update chain_state set database_transaction = '3' where company_id = ${companyId}`)
  await sql.unsafe(
    `update setup_in_force set content = content || '{"forged": 1}' where company_id = ${companyId} and content is not null`,
  )
  await linkRows(companyId)
  await sealDay(companyId)
  expect(await wrongChain(companyId)).toEqual([])
  expect(await verifyHead(env().DATABASE_URL, kept)).toBe(false)
  await expect(readHeadOf(administrator, "1990-01-01")).rejects.toThrow(NotFound)
})

test("each day's head goes to whom the company names, once, and reads back from the mail", async () => {
  const { companyId, administrator, day } = await sealed()
  await expect(setHeadMail(administrator, "nobody")).rejects.toThrow(Refusal)
  await setHeadMail(administrator, "accountant@example.com")
  expect(await readChain(administrator)).toMatchObject({ mailTo: "accountant@example.com" })
  // From the next day on.
  expect(await sendDueHeads()).toBe(0)
  const sql = pastTheFence()
  const { hash, count } = readHead(await readHeadOf(administrator, day))
  const [{ before }] = await sql<[{ before: string }]>`select (${day}::date - 1)::text as before`
  const signature = signedHead(headText({ companyId, day: before, count, hash }), chainKeys().now)
  await sql`update chain_seal set day = ${before}, signature = ${signature} where company_id = ${companyId}`
  await sql`update chain_state set mailed_day = ${before} where company_id = ${companyId}`
  expect(await sealDay(companyId)).toBe(day)
  expect(await sendDueHeads()).toBe(1)
  expect(await sendDueHeads()).toBe(0)
  const { mails } = await listCapturedMail(administrator, undefined, 10)
  expect(mails.map(({ to }) => to)).toEqual([expect.stringContaining("accountant@example.com")])
  const mail = await readCapturedMail(administrator, mails[0]!.id)
  expect(readHead(mail.text)).toMatchObject({ companyId, day, count })
  await setHeadMail(administrator, "")
  expect((await readChain(administrator)).mailTo).toBe("")
})

test("a check that somebody asks for is the scheduled one, and the page shows what it finds", async () => {
  const { companyId, administrator } = await sealed()
  expect((await readChain(administrator)).checked).toBeUndefined()
  const asked = await requestCheck(administrator)
  expect(await requestCheck(administrator)).toEqual(asked)
  expect((await readChain(administrator)).isChecking).toBe(true)
  expect(await checkChain.run(companyId, asked.no, () => false)).toBe("finished")
  const { checked, links, isChecking } = await readChain(administrator)
  expect(isChecking).toBe(false)
  expect(checked).toMatchObject({ links, wrong: [] })
  await pastTheFence().unsafe(
    `update chain_link set hash = sha256('x') where company_id = ${companyId} and position = ${links}`,
  )
  const again = await requestCheck(administrator)
  expect(await checkChain.run(companyId, again.no, () => false)).toBe("finished")
  expect((await readChain(administrator)).checked?.wrong[0]).toMatchObject({ rule: chainRules.rows })
  expect(linkChain.schedule.cron).toBe("*/10 * * * *")
})
