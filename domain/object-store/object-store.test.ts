import { createHash, randomBytes } from "node:crypto"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import * as environment from "@/env"
import { type ObjectServer, startObjectServer } from "@/test/object-server"
import { ObjectStoreAway, objectStoreState } from "./object-store"
import { openObject } from "./open-object"
import { writeObject } from "./write-object"

let server: ObjectServer
const others = environment.env()
const named = vi.spyOn(environment, "env")
const use = (settings: Partial<environment.Env>) => named.mockReturnValue({ ...others, ...settings })

beforeAll(async () => {
  server = await startObjectServer()
  use(server.settings)
})
afterAll(async () => {
  named.mockRestore()
  await server.end()
})

async function write(key: string, bytes: Buffer, piece = 256 * 1024): Promise<void> {
  const writer = writeObject(key)
  for (let at = 0; at < bytes.length; at += piece) await writer.write(bytes.subarray(at, at + piece))
  await writer.end()
}

async function hashOf(key: string): Promise<string> {
  const sum = createHash("sha256")
  for await (const some of await openObject(key)) sum.update(some)
  return sum.digest("hex")
}

const MB = 1024 * 1024

test.for([1, 300_000, 8 * MB, 8 * MB + 1, 20 * MB])("an object of %d bytes comes out as it went in", async size => {
  const bytes = randomBytes(size)
  server.asked()
  await write(`1/of ${size}`, bytes)
  const asked = server.asked()
  expect(asked.filter(address => address.startsWith("PUT")).length).toBe(Math.ceil(size / (8 * MB)))
  expect(asked.some(address => address.includes("uploads"))).toBe(size > 8 * MB)
  expect(await hashOf(`1/of ${size}`)).toBe(createHash("sha256").update(bytes).digest("hex"))
})

test("what is given up leaves no object, and its parts are given up too", async () => {
  const writer = writeObject("1/given up")
  for (let i = 0; i < 9; i++) await writer.write(randomBytes(MB))
  server.asked()
  await writer.abort()
  expect(server.asked()).toEqual([expect.stringMatching(/^DELETE .*uploadId=/u)])
  await expect(openObject("1/given up")).rejects.toThrow("there is no object 1/given up")
})

test("whoever operates the portal learns why the store does not do it", async () => {
  use({ ...server.settings, S3_SECRET_KEY: "wrong" })
  await expect(write("1/x", randomBytes(10))).rejects.toThrow(/403.*SignatureDoesNotMatch/u)
  expect(await objectStoreState(3_000)).toBe("refused")
  use({ ...server.settings, S3_ACCESS_KEY: "nobody" })
  await expect(openObject("1/of 1")).rejects.toThrow(/403.*InvalidAccessKeyId/u)
  use({ ...server.settings, S3_BUCKET: "elsewhere" })
  await expect(write("1/x", randomBytes(10))).rejects.toThrow(/404.*NoSuchBucket/u)
  expect(await objectStoreState(3_000)).toBe("refused")
  use(server.settings)
  expect(await objectStoreState(3_000)).toBe("ok")
  await server.goAway()
  await expect(openObject("1/of 1")).rejects.toThrow(ObjectStoreAway)
  await expect(openObject("1/of 1")).rejects.toThrow("ECONNREFUSED")
  expect(await objectStoreState(3_000)).toBe("away")
  await server.comeBack()
  expect(await objectStoreState(3_000)).toBe("ok")
  use({})
  await expect(openObject("1/of 1")).rejects.toThrow("S3_ENDPOINT")
  expect(await objectStoreState(3_000)).toBe("none")
  use(server.settings)
})
