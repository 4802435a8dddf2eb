import { join } from "node:path"
import { connect } from "@/db/connect"
import { root } from "./root"
import { supervise } from "./services/supervise"
import type { Settings } from "./settings"

/**
 * Seeds the demo into a database that holds no company yet, in a process of its own.
 * @param wanted false: only looks whether the demo is there
 * @returns the e-mail addresses of the demo's users; none where there is no demo
 * @throws Error when seeding failed; its reason has been printed
 */
export async function ensureDemo(ownerUrl: string, settings: Settings, wanted = true): Promise<string[]> {
  const sql = connect(ownerUrl, { max: 1 })
  try {
    const [company] = await sql`SELECT FROM company LIMIT 1`
    if (!company && wanted) await seed({ ...process.env, ...settings, DATABASE_OWNER_URL: ownerUrl })
    const users = await sql<{ email: string }[]>`SELECT email FROM users WHERE email LIKE '%@demo.example' ORDER BY id`
    return users.map(user => user.email)
  } finally {
    await sql.end()
  }
}

async function seed(env: NodeJS.ProcessEnv): Promise<void> {
  const program = await supervise({
    command: process.execPath,
    args: ["--import", "tsx", join(root, "bin/seed-demo.ts")],
    cwd: root,
    env,
    stopWith: [["SIGKILL", 1_000]],
  })
  const { code } = await program.exited
  if (code !== 0) throw new Error("Seeding the demo failed.")
}
