import { z } from "zod"
import type { Actor } from "@/domain/access/actor"
import { customerCard } from "@/domain/customers/customer-card"
import { listCustomers } from "@/domain/customers/list-customers"
import { readCustomer, readNewCustomer } from "@/domain/customers/read-customer"
import { saveCustomer } from "@/domain/customers/save-customer"
import { Refusal } from "@/domain/errors"
import { itemCard } from "@/domain/items/item-card"
import { listItems } from "@/domain/items/list-items"
import { readItem, readNewItem } from "@/domain/items/read-item"
import { saveItem } from "@/domain/items/save-item"
import type { CardRead } from "@/domain/records/cards"
import { type CardDefinition, controlOf } from "@/domain/records/definition"
import type { RecordInput } from "@/domain/records/save-record"
import { listVendors } from "@/domain/vendors/list-vendors"
import { readNewVendor, readVendor } from "@/domain/vendors/read-vendor"
import { saveVendor } from "@/domain/vendors/save-vendor"
import { vendorCard } from "@/domain/vendors/vendor-card"
import { vendorWaits } from "@/domain/vendors/waiting-vendors"
import { languageWithDecimal } from "@/language/number-format"
import { cardIn, cardOut, cardShown, cardTyped } from "./definition-schemas"
import { type Endpoint, endpoint } from "./endpoint"
import { amount, listQuery, pageSchema, yesNo } from "./schemas"

const query = z.strictObject({
  ...listQuery,
  blocked: yesNo.optional(),
  sort: z.enum(["name", "-name", "no", "-no"]).optional(),
})

type Card<Row extends z.ZodObject, Query extends z.ZodObject = typeof query> = {
  definition: CardDefinition
  noun: string
  row: Row
  /** Absent: that of every list of cards. */
  query?: Query
  list(actor: Actor, asked: z.output<Query>): Promise<object>
  read(actor: Actor, no: string): Promise<CardRead>
  readNew(actor: Actor): Promise<CardRead>
  save(actor: Actor, input: RecordInput): Promise<{ no: string }>
}

const vendorQuery = query.extend({
  waits: z
    .enum(vendorWaits)
    .optional()
    .describe("Only those that wait for a second person: unproven ones, or with a bank account that was proposed."),
})

export const vendorEndpoints = endpointsOf({
  definition: vendorCard,
  noun: "Vendor",
  query: vendorQuery,
  row: z.object({
    no: z.string(),
    name: z.string(),
    city: z.string(),
    countryRegionCode: z.string(),
    vatRegistrationNo: z.string(),
    currencyCode: z.string().nullable(),
    paymentTermsCode: z.string().nullable(),
    blocked: z.string(),
    unproven: z.boolean().describe("Registered in passing, and nobody else has looked at it."),
  }),
  async list(actor, asked) {
    const { vendors, ...rest } = await listVendors(actor, asked)
    return { ...rest, rows: vendors }
  },
  read: readVendor,
  readNew: readNewVendor,
  save: saveVendor,
})

export const itemEndpoints = endpointsOf({
  definition: itemCard,
  noun: "Item",
  row: z.object({
    no: z.string(),
    description: z.string(),
    type: z.string(),
    baseUnitOfMeasure: z.string(),
    vendorNo: z.string().nullable(),
    vendorItemNo: z.string(),
    lastDirectCost: amount,
    unitPrice: amount,
    blocked: z.boolean(),
    salesBlocked: z.boolean(),
    purchasingBlocked: z.boolean(),
  }),
  list: listItems,
  read: readItem,
  readNew: readNewItem,
  save: saveItem,
})

export const customerEndpoints = endpointsOf({
  definition: customerCard,
  noun: "Customer",
  row: z.object({
    no: z.string(),
    name: z.string(),
    city: z.string(),
    countryRegionCode: z.string(),
    email: z.string(),
    vatRegistrationNo: z.string(),
    paymentTermsCode: z.string().nullable(),
    currencyCode: z.string().nullable(),
    blocked: z.string(),
  }),
  list: listCustomers,
  read: readCustomer,
  readNew: readNewCustomer,
  save: saveCustomer,
})

/** Cards are read as their forms in English are: numbers plain, dates ISO, date formulas such as 30D. */
const inEnglish = (actor: Actor): Actor => ({ ...actor, language: languageWithDecimal(".")! })

function endpointsOf<Row extends z.ZodObject, Query extends z.ZodObject = typeof query>({
  definition,
  noun,
  row,
  query: asking,
  list,
  read,
  readNew,
  save,
}: Card<Row, Query>): Endpoint[] {
  const { slug } = definition
  const tag = `${noun}s`
  const one = `/${slug}/{no}`
  const card = z.object({ version: z.number().int(), ...cardOut(definition) })
  const fields = cardIn(definition)
  const saved = z.object({ no: z.string() })
  const shown = ({ values, version }: CardRead) => ({
    data: { ...cardShown(definition, values), version },
    version,
  })
  const see = { scope: "masters.read", right: "master_data.see" } as const
  const edit = { scope: "masters.write", right: "master_data.edit" } as const
  return [
    endpoint({
      ...see,
      method: "GET",
      path: `/${slug}`,
      name: `list${noun}s`,
      tag,
      summary: `${noun}s, by name`,
      query: asking ?? query,
      status: 200,
      out: pageSchema<z.ZodObject>(row),
      run: async ({ actor, query: asked }) => ({ data: (await list(actor, asked as z.output<Query>)) as never }),
    }),
    endpoint({
      ...see,
      method: "GET",
      path: one,
      name: `read${noun}`,
      tag,
      summary: `The card of ${noun === "Item" ? "an item" : `a ${noun.toLowerCase()}`}`,
      status: 200,
      out: card,
      run: async ({ actor, params }) => shown(await read(actor, params.no!)),
    }),
    endpoint({
      ...edit,
      method: "POST",
      path: `/${slug}`,
      name: `create${noun}`,
      tag,
      summary: "What is left out comes from the company's setup",
      body: fields,
      status: 201,
      out: saved,
      async run({ actor, body }) {
        const { values } = await readNew(inEnglish(actor))
        const typed = cardTyped(definition, values, body)
        const { no } = await plainly(definition, save(inEnglish(actor), { key: null, version: 0, typed }))
        return { data: { no }, location: `${slug}/${encodeURIComponent(no)}` }
      },
    }),
    endpoint({
      ...edit,
      method: "PATCH",
      path: one,
      name: `change${noun}`,
      tag,
      summary: "What is left out stays; null is none",
      body: fields,
      onVersion: true,
      status: 200,
      out: card,
      async run({ actor, params, body, version }) {
        const reader = inEnglish(actor)
        const { values } = await read(reader, params.no!)
        const typed = cardTyped(definition, values, body)
        await plainly(definition, save(reader, { key: [params.no!], version, typed }))
        return shown(await read(reader, params.no!))
      },
    }),
  ]
}

/** Issues by the names that fields have here, not by those of the form's controls. */
async function plainly<T>(definition: CardDefinition, saving: Promise<T>): Promise<T> {
  const prefix = controlOf(definition, "")
  try {
    return await saving
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(
      error.issues.map(issue => ({
        ...issue,
        field: issue.field?.startsWith(prefix) ? issue.field.slice(prefix.length) : issue.field,
      })),
    )
  }
}
