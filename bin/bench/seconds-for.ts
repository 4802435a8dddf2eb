/** Seconds that it takes to do something with all of them, so many at once. */
export async function secondsFor<T>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<unknown>,
): Promise<number> {
  const left = [...all]
  const since = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one)
    }),
  )
  return (performance.now() - since) / 1_000
}
