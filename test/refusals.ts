import { expect } from "vitest"
import { Refusal } from "@/domain/errors"

/** That it is refused, for that reason alone. */
export async function expectCode(run: Promise<unknown>, code: string): Promise<void> {
  const error = await run.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Refusal)
  expect((error as Refusal).issues.map(issue => issue.code)).toEqual([code])
}

/** The codes of every reason why it is refused. */
export async function codesOf(run: Promise<unknown>): Promise<string[]> {
  const error = await run.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Refusal)
  return (error as Refusal).issues.map(issue => issue.code)
}
