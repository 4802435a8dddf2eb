/** Name of the control for what is credited of a line, by its Line No. */
export const creditField = (figure: "quantity" | "amount", lineNo: number) => `${figure}.${lineNo}`
