import { inCompany } from "./database"

/** What the worker writes in its own time, as it sends mails and messages. That somebody asked for one again stays to be seen. */
const sending: Record<string, string> = {
  notification: "mail_state,mail_attempts,digest_event_id",
  webhook: "failures,rests_until,failing_since",
  webhook_delivery: "state,queued_at,generation,attempts,answer,problem,ended_at",
}

/**
 * What a company's tables hold, its users, their roles and sessions and its invitations among them: a checksum a table,
 * equal before and after exactly when no row came, went or changed.
 */
export async function fingerprint(slug: string): Promise<Record<string, string>> {
  return inCompany(slug, async sql => {
    const company = `(select id from company where slug = '${slug}')`
    const tables = await sql<{ name: string }[]>`
      select c.oid::regclass::text as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity and c.relname <> 'company'
        and not starts_with(c.relname, 'chain_') order by 1`
    const sums = tables.map(({ name }) => {
      const row = sending[name] ? `(to_jsonb(t) - '{${sending[name]}}'::text[])::text` : "t::text"
      // What is due by the clock, such as linking the chain, is nobody's change.
      const asked = name === "background_work" ? " and requested_by is not null" : ""
      return `select '${name}' as name, ${checksum(row)} as sum from ${name} t where company_id = ${company}${asked}`
    })
    const members = `(select user_id from company_user where company_id = ${company})`
    const globals = {
      company: `select c::text as row from company c where id = ${company}`,
      membership: `select m::text as row from membership m where company_id = ${company}`,
      // Nor who was last seen when.
      company_user: `select (to_jsonb(u) - 'last_seen_at')::text as row from company_user u where company_id = ${company}`,
      invitation: `select (to_jsonb(i) - 'mail_due_at' - 'mail_attempts')::text as row
        from invitation i where company_id = ${company}`,
      users: `select u::text as row from users u where id in ${members}`,
      // When it was last seen is no change that anybody makes.
      session: `select concat_ws(' ', id_hash, revoked_at) as row from session where user_id in ${members}`,
    }
    for (const [name, rows] of Object.entries(globals))
      sums.push(`select '${name}', ${checksum("row")} from (${rows}) r`)
    const found = await sql.unsafe<{ name: string; sum: string }[]>(sums.join(" union all "))
    return Object.fromEntries(found.map(({ name, sum }) => [name, sum]))
  })
}

function checksum(row: string): string {
  return `count(*) || ' ' || md5(coalesce(string_agg(${row}, '|' order by ${row}), ''))`
}
