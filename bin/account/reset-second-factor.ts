import type postgres from "postgres"
import { defaultLanguage } from "@/language/language"
import { userNamed } from "./user-named"

/** Takes all second factors from a user, ends their sessions, and has them told by mail. @throws Error where there is none */
export async function resetSecondFactor(sql: postgres.Sql, email: string): Promise<void> {
  await sql.begin(async tx => {
    const user = await userNamed(tx, email)
    for (const table of ["authenticator", "passkey", "recovery_code"]) {
      await tx`DELETE FROM ${tx(table)} WHERE user_id = ${user.id}`
    }
    await tx`UPDATE session SET factor_at = NULL, revoked_at = coalesce(revoked_at, now()) WHERE user_id = ${user.id}`
    await tx`INSERT INTO security_entry (subject_id, kind, detail) VALUES (${user.id}, 'second_factor_changed', 'reset')`
    await tx`INSERT INTO account_letter (kind, email, language, expires_at)
      VALUES ('second_factor_reset', ${user.email}, ${user.language ?? defaultLanguage}, now() + interval '3 days')`
  })
}
