/** Name of the control with a passkey's answer, as JSON. */
export const passkeyField = "passkeyAnswer"
