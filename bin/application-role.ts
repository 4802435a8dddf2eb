import { connect } from "@/db/connect"

/**
 * Refuses to serve under a role that row-level security does not hold.
 * @param url DATABASE_URL
 * @throws Error naming the role and what is wrong with it
 */
export async function checkApplicationRole(url: string): Promise<void> {
  const sql = connect(url, { max: 1, connect_timeout: 10 })
  try {
    const [role] = await sql<[{ name: string; superuser: boolean; bypasses: boolean; owned: string | null }]>`
      SELECT rolname AS name, rolsuper AS superuser, rolbypassrls AS bypasses, (
        SELECT min(c.oid::regclass::text) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
          AND pg_has_role(current_user, c.relowner, 'MEMBER')
      ) AS owned
      FROM pg_roles WHERE rolname = current_user
    `
    const fault = role.superuser
      ? "is a superuser"
      : role.bypasses
        ? "has BYPASSRLS"
        : role.owned && `owns the table ${role.owned}, or is a member of the role that does`
    if (fault)
      throw new Error(`DATABASE_URL: the role ${role.name} ${fault}; use one that owns nothing (db/bootstrap.sql)`)
  } finally {
    await sql.end()
  }
}
