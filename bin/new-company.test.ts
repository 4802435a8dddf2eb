import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { database } from "@/db/client"
import { company, membership, users } from "@/db/schema"
import { acceptInvitation, findInvitation } from "@/domain/users/accept-invitation"
import { root } from "./root"

/** Milliseconds: each run loads the whole program, on a machine that may be busy. */
const processes = 60_000

/** Runs the program on this file's database. */
function newCompany(...args: string[]) {
  return run(process.env, ...args)
}

function run(given: NodeJS.ProcessEnv, ...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  return new Promise(resolve => {
    execFile(
      process.execPath,
      ["--import", "tsx", "bin/new-company.ts", ...args],
      { cwd: root, env: { ...given, PUBLIC_URL: "https://inkoop.example" } },
      (error, out, err) => resolve({ code: error?.code ?? 0, out, err }),
    )
  })
}

const peeters = [
  "--name",
  "Peeters",
  "--template",
  "belgian",
  "--admin",
  "Els@Peeters.example",
  "--admin-name",
  "Els Peeters",
]

test(
  "a company is made, and the link it prints makes its administrator, once",
  async () => {
    const { code, out, err } = await newCompany(...peeters, "--registration-no", "0403.019.261")
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toContain("https://inkoop.example/peeters\n")
    const token = /https:\/\/inkoop\.example\/invitation\/(\S+)/u.exec(out)![1]!
    const invitation = await findInvitation(token)
    expect(invitation).toMatchObject({ companySlug: "peeters", email: "els@peeters.example", acceptance: "new_user" })
    await acceptInvitation(token, { name: "Els Peeters", password: "een lang wachtwoord" })
    expect(await findInvitation(token)).toBeUndefined()
    const [els] = await database().select().from(users).where(eq(users.email, "els@peeters.example"))
    const held = await database().select().from(membership).where(eq(membership.userId, els!.id))
    expect(held).toEqual([{ companyId: invitation!.companyId, userId: els!.id, role: "administrator" }])
  },
  processes,
)

test(
  "what is wrong is said by argument, and nothing is made",
  async () => {
    const { code, err } = await newCompany(
      ...peeters,
      "--vat-registration-no",
      "BE0403019262",
      "--iban",
      "BE1",
      "--slug",
      "a b",
    )
    expect(code).toBe(1)
    expect(err).toMatch(
      /^--vat-registration-no: .*\n--iban: This is not an IBAN\. Check its digits\.\n--slug: a b cannot be its address.*\n$/u,
    )
    expect((await newCompany(...peeters, "--slug", "sign-in")).err).toMatch(/^--slug: sign-in cannot be its address/u)
    expect((await newCompany("--name", "Peeters")).err).toMatch(/^npm run new-company -- --name/u)
    expect(await database().select().from(company).where(eq(company.slug, "a b"))).toEqual([])
  },
  processes,
)

test(
  "where nobody says the portal's secret none is made up: its worker could not open the letters",
  async () => {
    const { AUTH_SECRET: _, ...others } = process.env
    const dataDir = mkdtempSync(join(tmpdir(), "inkoop-no-secret-"))
    const { code, err } = await run(
      { ...others, DATA_DIR: dataDir } as NodeJS.ProcessEnv,
      ...peeters,
      "--slug",
      "no-secret",
    )
    expect(err).toMatch(/^AUTH_SECRET: /u)
    expect(code).toBe(1)
    expect(existsSync(join(dataDir, "secrets"))).toBe(false)
    rmSync(dataDir, { recursive: true })
  },
  processes,
)
