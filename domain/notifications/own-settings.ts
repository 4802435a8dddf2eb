import { and, eq, sql } from "drizzle-orm"
import { notificationSetting } from "@/db/schema"
import { inCompany, type Tx } from "@/db/tenancy"
import { type Actor, authorise, may } from "@/domain/access/actor"
import { Stale } from "@/domain/errors"
import { type ToldKindName, type ToldWay, toldKinds, toldWays } from "@/domain/history/told-kinds"

/** How somebody is told in a company. */
export type OwnNotificationSettings = {
  /** What the reader can be told of, with the way that holds, and whether browsers that push is on in are told too. */
  kinds: { name: ToldKindName; way: ToldWay; pushed: boolean }[]
  digestHour: number
  /** 0: nothing was chosen yet. */
  version: number
}

/** How who has chosen nothing gets the daily mail: at the beginning of a day's work. */
export const usualDigestHour = 8

/** How the actor is told in the company. */
export async function readOwnNotificationSettings(actor: Actor): Promise<OwnNotificationSettings> {
  authorise(actor, "company.enter")
  const found = await inCompany(actor.companyId, tx => read(tx, actor))
  return {
    kinds: toldKinds
      .filter(kind => may(actor, kind.right))
      .map(({ name, usual }) => ({
        name,
        way: toldWays.find(way => way === found?.ways[name]) ?? usual,
        pushed: found?.pushes[name] ?? true,
      })),
    digestHour: found?.digestHour ?? usualDigestHour,
    version: found?.version ?? 0,
  }
}

/**
 * Keeps how the actor is told from now on. What was told before stays as it was, a mail that waits too.
 *
 * @param chosen.ways of the kinds that the form showed; the others stay
 * @param chosen.pushes of the same kinds, whether browsers tell of them too
 * @param chosen.digestHour 0 to 23
 * @throws Stale where it was chosen anew since the page was made
 */
export async function saveOwnNotificationSettings(
  actor: Actor,
  chosen: {
    ways: Partial<Record<ToldKindName, ToldWay>>
    pushes?: Partial<Record<ToldKindName, boolean>>
    digestHour: number
    version: number
  },
): Promise<void> {
  authorise(actor, "company.enter")
  const { companyId, userId } = actor
  const { ways, pushes = {}, digestHour, version } = chosen
  const s = notificationSetting
  await inCompany(companyId, async tx => {
    const saved = await tx
      .insert(s)
      .values({ companyId, userId, ways, pushes, digestHour })
      .onConflictDoUpdate({
        target: [s.companyId, s.userId],
        set: {
          ways: sql`${s.ways} || excluded.ways`,
          pushes: sql`${s.pushes} || excluded.pushes`,
          digestHour,
          version: sql`${s.version} + 1`,
        },
        setWhere: eq(s.version, version),
      })
      .returning({ version: s.version })
    if (saved.length > 0) return
    const now = await read(tx, actor)
    throw new Stale(now?.version ?? 0, [])
  })
}

async function read(tx: Tx, { companyId, userId }: Actor) {
  const s = notificationSetting
  const [found] = await tx
    .select()
    .from(s)
    .where(and(eq(s.companyId, companyId), eq(s.userId, userId)))
  return found
}
