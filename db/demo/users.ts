/** Who can sign in to the demo, all with the same password. */
export const demoPassword = "inkoop-demo"

type Role = "order_processor" | "purchaser" | "purchasing_manager" | "administrator"

export type DemoUser = { email: string; name: string; roles: { kolkwijk?: Role[]; waterlanden?: Role[] } }

export const demoUsers: DemoUser[] = [
  { email: "processor@demo.example", name: "Marit Oosterlaken", roles: { kolkwijk: ["order_processor"] } },
  { email: "purchaser@demo.example", name: "Jelle Brandwijk", roles: { kolkwijk: ["purchaser"] } },
  { email: "manager@demo.example", name: "Sanne Terwolde", roles: { kolkwijk: ["purchasing_manager"] } },
  {
    email: "admin@demo.example",
    name: "Fenna Rijpkema",
    roles: { kolkwijk: ["administrator"], waterlanden: ["administrator"] },
  },
  {
    email: "both@demo.example",
    name: "Ties Hagewoud",
    roles: { kolkwijk: ["order_processor", "purchasing_manager"], waterlanden: ["purchasing_manager"] },
  },
  { email: "processor@waterlanden.example", name: "Bram Stolwijk", roles: { waterlanden: ["order_processor"] } },
  { email: "purchaser@waterlanden.example", name: "Roos Edelenbosch", roles: { waterlanden: ["purchaser"] } },
  { email: "manager@waterlanden.example", name: "Ilse Koningsveld", roles: { waterlanden: ["purchasing_manager"] } },
]
