/**
 * What an earlier version kept, brought to this one: migrations run over rows, and as the owner that a deployment gives them.
 *
 * `test/releases/portal-0.3.0.backup` is the demo of version 0.3.0 as its `npm run backup` wrote it, with a draft in a currency that has no
 * exchange rate. Another version adds its own file beside it.
 */
import { execFile } from "node:child_process"
import { readdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import postgres from "postgres"
import { afterAll, expect, test } from "vitest"
import { root } from "@/bin/root"
import { startPostgres } from "@/bin/services/postgres"
import { stopServices } from "@/bin/services/supervise"
import { temporaryDataDir } from "@/bin/services/unprivileged"
import { bundledProgram } from "@/test/bundled-program"

const folder = temporaryDataDir()
afterAll(async () => {
  await stopServices()
  rmSync(folder, { recursive: true, force: true })
})

const releases = join(root, "test/releases")

test.each(readdirSync(releases))(
  "%s is upgraded, and its books and chain are as they were",
  async release => {
    const DATA_DIR = join(folder, release)
    const { PATH, HOME } = process.env
    const program = await bundledProgram("bin/restore.ts")
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [program, "--from", join(releases, release)],
      { cwd: root, env: { NODE_ENV: "production", PATH, HOME, DATA_DIR } },
    )
    expect(stderr).toBe("")
    const checked = stdout.split("\n").filter(line => /^\w+: (\d+ rows|chain of \d+)/u.test(line))
    expect(checked).toHaveLength(4)
    expect(checked.filter(line => !line.endsWith(", clean"))).toEqual([])

    const server = await startPostgres({ dataDir: DATA_DIR, durable: false })
    const admin = postgres(Object.assign(new URL(server.adminUrl), { pathname: "/inkoop" }).href, { max: 1 })
    try {
      const [kept] = await admin`select
      (select count(*)::int from posted_purchase_document) as posted,
      (select sum(documents)::int from purchase_vendor_month) as summed,
      (select count(*)::int from vendor where privacy_blocked) as private,
      (select count(*)::int from vendor where privacy_blocked and blocked <> 'all') as unblocked`
      expect(kept).toEqual({
        posted: kept!.summed,
        summed: expect.toSatisfy(count => count > 0),
        private: 1,
        unblocked: 0,
      })
      // Of a worth that is not known, so that nobody overlooks it.
      const first = await admin`select distinct on (review_state_at::date) currency_code from purchase_invoice
      where company_id = 1 and review_state = 'ready_for_review' order by review_state_at::date, queue_key`
      expect(first.map(row => row.currency_code)).toContain("USD")
    } finally {
      await admin.end()
      await server.stop()
    }
  },
  120_000,
)
