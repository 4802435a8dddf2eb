/** The connection broke off while work was being committed: nobody knows whether it was. */
export class OutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super("the connection was lost while a transaction was being committed", { cause })
    this.name = "OutcomeUnknown"
  }
}
