/**
 * A number below `size` that depends on the key alone: looks scattered, is the same at each seeding. (FNV-1a, with a
 * last stir because its low bits follow the last characters.)
 */
export function spread(key: string, size: number): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 13)) >>> 0) % size
}

/** One of several, by the key alone. @throws RangeError when there is none */
export function oneOf<T>(key: string, choices: readonly T[]): T {
  if (choices.length === 0) throw new RangeError("nothing to choose from")
  return choices[spread(key, choices.length)] as T
}
