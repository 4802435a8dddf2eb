import { unitOfMeasure } from "@/db/schema"
import type { ReadText } from "@/domain/records/definition"
import type { SetupDefinition } from "@/domain/setup/definition"

/** Two or three signs, as all of UN/ECE Recommendation 20; a package of Recommendation 21 behind an X. Blank: none. */
const readStandardCode: ReadText = typed => {
  const code = typed.toUpperCase()
  return code === "" || /^[A-Z0-9]{2,3}$/u.test(code) ? code : { code: "setup.unit_code_form" }
}

/** What things are counted in; an electronic invoice says it by the international code. */
export const unitsOfMeasureDefinition: SetupDefinition = {
  slug: "units-of-measure",
  table: unitOfMeasure,
  keys: ["code"],
  fields: [
    { name: "code", kind: "code", required: true },
    { name: "description", kind: "text", maximum: 100 },
    { name: "internationalStandardCode", kind: "text", maximum: 3, read: readStandardCode },
  ],
  listed: ["code", "description", "internationalStandardCode"],
}
