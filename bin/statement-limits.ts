import { connect } from "@/db/connect"

/**
 * How long the application's role may keep others waiting, unless it was told otherwise: no page needs half a minute, and what
 * waits for a lock or between two statements holds up whoever comes next. Jobs allow themselves more (db/long-statements.ts).
 */
const limits = {
  statement_timeout: "30s",
  lock_timeout: "10s",
  idle_in_transaction_session_timeout: "60s",
}

/**
 * Makes these limits the role's own setting, so that they hold behind a pooler too. What an administrator has set for the role
 * stays: `ALTER ROLE inkoop_app SET statement_timeout = '2min'`.
 * @param url DATABASE_URL: a role may change its own settings
 */
export async function limitStatements(url: string): Promise<void> {
  const sql = connect(url, { max: 1, connect_timeout: 10 })
  try {
    const own = await sql<{ name: string }[]>`
      select split_part(setting, '=', 1) as name from pg_db_role_setting, unnest(setconfig) as setting
      where setrole = current_user::regrole`
    for (const [name, limit] of Object.entries(limits)) {
      if (!own.some(set => set.name === name)) await sql.unsafe(`alter role current_user set ${name} = '${limit}'`)
    }
  } finally {
    await sql.end()
  }
}
