import { Readable } from "node:stream"
import { expect, test } from "vitest"
import { salesImport } from "@/db/schema"
import { inCompany } from "@/db/tenancy"
import { makeActor, makeCompany } from "@/test/factories"
import { fileOf } from "@/test/sales-csv"
import { receiveFile } from "./receive-file"

test("a file may have as many bytes as are allowed; of a larger one nothing is left", async () => {
  const actor = await makeActor((await makeCompany()).id, "order_processor")
  const file = Buffer.from(fileOf([{}]))
  const receive = (most: number) =>
    receiveFile(actor, { name: "sales.csv", currencyCode: "" }, Readable.from([file]), most)
  const kept = () => inCompany(actor.companyId, tx => tx.select({ no: salesImport.no }).from(salesImport))

  const refused = receive(file.length - 1)
  await expect(refused).rejects.toMatchObject({ issues: [{ field: "file", code: "import.file_too_large" }] })
  expect(await kept()).toEqual([])
  const { importNo } = await receive(file.length)
  expect(await kept()).toEqual([{ no: importNo }])
})
