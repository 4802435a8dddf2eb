import type postgres from "postgres"
import { userNamed } from "./user-named"

/**
 * Erases a person's data in every company, and the account; companies that name the person somewhere have a pseudonym in its place.
 * @returns how many companies do
 * @throws Error where there is no such user, and for the last administrator of a company
 */
export async function eraseAccount(sql: postgres.Sql, email: string): Promise<{ companies: number }> {
  return sql.begin(async tx => {
    const { id } = await userNamed(tx, email)
    const [last] = await tx<{ slug: string }[]>`
      SELECT c.slug FROM membership m JOIN company c ON c.id = m.company_id
      WHERE m.user_id = ${id} AND m.role = 'administrator' AND NOT EXISTS (SELECT FROM membership other
        WHERE other.company_id = m.company_id AND other.role = 'administrator' AND other.user_id <> m.user_id) LIMIT 1`
    if (last) throw new Error(`Nobody else administers /${last.slug}. Make somebody else administrator first.`)
    await tx`DELETE FROM membership WHERE user_id = ${id}`
    await tx`DELETE FROM company_user WHERE user_id = ${id}`
    // Whose function it is; the owner of the tables meets their fences.
    await tx.unsafe("SET LOCAL ROLE inkoop_definer")
    await tx`SELECT erase_account(${id})`
    await tx.unsafe("RESET ROLE")
    const erased = await tx<{ company_id: number; pseudonym: string }[]>`
      SELECT company_id, pseudonym FROM erased_person WHERE user_id = ${id}`
    for (const { company_id, pseudonym } of erased) {
      await tx`SELECT set_config('app.company_id', ${String(company_id)}, true)`
      await tx`INSERT INTO event (company_id, kind, subject_type, subject_no, data)
        VALUES (${company_id}, 'user.erased', 'user', ${pseudonym}, ${tx.json({ name: pseudonym })})`
      await tx`INSERT INTO security_entry (company_id, subject_id, kind, detail) VALUES (${company_id}, ${id}, 'rights_changed', 'erased')`
    }
    return { companies: erased.length }
  }) as Promise<{ companies: number }>
}
