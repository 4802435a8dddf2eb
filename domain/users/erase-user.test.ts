import { eq, sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { database } from "@/db/client"
import {
  authenticator,
  event,
  notification,
  passkey,
  postedPurchaseDocument,
  session,
  users,
  vendor,
} from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import type { Actor } from "@/domain/access/actor"
import { NotFound } from "@/domain/errors"
import { readPostedPurchaseDocument } from "@/domain/posted-purchase-documents/read-posted-purchase-document"
import { listPurchaseDocuments } from "@/domain/purchase-documents/list-purchase-documents"
import { postPurchaseDocument } from "@/domain/purchase-documents/post-purchase-document"
import { listSecurityLog } from "@/domain/security-log/list-security-log"
import { noteRefusal } from "@/domain/security-log/note-refusal"
import { makeActor, makeCompany, makeItem, makeMember, makeUser, makeVendor, testPassword } from "@/test/factories"
import { makePurchaseInvoice } from "@/test/purchase-invoices"
import { expectCode } from "@/test/refusals"
import { disableUser } from "./disable-user"
import { eraseUser } from "./erase-user"
import { ownData } from "./own-data"
import { findSession } from "./presence"
import { openSession } from "./sessions"
import { setRoles } from "./set-roles"
import { signIn } from "./sign-in"
import { listUserHistory } from "./user-history"

/** A company with an administrator, and somebody who has worked there. */
async function withLeaver(name: string) {
  const company = await makeCompany()
  const administrator = await makeActor(company.id, "administrator", "purchasing_manager")
  const user = await makeUser({ name })
  await makeMember(company.id, user, ["purchasing_manager"])
  const leaver: Actor = { ...administrator, userId: user.id, name, roles: ["purchasing_manager"] }
  return { company, administrator, user, leaver }
}

/** Columns of any table that hold that text somewhere, as far as the company sees them: "table.column". */
async function whereNamed(companyId: number, text: string): Promise<string[]> {
  return inCompany(companyId, async tx => {
    const columns = await tx.execute<{ table: string; column: string }>(sql`
      SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c
      JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type IN ('text', 'jsonb', 'ARRAY')`)
    const each = columns.map(({ table, column }) => {
      const [from, at] = [sql.identifier(table), sql.identifier(column)]
      return sql`SELECT ${sql.raw(`'${table}.${column}'`)} AS place WHERE EXISTS (SELECT FROM ${from} WHERE ${at}::text ILIKE ${`%${text}%`}::text)`
    })
    const found = await tx.execute<{ place: string }>(sql.join(each, sql` UNION ALL `))
    return found.map(({ place }) => place).sort()
  })
}

test("what somebody did stays, by a pseudonym; the account is gone, with all that opened it", async () => {
  const { company, administrator, user, leaver } = await withLeaver("Wilhelmina van Oosten")
  const seller = await makeVendor(company.id)
  const item = await makeItem(company.id)
  const line = { no: item.no, quantity: "1", price: "10" }
  const draft = await makePurchaseInvoice(leaver, seller.no, [line])
  const toPost = await makePurchaseInvoice(leaver, seller.no, [line])
  const posted = await postPurchaseDocument(leaver, toPost, { unreviewed: true })
  await setRoles(administrator, user.id, ["purchasing_manager", "purchaser"])
  await noteRefusal({ companyId: company.id, userId: user.id }, "company.administer")
  await inCompany(company.id, tx =>
    tx
      .update(vendor)
      .set({ blocked: "all", blockedBy: user.name, blockedAt: new Date() })
      .where(eq(vendor.no, seller.no)),
  )
  const [open, waiting] = [await openSession(user.id), await openSession(user.id, "", { awaitsFactor: true })]
  await database()
    .insert(passkey)
    .values({ id: `k-${user.id}`, userId: user.id, publicKey: "x", counter: 0, name: "Key" })
  await database().insert(authenticator).values({ userId: user.id, sealedSecret: "x", madeIn: "x" })
  expect(await whereNamed(company.id, user.name)).toContain("ledger_transaction.posted_by_name")

  await expectCode(eraseUser(administrator, user.id), "user.erase_active")
  await disableUser(administrator, user.id)
  await eraseUser(administrator, user.id)

  expect(await whereNamed(company.id, user.name)).toEqual([])
  expect(await whereNamed(company.id, user.email)).toEqual([])
  for (const id of [open, waiting]) expect(await findSession(id)).toBeUndefined()
  expect(await signIn({ email: user.email, password: testPassword, address: "198.51.100.9" })).toEqual({
    outcome: "wrong",
  })
  expect(await database().select().from(users).where(eq(users.id, user.id))).toEqual([])
  for (const table of [session, passkey, authenticator]) {
    expect(await database().select().from(table).where(eq(table.userId, user.id))).toEqual([])
  }
  await expect(eraseUser(administrator, user.id)).rejects.toThrow(NotFound)

  const who = "N.N. 1"
  const { changes } = await listUserHistory(administrator, { limit: 100 })
  expect(changes.map(({ kind, name, email }) => [kind, name, email])).toEqual([
    ["user.erased", who, who],
    ["user.disabled", who, who],
    ["user.roles_changed", who, who],
  ])
  const { lines } = await listSecurityLog(administrator, {}, { limit: 100 })
  expect(lines.filter(({ detail }) => detail === "company.administer").map(({ person }) => person?.name)).toEqual([who])
  expect(lines.find(({ detail }) => detail === "erased")).toMatchObject({ subject: { name: who } })
  expect(await readPostedPurchaseDocument(administrator, "invoice", posted.no)).toMatchObject({ requestedByName: who })
  const { rows } = await listPurchaseDocuments(administrator, { documentType: "invoice" })
  expect(rows.find(({ no }) => no === draft)).toMatchObject({ requestedByName: who })
  const [document] = await inCompany(company.id, tx => tx.select().from(postedPurchaseDocument))
  expect(document).toMatchObject({ postedByName: who, postedBy: user.id })
  const told = await inCompany(company.id, tx => tx.select().from(notification).where(eq(notification.userId, user.id)))
  expect(told).toEqual([])
})

test("who works elsewhere too keeps the account, and only this company forgets the name", async () => {
  const { company, administrator, user } = await withLeaver("Karel Tweebaan")
  const other = await makeCompany()
  await makeMember(other.id, user, ["purchaser"])
  const there = await makeActor(other.id, "administrator")
  for (const { id } of [company, other]) await noteRefusal({ companyId: id, userId: user.id }, "company.administer")
  await disableUser(administrator, user.id)
  await eraseUser(administrator, user.id)
  const nameIn = async (actor: Actor) =>
    (await listSecurityLog(actor, { kind: "refused" }, { limit: 1 })).lines[0]?.person?.name
  expect(await nameIn(administrator)).toBe("N.N. 1")
  expect(await nameIn(there)).toBe("Karel Tweebaan")
  expect(await signIn({ email: user.email, password: testPassword, address: "198.51.100.8" })).toMatchObject({
    outcome: "signed_in",
  })
  // Who comes back is known again; what was written before stays.
  await makeMember(company.id, user, ["purchaser"])
  expect(await nameIn(administrator)).toBe("Karel Tweebaan")
  const { changes } = await listUserHistory(administrator, { limit: 10 })
  expect(changes.map(({ name }) => name)).toEqual(["N.N. 1", "N.N. 1"])
})

test("nobody erases oneself, nor the last administrator, nor another company's user", async () => {
  const { company, administrator, user } = await withLeaver("Lies Laatste")
  await expectCode(eraseUser(administrator, administrator.userId), "user.erase_oneself")
  await setRoles(administrator, user.id, ["administrator"])
  const second: Actor = { ...administrator, userId: user.id, name: user.name, roles: ["administrator"] }
  await disableUser(second, administrator.userId)
  const ghost = { ...administrator }
  await expectCode(disableUser(ghost, user.id), "user.last_administrator")
  await expectCode(eraseUser(ghost, user.id), "user.erase_active")
  const stranger = await makeActor((await makeCompany()).id, "administrator")
  await expect(eraseUser(administrator, stranger.userId)).rejects.toThrow(NotFound)
  expect(company.id).toBe(administrator.companyId)
})

test("the database erases nobody who still belongs to a company, and the application changes no name by itself", async () => {
  const { company, user } = await withLeaver("Nog Hier")
  await expect(inCompany(company.id, tx => tx.execute(sql`SELECT erase_person(${user.id})`))).rejects.toThrow()
  await expect(database().execute(sql`SELECT erase_account(${user.id})`)).rejects.toThrow()
  await expect(inCompany(company.id, tx => tx.update(event).set({ actorName: "Another" }))).rejects.toThrow()
})

/**
 * Every column that may say who somebody is, and what an erasure does about it. A new one fails the test until it stands here.
 * - derived: `<x>_by_name` beside `<x>_by`, by named_columns()
 * - pseudonym, removed: by erase_person or erase_account
 * - id: a number without a name; it outlives the account
 * - other: of business partners, or of things
 */
const decided: Record<string, "derived" | "pseudonym" | "removed" | "id" | "other"> = {
  "account_letter.email": "removed",
  "api_token.user_id": "removed",
  "approval.subject_no": "other",
  "approval_account_limit.user_id": "id",
  "approval_entry.for_user_id": "id",
  "approval_group_member.user_id": "id",
  "approval_rule.subject": "other",
  "approval_rule.user_id": "id",
  "approval_substitute.user_id": "id",
  "approval_user.user_id": "id",
  "approval_vendor_limit.user_id": "id",
  "attachment.subject_no": "other",
  "authenticator.user_id": "removed",
  "company.email": "other",
  "company_sign_in.emergency_user_id": "removed",
  "company_user.user_id": "removed",
  "customer.email": "other",
  "document_comment.subject_no": "other",
  "document_comment_seen.subject_no": "other",
  "document_comment_seen.user_id": "id",
  "erased_person.user_id": "id",
  "event.actor_id": "id",
  "event.actor_name": "pseudonym",
  "event.subject_no": "pseudonym",
  "file_import_mapping.changed_by_name": "pseudonym",
  "form_sending.user_id": "removed",
  "invitation.email": "removed",
  "invitation.invited_by": "removed",
  "invitation.name": "removed",
  "job_progress.subject_no": "other",
  "linked_identity.subject": "removed",
  "linked_identity.user_id": "removed",
  "list_columns.user_id": "removed",
  "membership.user_id": "removed",
  "notification.user_id": "removed",
  "notification_setting.user_id": "removed",
  "operator.user_id": "removed",
  "passkey.name": "removed",
  "passkey.user_id": "removed",
  "purchaser.email": "other",
  "push_delivery.user_id": "removed",
  "recent_pick.user_id": "removed",
  "recovery_code.user_id": "removed",
  "security_entry.subject_id": "id",
  "security_entry.user_id": "id",
  "session.user_agent": "removed",
  "session.user_id": "removed",
  "user_posting_range.user_id": "removed",
  "users.email": "removed",
  "users.name": "removed",
  "vendor.blocked_by": "pseudonym",
  "vendor.email": "other",
}

test("every column that may name a user is decided on", async () => {
  const columns = await database().execute<{ column: string; type: string; derived: boolean; granted: boolean }>(sql`
    SELECT c.relname || '.' || a.attname AS "column", a.atttypid::regtype::text AS type, n.named IS NOT NULL AS derived,
      has_column_privilege('inkoop_definer', c.oid, a.attnum, 'UPDATE') AS granted
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN named_columns() n ON n.named = c.oid AND n.name_column = a.attname
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND (
      a.attname ~ '(^|_)(user|actor)(_|$)|^subject_(id|no)$|^subject$|(^|_)email$|_by(_name)?$'
      OR (a.attname = 'name' AND c.relname IN ('users', 'invitation', 'passkey'))
      OR (c.oid, a.attnum) IN (SELECT conrelid, unnest(conkey) FROM pg_constraint WHERE confrelid = 'users'::regclass))`)
  const isPlainId = ({ column, type }: { column: string; type: string }) => column.endsWith("_by") && type === "integer"
  const open = columns
    .filter(each => !each.derived && !(isPlainId(each) && !(each.column in decided)) && !(each.column in decided))
    .map(({ column }) => column)
  expect(open).toEqual([])
  // New ones of a table that was there before need their right: GRANT UPDATE (<x>_by_name) ON <table> TO inkoop_definer.
  expect(columns.filter(({ derived, granted }) => derived && !granted).map(({ column }) => column)).toEqual([])
  expect(columns.filter(({ derived }) => derived).length).toBeGreaterThan(8)
  const there = new Set(columns.map(({ column }) => column))
  expect(Object.keys(decided).filter(column => !there.has(column))).toEqual([])
})

test("one's own data is one JSON object: account, sessions, second factors, log, and what one did, by company", async () => {
  const { company, user, leaver } = await withLeaver("Eigen Gegevens")
  const other = await makeCompany()
  const seller = await makeVendor(company.id)
  await makePurchaseInvoice(leaver, seller.no, [])
  await noteRefusal({ companyId: other.id, userId: user.id }, "books.see")
  const id = await openSession(user.id)
  const me = (await findSession(id))!
  let text = ""
  for await (const piece of ownData(me)) text += piece
  const data = JSON.parse(text)
  expect(data.account).toMatchObject({ email: user.email, name: "Eigen Gegevens" })
  expect(text).not.toContain("argon2")
  expect(data.sessions).toHaveLength(1)
  expect(data.securityLog).toMatchObject([{ kind: "refused", detail: "books.see", company: other.name }])
  expect(data.companies).toMatchObject([
    {
      membership: { company: company.name, roles: ["purchasing_manager"] },
      history: [{ kind: "purchase_invoice.created" }, { kind: "purchase_invoice.saved" }],
    },
  ])
})
