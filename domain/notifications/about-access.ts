/** Events that their user is mailed about also where the company is closed to that user by then. */
export const aboutAccess = [
  "user.roles_changed",
  "user.removed",
  "user.disabled",
  "user.enabled",
  "user.sessions_ended",
  "user.password_chosen",
] as const

export function isAboutAccess(kind: string): boolean {
  return aboutAccess.some(known => known === kind)
}
