import type { NewVendorChoices } from "./vendor-fields"

/** What a document's form shows beside its Vendor field, where what was typed there is no vendor. */
export type UnknownVendorView = {
  /** As it was typed. */
  name: string
  mayRegister: boolean
  /** What the fields of a new one offer, while they are open. */
  choices: NewVendorChoices | null
  /** Purchasers were just asked for it. */
  isAsked: boolean
}
