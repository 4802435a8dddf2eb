import { expect, test } from "vitest"
import { EnvError, parseEnv } from "@/env"

const needed = { DATABASE_URL: "postgres://localhost/inkoop", DATA_DIR: "/tmp", AUTH_SECRET: "s".repeat(32) }

test("trusted proxies are addresses and networks", () => {
  const trusted = (TRUSTED_PROXIES: string) => parseEnv({ ...needed, TRUSTED_PROXIES }).TRUSTED_PROXIES
  expect(trusted("")).toEqual([])
  expect(trusted(" 10.0.0.1 ,10.0.0.0/8,, loopback,fd00::/8, ::1")).toEqual([
    "10.0.0.1",
    "10.0.0.0/8",
    "loopback",
    "fd00::/8",
    "::1",
  ])
})

test.for(["10.0.0.0/33", "10.0.0.256", "0.0.0.0/0", "fd00::/129", "proxy.example", "10.0.0.0/x", "localhost"])(
  "the start refuses %s as a trusted proxy, and says so in a line",
  wrong => {
    const start = () => parseEnv({ ...needed, TRUSTED_PROXIES: `10.0.0.1, ${wrong}` })
    expect(start).toThrow(EnvError)
    expect(start).toThrow(
      `TRUSTED_PROXIES: ${wrong} is no address, no network such as 10.0.0.0/8, and none of loopback, linklocal, uniquelocal`,
    )
  },
)

test("a data folder is needed for captured mail alone", () => {
  const { DATA_DIR: _, ...others } = needed
  expect(() => parseEnv(others)).toThrow("DATA_DIR: missing; without SMTP_URL mail is kept there")
  expect(parseEnv({ ...others, SMTP_URL: "smtp://localhost" }).DATA_DIR).toBe("")
})
