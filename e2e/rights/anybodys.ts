/** Actions that are one's own to do, whatever the roles. */
export const anybodys = []
