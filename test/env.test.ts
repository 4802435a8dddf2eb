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

const store = {
  S3_ENDPOINT: "https://s3.example",
  S3_REGION: "eu-central-1",
  S3_BUCKET: "papers",
  S3_ACCESS_KEY: "key",
  S3_SECRET_KEY: "secret",
}

test("files go into the store that is given, and into PostgreSQL where none is, or where one says so", () => {
  expect(parseEnv(needed).ATTACHMENT_STORE).toBe("postgresql")
  expect(parseEnv({ ...needed, ...store }).ATTACHMENT_STORE).toBe("s3")
  expect(parseEnv({ ...needed, ...store, ATTACHMENT_STORE: "postgresql" }).ATTACHMENT_STORE).toBe("postgresql")
})

test.for(Object.keys(store))("the start refuses a store of files without %s, and says so in a line", name => {
  const start = () => parseEnv({ ...needed, ...store, [name]: "" })
  expect(start).toThrow(EnvError)
  expect(start).toThrow(
    `${name}: missing; the S3-compatible store needs all of S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY`,
  )
})

test("the start refuses to keep files in a store that it does not know", () => {
  expect(() => parseEnv({ ...needed, ATTACHMENT_STORE: "s3" })).toThrow("S3_ENDPOINT: missing")
  expect(() => parseEnv({ ...needed, ...store, S3_BUCKET: "a/b" })).toThrow("S3_BUCKET: name of a bucket")
  expect(() => parseEnv({ ...needed, ...store, S3_ENDPOINT: "s3.example" })).toThrow("S3_ENDPOINT:")
})
