import type { FormLine } from "./view"

/** What the names of a line's controls begin with. */
export const lineControls = ({ id }: Pick<FormLine, "id">) => `lines.${id}`

/** The number of a line that does not exist yet: 1 of "new1". */
export const newLineNumber = ({ id }: Pick<FormLine, "id">) => id.replace(/\D/gu, "")

/** The fields that stand behind a button of the line and not in a column. */
export const fieldsOfMore = ["lineDiscountAmount", "lineAmount", "pricePer", "vatProdPostingGroup"] as const
