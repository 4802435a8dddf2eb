import "server-only"
import { revalidatePath } from "next/cache"
import { answer, type FormState } from "@/app/form-action"
import { requireFreshSignIn } from "@/app/fresh-sign-in"
import type { Actor } from "@/domain/access/actor"

/**
 * As answer, for who has just signed in: the answer's data is the secret that was made, which SecretForm shows this once.
 *
 * @param page below the company's address, which lists what was made
 * @param make parses and calls one operation; @returns the secret
 */
export async function answerWithSecret(
  company: string,
  form: FormData,
  page: string,
  make: (actor: Actor) => Promise<string>,
): Promise<FormState> {
  return answer(company, form, async actor => {
    await requireFreshSignIn(form)
    const secret = await make(actor)
    revalidatePath(`/${company}/${page}`)
    return { data: { secret } }
  })
}
