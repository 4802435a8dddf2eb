import { circlesIn } from "./circles"
import type { OwnImport } from "./imports"
import { appRoom, domainRoom, isShared, storeys } from "./rooms"

/** What is wrong with the house, a sentence each: circles between files, and rooms that lean where they must not. Pure. */
export function faultsOf(imports: readonly OwnImport[]): string[] {
  const circles = circlesIn(imports.map(({ from, to }) => [from, to]))
  const appRooms = imports.flatMap(({ from, to }) => {
    const [leaning, on] = [appRoom(from), appRoom(to)]
    return leaning === undefined || on === undefined || leaning === on ? [] : [[leaning, on] as const]
  })
  return [
    ...circles.map(circle => `These files import one another in a circle: ${circle.join(", ")}`),
    ...imports.flatMap(inDomain),
    ...imports.flatMap(inApp),
    ...circlesIn(appRooms).map(circle => `These rooms of app/ lean on one another in a circle: ${circle.join(", ")}`),
  ]
}

function inDomain({ from, to }: OwnImport): string[] {
  const [leaning, on] = [domainRoom(from), domainRoom(to)]
  if (leaning === undefined || on === undefined || leaning === on) return []
  const [above, below] = [storeyOf(leaning), storeyOf(on)]
  if (above < 0 || below < 0) return [`bin/house/rooms.ts names no storey for domain/${above < 0 ? leaning : on}`]
  return above > below ? [] : [`${from} leans on ${to}: domain/${on} is not below domain/${leaning}`]
}

const storeyOf = (room: string) => storeys.findIndex(rooms => rooms.includes(room))

function inApp({ from, to }: OwnImport): string[] {
  const [leaning, on] = [appRoom(from), appRoom(to)]
  if (leaning === undefined || on === undefined || leaning === on || isShared(on)) return []
  return [`${from} leans on ${to}: what several nouns of app/ share stands in a room that begins with _`]
}
