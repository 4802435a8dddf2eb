import { randomBytes } from "node:crypto"
import { expect, it } from "vitest"
import { readUpload, type Upload } from "./read-upload"

const bytesOf = async (upload: Upload | null) => {
  const pieces = []
  for await (const piece of upload?.file ?? []) pieces.push(piece)
  return Buffer.concat(pieces)
}

function post(form: FormData | ReadableStream, type?: string): Request {
  const headers = type ? { "content-type": type } : undefined
  return new Request("http://localhost/", { method: "POST", body: form, headers, duplex: "half" } as RequestInit)
}

function formOf(file: Blob | null, name = "sales.csv"): FormData {
  const form = new FormData()
  form.set("currency", "GBP")
  if (file) form.set("file", file, name)
  return form
}

it("hands on the file as it was sent, and the fields before it", async () => {
  const content = randomBytes(3_000_000)
  const read = await readUpload(post(formOf(new Blob([content]), "Één.csv")), async upload => ({
    bytes: await bytesOf(upload),
    name: upload?.fileName,
    currency: upload?.fields.get("currency"),
  }))
  expect(read.bytes.equals(content)).toBe(true)
  expect(read).toMatchObject({ name: "Één.csv", currency: "GBP" })
})

it("says when there is no file", async () => {
  expect(await readUpload(post(formOf(null)), async upload => upload)).toBeNull()
})

it("reads the request to its end though the file is refused early", async () => {
  const form = new Response(formOf(new Blob([randomBytes(3_000_000)])))
  let readToItsEnd = false
  const flush = () => {
    readToItsEnd = true
  }
  const body = form.body!.pipeThrough(new TransformStream({ flush }))
  const refusing = readUpload(post(body, form.headers.get("content-type")!), async upload => {
    for await (const _ of upload!.file) throw new Error("refused")
  })
  await expect(refusing).rejects.toThrow("refused")
  expect(readToItsEnd).toBe(true)
})

it("survives a request that breaks off when nobody reads its file any more", async () => {
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nsome rows'
  for (const taken of [true, false]) {
    let breakOff = () => {}
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(head))
        breakOff = () => controller.error(new Error("gone"))
      },
    })
    const reading = readUpload(post(broken, "multipart/form-data; boundary=x"), async upload => {
      for await (const _ of upload!.file) break
      setTimeout(breakOff, 0)
      if (!taken) throw new Error("refused")
    })
    if (taken) await reading
    else await expect(reading).rejects.toThrow("refused")
  }
})

it("refuses what is no such form", async () => {
  await expect(readUpload(post(new Blob(["x"]).stream(), "text/csv"), bytesOf)).rejects.toThrow(TypeError)
})

it("fails where the request breaks off", async () => {
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nsome rows'
  const whole = new Blob([head]).stream()
  await expect(readUpload(post(whole, "multipart/form-data; boundary=x"), bytesOf)).rejects.toThrow()
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(head))
      setTimeout(() => controller.error(new Error("gone")), 0)
    },
  })
  await expect(readUpload(post(broken, "multipart/form-data; boundary=x"), bytesOf)).rejects.toThrow("gone")
})
