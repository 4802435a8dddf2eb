/** What people do at the doors of the two companies, each deed with what it ought to change. */
import { eq } from "drizzle-orm"
import { expect } from "vitest"
import { database } from "@/db/client"
import { users } from "@/db/schema"
import type { Role } from "@/domain/access/rights"
import { acceptInvitation, declineInvitation } from "@/domain/users/accept-invitation"
import { disableUser, enableUser, endSessions } from "@/domain/users/disable-user"
import { invitationMail } from "@/domain/users/invitation-mail"
import { inviteUser, offerNewPassword, withdrawInvitation } from "@/domain/users/invite-user"
import { openSession } from "@/domain/users/sessions"
import { setRoles } from "@/domain/users/set-roles"
import { companies, type Member, type Model, mine, other, type Real, refused, type Side, sides } from "./people"

/** At which company's door, with which roles in hand, by whom. */
type Place = { side: Side; roles: Role[]; model: Model; real: Real }

/** What an administrator does to the person: done where that one is in the company, refused where not. */
function toMember(
  operation: (place: Place) => Promise<unknown>,
  then: (place: Place, member: Member) => void,
): (place: Place) => Promise<void> {
  return async place => {
    const member = place.model.in[place.side]
    if (!member) return refused(operation(place))
    await operation(place)
    then(place, member)
  }
}

const adminOf = ({ side }: Place) => companies[side].admin
const userOf = ({ real }: Place) => real.userId ?? 0

const deeds = {
  async invite({ side, roles, model, real }: Place) {
    const { id: companyId, admin } = companies[side]
    const invited = inviteUser(admin, { name: "Somebody", email: real.email, roles })
    if (model.in[side]) return refused(invited)
    const token = await mailed(companyId, (await invited).eventId)
    model.mail[side] = { token: token!, purpose: "join", roles }
  },

  async offer(place: Place) {
    const { side, model } = place
    const member = model.in[side]
    const offered = offerNewPassword(adminOf(place), userOf(place))
    if (!member) return refused(offered)
    const token = await mailed(companies[side].id, (await offered).eventId)
    // An older link of the company is replaced either way.
    model.mail[side] = undefined
    expect(token === undefined).toBe(model.in[other[side]] !== undefined)
    if (token) model.mail[side] = { token, purpose: "new_password", roles: member.roles }
  },

  async withdraw(place: Place) {
    const [open] = await mine(adminOf(place), place.real)
    if (!open) return
    await withdrawInvitation(adminOf(place), open.id)
    place.model.mail[place.side] = undefined
  },

  accept: (place: Place) => answer(true, place),
  acceptAsAnother: (place: Place) => answer(false, place),

  async decline({ side, model }: Place) {
    const mail = model.mail[side]
    if (!mail) return
    const declined = declineInvitation(mail.token)
    if (mail.purpose === "new_password") return refused(declined)
    await declined
    model.mail[side] = undefined
  },

  async signIn({ model, real }: Place) {
    if (real.userId === undefined) return
    const open = new Set(sides.filter(each => model.in[each] !== undefined))
    model.sessions.push({ id: await openSession(real.userId), open })
  },

  disable: toMember(
    place => disableUser(adminOf(place), userOf(place)),
    ({ side, model }, member) => {
      if (!member.disabled) end(model, side)
      model.in[side] = { ...member, disabled: true }
    },
  ),
  enable: toMember(
    place => enableUser(adminOf(place), userOf(place)),
    ({ side, model }, member) => {
      model.in[side] = { ...member, disabled: false }
    },
  ),
  endSessions: toMember(
    place => endSessions(adminOf(place), userOf(place)),
    ({ side, model }) => end(model, side),
  ),
  setRoles: toMember(
    place => setRoles(adminOf(place), userOf(place), place.roles),
    ({ side, roles, model }, member) => {
      model.in[side] = { ...member, roles }
    },
  ),
  remove: toMember(
    place => setRoles(adminOf(place), userOf(place), []),
    ({ side, model }) => {
      model.in[side] = undefined
      // The company has nothing to say any more about the account.
      if (model.mail[side]?.purpose === "new_password") model.mail[side] = undefined
    },
  ),

  async guessWithWhatIsShown(place: Place) {
    const admin = adminOf(place)
    // All that an administrator's pages know of an invitation, used as a link, and as who is signed in.
    const shown = (await mine(admin, place.real)).flatMap(open => [open.id, open.name, open.email])
    for (const token of shown) {
      await refused(acceptInvitation(token, { userId: admin.userId, name: "Usurper", password: "of the usurper!" }))
    }
  },
}

export type DeedName = keyof typeof deeds

/** Does a deed to the company of a side, and to the model what it ought to do. */
export async function perform(name: DeedName, place: Place): Promise<void> {
  await deeds[name](place)
}

/** Uses the link in the mailbox, where there is one. @param asOneself else signed in as another, or not at all */
async function answer(asOneself: boolean, { side, model, real }: Place): Promise<void> {
  const mail = model.mail[side]
  if (!mail) return
  const isElsewhere = model.in[other[side]] !== undefined
  const password = `chosen by the person ${++real.chosen}`
  const userId = asOneself ? real.userId : companies[other[side]].admin.userId
  const accepting = acceptInvitation(mail.token, { userId, name: "Person", password })
  if (mail.purpose === "new_password") {
    await accepting
    model.password = password
    model.sessions = []
    model.mail[side] = undefined
    return
  }
  if (isElsewhere && !asOneself) return refused(accepting)
  await accepting
  if (!isElsewhere) {
    model.password = password
    model.sessions = []
    const [made] = await database().select({ id: users.id }).from(users).where(eq(users.email, real.email))
    real.userId = made!.id
  }
  model.in[side] = { roles: mail.roles, disabled: false }
  model.mail[side] = undefined
  // Who said yes may go on with the session it was said in.
  for (const session of model.sessions) session.open.add(side)
  const elsewhere = model.mail[other[side]]
  if (elsewhere?.purpose === "new_password") model.mail[other[side]] = undefined
}

function end(model: Model, side: Side): void {
  for (const session of model.sessions) session.open.delete(side)
}

/** The token of the link in a mail; undefined where there is none. */
async function mailed(companyId: number, eventId: number): Promise<string | undefined> {
  const mail = await invitationMail(companyId, eventId)
  return mail?.path.startsWith("/invitation/") ? mail.path.replace("/invitation/", "") : undefined
}
