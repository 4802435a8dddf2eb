import { randomBytes } from "node:crypto"
import { gzipSync } from "node:zlib"
import { expect, test } from "vitest"
import { FileProblem } from "./file-problem"
import { unpack } from "./unpack"

const content = randomBytes(1_000)

/** How many bytes come out of a file that comes in pieces. */
async function unpacked(file: Buffer, most?: number): Promise<number> {
  let size = 0
  async function* pieces() {
    for (let at = 0; at < file.length; at += 300) yield file.subarray(at, at + 300)
  }
  for await (const piece of unpack(pieces(), most)) size += piece.length
  return size
}

test.each([
  ["plain", content],
  ["packed", gzipSync(content)],
])("a %s file may unpack to as much as is allowed, and not to a byte more", async (_, file) => {
  expect(await unpacked(file, content.length)).toBe(content.length)
  expect(await unpacked(file)).toBe(content.length)
  const refused = unpacked(file, content.length - 1)
  await expect(refused).rejects.toThrow(FileProblem)
  await expect(refused).rejects.toMatchObject({ issues: [{ code: "import.file_too_large" }] })
})

test("what is damaged is said to be", async () => {
  const damaged = unpacked(gzipSync(content).subarray(0, 500))
  await expect(damaged).rejects.toMatchObject({ issues: [{ code: "import.file_damaged" }] })
})
