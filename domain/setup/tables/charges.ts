import { charge } from "@/db/schema"
import type { SetupDefinition } from "../definition"

/** Charges and allowances of documents. */
export const chargesDefinition: SetupDefinition = {
  slug: "charges",
  table: charge,
  keys: ["code"],
  fields: [
    { name: "code", kind: "code", required: true },
    { name: "textEn", kind: "text", maximum: 100, required: true },
    { name: "textNl", kind: "text", maximum: 100, required: true },
    { name: "glAccountNo", kind: "account", required: true },
    { name: "vatProdPostingGroup", kind: "reference", to: "vat-prod-posting-groups", required: true },
    { name: "negativeAllowed", kind: "boolean" },
    { name: "blocked", kind: "boolean" },
  ],
  listed: ["textEn", "textNl", "glAccountNo", "vatProdPostingGroup"],
}
