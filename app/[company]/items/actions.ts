"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { z } from "zod"
import { answerRecord } from "@/app/[company]/_records/answer-record"
import { meantFields, meantVendor } from "@/app/[company]/_records/meant-cards"
import { answer, type FormState } from "@/app/form-action"
import { parseForm } from "@/app/parse-form"
import { versionIn } from "@/app/typed-fields"
import { itemCard } from "@/domain/items/item-card"
import { deleteItemUnit, saveItemUnit } from "@/domain/items/item-units"
import { deleteItemVendor, saveItemVendor } from "@/domain/items/item-vendors"
import { deleteItem, saveItem } from "@/domain/items/save-item"

const pageOf = (company: string, no: string) => `/${company}/items/${encodeURIComponent(no)}`

/** Makes an item and goes on to its card. */
export async function makeItem(company: string, _previous: FormState, form: FormData): Promise<FormState> {
  return answerRecord(company, form, itemCard, async actor => {
    const { no } = await saveItem(actor, { key: null, version: 0, typed: await meantFields(actor, form, itemCard) })
    revalidatePath(`/${company}/items`)
    redirect(`${pageOf(company, no)}?created=1`)
  })
}

/** Saves the card of an item and stays on it. */
export async function saveItemCard(company: string, no: string, _: FormState, form: FormData): Promise<FormState> {
  return answerRecord(company, form, itemCard, async actor => {
    await saveItem(actor, { key: [no], version: versionIn(form), typed: await meantFields(actor, form, itemCard) })
    redirect(`${pageOf(company, no)}?saved=1`)
  })
}

/** Deletes an item and goes back to the list. */
export async function removeItem(company: string, no: string, _: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await deleteItem(actor, no)
    redirect(`/${company}/items`)
  })
}

const unit = z.object({ unitCode: z.string(), qtyPerUnit: z.string() })

/** Gives an item a unit. */
export async function addUnit(company: string, no: string, _: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await saveItemUnit(actor, no, parseForm(unit, form))
    revalidatePath(pageOf(company, no))
  })
}

/** Takes a unit from an item. */
export async function removeUnit(company: string, no: string, _: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await deleteItemUnit(actor, no, parseForm(z.object({ unitCode: z.string() }), form).unitCode)
    revalidatePath(pageOf(company, no))
  })
}

const itemVendor = z.object({ ofVendorNo: z.string(), vendorItemNo: z.string(), leadTime: z.string() })

/** Says what a vendor calls an item. */
export async function addItemVendor(company: string, no: string, _: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    const typed = parseForm(itemVendor, form)
    const meant = await meantVendor(actor, form, "ofVendorNo")
    if ("unclear" in meant) return meant.unclear
    await saveItemVendor(actor, no, { ...typed, ofVendorNo: meant.no })
    revalidatePath(pageOf(company, no))
    return undefined
  })
}

/** Forgets what a vendor calls an item. */
export async function removeItemVendor(company: string, no: string, _: FormState, form: FormData): Promise<FormState> {
  return answer(company, form, async actor => {
    await deleteItemVendor(actor, no, parseForm(z.object({ ofVendorNo: z.string() }), form).ofVendorNo)
    revalidatePath(pageOf(company, no))
  })
}
