import type { ColumnKind } from "./columns"
import { monthOf } from "./month-names"
import type { CellType } from "./raw-row"

/** What a spreadsheet does to a cell: a formula's error, a bar code as a rounded number, a code as a date, a column too narrow. */
export type Damage = "error" | "exponent" | "code_as_date" | "hidden"

/** Errors of Excel in English, Dutch and German, of LibreOffice and of Google Sheets. */
const errors = new Set(
  `#N/A #N/B #NV #REF! #VERW! #BEZUG! #VALUE! #WAARDE! #WERT! #DIV/0! #DEEL/0! #NAME? #NAAM? #NUM! #GETAL! #ZAHL! #NULL! #LEEG!
   #SPILL! #OVERLOOP! #ÜBERLAUF! #CALC! #BEREKENEN! #KALK! #FIELD! #VELD! #FELD! #BLOCKED! #CONNECT! #UNKNOWN! #ERROR!
   #GETTING_DATA #GEGEVENS_OPHALEN #BUSY! ERR:501 ERR:502 ERR:504 ERR:508 ERR:509 ERR:511 ERR:522`.split(/\s+/u),
)

const exponent = /^[-+]?\d(?:[.,]\d+)?E[-+]\d{1,3}$/iu
const dayAndMonth =
  /^(?:\d{1,4}[-/. ](?<behind>\p{L}+)\.?|(?<before>\p{L}+)\.?[-/. ]\d{1,4}|\d{1,2}[-/. ](?<inside>\p{L}+)\.?[-/. ]\d{2,4})$/u

/** What a spreadsheet has done to a cell; null: nothing that shows. @param text without spaces around it */
export function damageOf(text: string, kind: ColumnKind, type: CellType | undefined): Damage | null {
  if (type === "error" || (/^[#E]/iu.test(text) && errors.has(text.toUpperCase()))) return "error"
  if (/^#{2,}$/u.test(text)) return "hidden"
  if (kind === "text" || type === "number") return null
  if (exponent.test(text)) return "exponent"
  if (kind !== "code" && kind !== "list") return null
  if (type === "date") return "code_as_date"
  const { behind, before, inside } = dayAndMonth.exec(text)?.groups ?? {}
  const name = behind ?? before ?? inside
  return name !== undefined && monthOf(name) !== undefined ? "code_as_date" : null
}
