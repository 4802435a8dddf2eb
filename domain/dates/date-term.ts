/** What a date formula is made of. */
export type PeriodUnit = "D" | "W" | "M" | "Q" | "Y"

export type DateTerm = { sign: 1 | -1 } & (
  | { kind: "offset"; count: number; unit: PeriodUnit }
  | { kind: "current"; unit: PeriodUnit }
  | { kind: "dayOfMonth"; day: number }
  | { kind: "weekday"; weekday: number }
)

/** Why a text is no date formula. */
export type DateFormulaProblem =
  | "too_long"
  /** A character that is neither a sign, a digit nor one of the letters. */
  | "unexpected_character"
  /** A sign or a number with nothing behind it, or a letter that stands alone. */
  | "incomplete"
  /** W, M, Q or Y before a number, WD behind one, or CWD. */
  | "unsupported_term"
  /** 0, or more than the unit allows: 9999 days, 999 weeks or months, 399 quarters, 99 years. */
  | "number_out_of_range"
  | "no_such_day_of_month"
  | "no_such_weekday"
