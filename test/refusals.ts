import { expect } from "vitest"
import { Refusal } from "@/domain/errors"

/** That it is refused, for that reason alone. */
export async function expectCode(run: Promise<unknown>, code: string): Promise<void> {
  const error = await run.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Refusal)
  expect((error as Refusal).issues.map(issue => issue.code)).toEqual([code])
}
