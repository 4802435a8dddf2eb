import type { Tx } from "@/db/tenancy"
import type { Issue } from "@/domain/errors"
import { headerField } from "./draft"
import { type HeaderDefinition, partyOf } from "./header-definition"
import { mayBeBlank } from "./header-values"
import { hasCode } from "./setup-choices"

/**
 * Looks up the codes that stand in some fields of a header.
 *
 * @param names of fields; those that hold no code are passed over
 * @returns "code_not_found" at the control of each that the company does not have
 */
export async function checkCodes(
  tx: Tx,
  definition: HeaderDefinition,
  header: Readonly<Record<string, unknown>> & { companyId: number },
  names: Iterable<string>,
): Promise<Issue[]> {
  const issues: Issue[] = []
  const partyNo = String(header[partyOf(definition).name])
  for (const name of new Set(names)) {
    const field = definition.fields[name]
    if (field?.kind !== "code") continue
    const code = String(header[name] ?? "")
    if (code === "" && mayBeBlank(definition, name)) continue
    if (await hasCode(tx, field.of, { companyId: header.companyId, partyNo, code })) continue
    issues.push({ field: headerField(name), code: "code_not_found", params: { code } })
  }
  return issues
}
