/** Name of the control for what is credited of a line, by its Line No.: as a line's own fields are called. */
export const creditField = (figure: "quantity" | "amount", lineNo: number) =>
  `lines.${lineNo}.${figure === "amount" ? "lineAmount" : figure}`
