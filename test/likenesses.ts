import { Refusal } from "@/domain/errors"

/** The cards that a save was asked about, as field, code, number and by what they are alike; none where it saved. @throws what else failed */
export const likenesses = (saving: Promise<unknown>) =>
  saving.then(
    () => [],
    error => {
      if (!(error instanceof Refusal)) throw error
      return error.issues.map(({ field, code, params }) => [field, code, params?.no, params?.by])
    },
  )
