/** Signs in beside a form that is open in another tab, and ends on a page that sends one back there. */
export const signInBeside = "/sign-in?callbackUrl=%2Fsign-in%2Fdone"
