import type postgres from "postgres"

/** The user of that address, locked. @throws Error where there is none */
export async function userNamed(
  tx: postgres.TransactionSql,
  email: string,
): Promise<{ id: number; email: string; language: string | null }> {
  const [user] = await tx<{ id: number; email: string; language: string | null }[]>`
    SELECT id, email, language FROM users WHERE email = ${email.trim().toLowerCase()} FOR UPDATE`
  if (!user) throw new Error(`Nobody has the address ${email}.`)
  return user
}
