"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { priceListPath, pricePath } from "@/app/[company]/_prices/addresses"
import { answerRecord, withConflicts } from "@/app/[company]/_records/answer-record"
import { meantFields } from "@/app/[company]/_records/meant-cards"
import { answer, type FormState } from "@/app/form-action"
import { versionIn } from "@/app/typed-fields"
import { NotFound } from "@/domain/errors"
import { type PriceListName, priceListNames, priceLists } from "@/domain/price-lists/price-list-cards"
import { deletePrice, savePrice } from "@/domain/price-lists/save-price"

/** What the page bound is the client's to change. */
const bound = z.object({
  list: z.enum(priceListNames as [PriceListName, ...PriceListName[]]),
  key: z.array(z.string().max(100)).max(6).nullable(),
})

async function unknownPrice(): Promise<never> {
  throw new NotFound("price")
}

/** Saves a row of a price list and stays on it, or makes one where `key` is null and goes on to it. */
export async function savePriceRow(
  company: string,
  list: string,
  key: string[] | null,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const asked = bound.safeParse({ list, key })
  if (!asked.success) return answer(company, form, unknownPrice)
  const definition = priceLists[asked.data.list]
  return answerRecord(company, form, definition, async actor => {
    const input = { key: asked.data.key, version: versionIn(form), typed: await meantFields(actor, form, definition) }
    const saved = await savePrice(actor, list, input)
    redirect(`${pricePath(company, list, saved)}?${key ? "saved" : "created"}=1`)
  })
}

/** Takes a row from a price list, and goes back to the list. */
export async function removePrice(
  company: string,
  list: string,
  key: string[],
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const asked = bound.safeParse({ list, key })
  if (!asked.success) return answer(company, form, unknownPrice)
  const state = await answer(company, form, async actor => {
    await deletePrice(actor, list, asked.data.key ?? [], versionIn(form))
    redirect(`${priceListPath(company, list)}?deleted=1`)
  })
  return withConflicts(state, priceLists[asked.data.list])
}
