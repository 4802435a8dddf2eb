import { eq } from "drizzle-orm"
import { database } from "@/db/client"
import { operator } from "@/db/schema"
import { NotFound } from "@/domain/errors"

/** Who asks. */
export type AskingUser = {
  id: number
  /** The company whose single sign-on says who that is; null: none. */
  ssoCompanyId: number | null
}

/** Whether a user operates the portal. Roles of companies give nothing here, and this gives nothing in a company. */
export async function isOperator(userId: number): Promise<boolean> {
  const found = await database().select({ at: operator.addedAt }).from(operator).where(eq(operator.userId, userId))
  return found.length > 0
}

/**
 * Of all companies a company's single sign-on vouches for nobody: who runs its provider could else become the operator by a name there
 * (decision 0084).
 *
 * @throws NotFound for whoever does not operate the portal, as an unknown page
 */
export async function requireOperator({ id, ssoCompanyId }: AskingUser): Promise<void> {
  if (ssoCompanyId !== null || !(await isOperator(id))) throw new NotFound()
}
