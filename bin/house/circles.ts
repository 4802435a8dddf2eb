/** Groups of names that lead to one another, each as a circle is walked (Tarjan, "Depth-first search", 1972). */
export function circlesIn(leadings: readonly (readonly [from: string, to: string])[]): string[][] {
  const next = new Map<string, Set<string>>()
  for (const [from, to] of leadings) {
    next.set(from, (next.get(from) ?? new Set()).add(to))
    next.set(to, next.get(to) ?? new Set())
  }
  const [order, lowest, path] = [new Map<string, number>(), new Map<string, number>(), [] as string[]]
  const circles: string[][] = []
  const visit = (name: string) => {
    order.set(name, order.size)
    lowest.set(name, order.get(name)!)
    path.push(name)
    for (const other of next.get(name)!) {
      if (!order.has(other)) visit(other)
      if (path.includes(other)) lowest.set(name, Math.min(lowest.get(name)!, lowest.get(other)!))
    }
    if (lowest.get(name) !== order.get(name)) return
    const circle = path.splice(path.indexOf(name))
    if (circle.length > 1) circles.push(circle)
  }
  for (const name of next.keys()) if (!order.has(name)) visit(name)
  return circles
}
