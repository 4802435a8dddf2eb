import { expect, test } from "vitest"
import { pngOf } from "@/test/pictures"
import { FileTypeTeller, namedAs } from "./file-type"

function told(...pieces: (Buffer | string)[]) {
  const teller = new FileTypeTeller()
  for (const piece of pieces) teller.push(Buffer.from(piece as string))
  return teller.told()
}

const webp = Buffer.concat([Buffer.from("RIFF"), Buffer.from([9, 0, 0, 0]), Buffer.from("WEBPVP8 ")])

test.each([
  ["application/pdf", "%PDF-1.7\n%\xe2\xe3"],
  ["application/pdf", `${" ".repeat(900)}%PDF-1.4`],
  ["image/png", pngOf(2, 2)],
  ["image/jpeg", Buffer.from("ffd8ffe000104a464946", "hex")],
  ["image/webp", webp],
  [
    "application/xml",
    '\uFEFF<?xml version="1.0"?><Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>',
  ],
  ["application/xml", "<Invoice>\n</Invoice>"],
  ["text/plain", "No.;Description;Amount\n1;Lamp;1,50\n"],
  ["text/plain", Buffer.from("caf\xe9;1", "latin1")],
])("%s is known by its content", (type, bytes) => {
  expect(told(bytes)).toBe(type)
})

test.each([
  ["nothing"],
  ["a web page", "<!DOCTYPE html><p>Hello"],
  ["an SVG", '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
  ["an SVG by another name", '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>'],
  ["a text with a script far down", `${"a".repeat(5_000)}<script>alert(1)</script>`],
  ["a script across two pieces", `${"a".repeat(5_000)}<scr`, "ipt>alert(1)</script>"],
  ["a program", Buffer.from("MZ\x90\x00\x03", "latin1")],
  ["an archive", Buffer.from("PK\x03\x04", "latin1")],
  ["a text with a NUL far down", "a".repeat(5_000), "b\0"],
  ["a PDF's head behind the first 1,024 bytes of something else", `MZ\0${" ".repeat(1_100)}%PDF-1.4`],
])("%s is not taken in", (_what, ...pieces) => {
  expect(told(...pieces)).toBeUndefined()
})

test("a name keeps an ending of what the file is, and gets it beside another one", () => {
  expect(namedAs("application/pdf", "Invoice.PDF")).toBe("Invoice.PDF")
  expect(namedAs("application/pdf", "invoice.exe")).toBe("invoice.exe.pdf")
  expect(namedAs("text/plain", "lines.csv")).toBe("lines.csv")
  expect(namedAs("text/plain", "run.bat")).toBe("run.bat.txt")
  expect(namedAs("image/jpeg", "photo")).toBe("photo.jpg")
})
