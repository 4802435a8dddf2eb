import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { event } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { Forbidden, Refusal } from "@/domain/errors"
import { frameCounts } from "@/domain/frame/frame-counts"
import { makeActor, makeCompany } from "@/test/factories"
import { pngOf } from "@/test/pictures"
import { readLogo, removeLogo, saveLogo } from "./logo"
import { LARGEST_LOGO, readLogoFile } from "./logo-file"

const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const jpeg = Buffer.from("ffd8ffe000104a46494600010100000100010000ffc0001108001000200301220002110103110100", "hex")

test.each([
  ["nothing", Buffer.alloc(0), "logo.missing"],
  ["an SVG", Buffer.from(svg), "logo.svg"],
  ["an SVG that says it is a PNG by a comment before it", Buffer.from(`<!-- \x89PNG -->${svg}`), "logo.svg"],
  ["a web page", Buffer.from("<html></html>"), "logo.not_a_picture"],
  ["a PNG that is cut off", pngOf(20, 20).subarray(0, 60), "logo.not_a_picture"],
  ["an interlaced PNG", pngOf(20, 20, { interlaced: 1 }), "logo.not_a_picture"],
  ["a PNG that is wider than it says", Buffer.concat([pngOf(20, 20)]).fill(21, 19, 20), "logo.not_a_picture"],
  ["a PNG whose sums are wrong", Buffer.concat([pngOf(20, 20)]).fill(0, 29, 33), "logo.not_a_picture"],
  ["a JPEG without a frame", jpeg.subarray(0, 20), "logo.not_a_picture"],
  ["a PNG of many pixels", pngOf(2_001, 1), "logo.too_wide"],
  ["many bytes", Buffer.concat([pngOf(20, 20), Buffer.alloc(LARGEST_LOGO)]), "logo.too_large"],
])("%s is no logo", (_what, bytes, code) => {
  expect(readLogoFile(bytes)).toMatchObject({ field: "file", code })
})

test("a PNG and a JPEG are known by their content, with their sides", () => {
  expect(readLogoFile(pngOf(40, 20))).toEqual({ type: "image/png", width: 40, height: 20 })
  expect(readLogoFile(pngOf(40, 20, { colour: 6 }))).toEqual({ type: "image/png", width: 40, height: 20 })
  expect(readLogoFile(jpeg)).toEqual({ type: "image/jpeg", width: 32, height: 16 })
})

test("an administrator gives the company a logo, another one, and none; others see it, and foreigners do not", async () => {
  const [{ id }, foreign] = [await makeCompany(), await makeCompany()]
  const admin = await makeActor(id, "administrator")
  const processor = await makeActor(id, "order_processor")
  const stranger = await makeActor(foreign.id, "administrator")
  await expect(saveLogo(processor, pngOf(4, 4))).rejects.toThrow(Forbidden)
  await expect(saveLogo(admin, Buffer.from(svg))).rejects.toThrow(Refusal)
  expect(await readLogo(processor)).toBeNull()
  await saveLogo(admin, pngOf(4, 4))
  const first = (await frameCounts(processor)).logo
  await saveLogo(admin, pngOf(6, 4))
  expect(await readLogo(processor)).toMatchObject({ type: "image/png", width: 6, height: 4, bytes: pngOf(6, 4) })
  expect((await frameCounts(processor)).logo).not.toBe(first)
  expect(await readLogo(stranger)).toBeNull()
  expect((await frameCounts(stranger)).logo).toBeUndefined()
  await removeLogo(stranger)
  await removeLogo(admin)
  await removeLogo(admin)
  expect(await readLogo(processor)).toBeNull()
  const told = await inCompany(id, tx => tx.select({ kind: event.kind }).from(event).where(eq(event.companyId, id)))
  expect(told.map(({ kind }) => kind)).toEqual(["company_logo.saved", "company_logo.saved", "company_logo.removed"])
})
