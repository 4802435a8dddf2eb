import type { CompanyRow } from "@/db/demo/insert-rows"
import type { glAccount } from "@/db/schema"

type Account = CompanyRow<typeof glAccount>

type Entry = [no: string, name: string, kind?: "heading" | "begin_total" | "control"]

/**
 * A decimal chart as Dutch bookkeepers know it: the first digit is the class (0 fixed assets and capital, 1 money and
 * debts, 2 suspense, 3 stock, 4 costs, 7 cost of sales, 8 turnover, 9 other results). Each class opens with a
 * begin-total at …000 and closes with an end-total at …999. "control" accounts belong to a subledger or the VAT return
 * and take no direct postings.
 */
const accountClasses: { title: string; incomeBalance: Account["incomeBalance"]; accounts: Entry[] }[] = [
  {
    title: "Vaste activa en vermogen",
    incomeBalance: "balance_sheet",
    accounts: [
      ["0100", "Materiële vaste activa", "heading"],
      ["0110", "Bedrijfsgebouwen"],
      ["0115", "Afschrijving bedrijfsgebouwen"],
      ["0120", "Magazijninrichting en stellingen"],
      ["0125", "Afschrijving magazijninrichting"],
      ["0130", "Inventaris en computers"],
      ["0135", "Afschrijving inventaris en computers"],
      ["0140", "Vervoermiddelen"],
      ["0145", "Afschrijving vervoermiddelen"],
      ["0500", "Eigen vermogen", "heading"],
      ["0510", "Aandelenkapitaal"],
      ["0520", "Algemene reserve"],
      ["0530", "Onverdeeld resultaat"],
      ["0600", "Voorzieningen", "heading"],
      ["0610", "Voorziening garantieverplichtingen"],
      ["0700", "Langlopende schulden", "heading"],
      ["0710", "Lening bank"],
      ["0720", "Lease magazijntrucks"],
    ],
  },
  {
    title: "Liquide middelen, vorderingen en schulden",
    incomeBalance: "balance_sheet",
    accounts: [
      ["1010", "Kas"],
      ["1100", "Bank"],
      ["1110", "Spaarrekening"],
      ["1190", "Kruisposten"],
      ["1300", "Debiteuren binnenland", "control"],
      ["1310", "Debiteuren EU", "control"],
      ["1320", "Debiteuren buitenland", "control"],
      ["1390", "Voorziening dubieuze debiteuren"],
      ["1400", "Vooruitbetaalde kosten"],
      ["1410", "Nog te ontvangen bonussen"],
      ["1500", "Te vorderen omzetbelasting hoog", "control"],
      ["1510", "Te vorderen omzetbelasting laag", "control"],
      ["1520", "Te vorderen omzetbelasting verlegd", "control"],
      ["1530", "Te vorderen omzetbelasting EU-verwervingen", "control"],
      ["1600", "Crediteuren binnenland", "control"],
      ["1610", "Crediteuren EU", "control"],
      ["1620", "Crediteuren buitenland", "control"],
      ["1650", "Nog te ontvangen facturen"],
      ["1700", "Af te dragen omzetbelasting hoog", "control"],
      ["1710", "Af te dragen omzetbelasting laag", "control"],
      ["1720", "Af te dragen omzetbelasting verlegd", "control"],
      ["1730", "Af te dragen omzetbelasting EU-verwervingen", "control"],
      ["1790", "Omzetbelasting, aangifte en betaling"],
      ["1800", "Loonheffing"],
      ["1810", "Te betalen lonen"],
      ["1820", "Vakantiegeldverplichting"],
      ["1830", "Pensioenpremies"],
      ["1900", "Nog te betalen kosten"],
    ],
  },
  {
    title: "Tussenrekeningen",
    incomeBalance: "balance_sheet",
    accounts: [
      ["2000", "Vraagposten"],
      ["2100", "Tussenrekening ontvangen goederen"],
      ["2200", "Tussenrekening lonen"],
      ["2300", "Tussenrekening betalingen"],
    ],
  },
  {
    title: "Voorraden",
    incomeBalance: "balance_sheet",
    accounts: [
      ["3000", "Voorraad handelsgoederen", "control"],
      ["3010", "Voorraad installatiemateriaal", "control"],
      ["3100", "Goederen onderweg"],
      ["3200", "Emballage"],
      ["3900", "Voorziening incourante voorraad"],
    ],
  },
  {
    title: "Kosten",
    incomeBalance: "income_statement",
    accounts: [
      ["4000", "Personeelskosten", "heading"],
      ["4010", "Brutolonen"],
      ["4020", "Vakantiegeld"],
      ["4030", "Sociale lasten"],
      ["4040", "Pensioenlasten"],
      ["4050", "Inhuur uitzendkrachten"],
      ["4060", "Reiskosten personeel"],
      ["4070", "Scholing en veiligheid"],
      ["4100", "Huisvestingskosten", "heading"],
      ["4110", "Huur magazijn en kantoor"],
      ["4120", "Gas, water en elektra"],
      ["4130", "Onderhoud gebouwen"],
      ["4140", "Schoonmaakkosten"],
      ["4200", "Vervoerskosten", "heading"],
      ["4210", "Brandstof"],
      ["4220", "Onderhoud vervoermiddelen"],
      ["4230", "Verzekering en motorrijtuigenbelasting"],
      ["4240", "Vrachtkosten inkoop"],
      ["4250", "Vrachtkosten verkoop"],
      ["4300", "Kantoorkosten", "heading"],
      ["4310", "Kantoorbenodigdheden"],
      ["4320", "Telefoon en internet"],
      ["4330", "Software en abonnementen"],
      ["4340", "Vakliteratuur"],
      ["4400", "Verkoopkosten", "heading"],
      ["4410", "Reclame en advertenties"],
      ["4420", "Beurzen en representatie"],
      ["4500", "Algemene kosten", "heading"],
      ["4510", "Accountants- en advieskosten"],
      ["4520", "Verzekeringen"],
      ["4530", "Bankkosten"],
      ["4600", "Afschrijvingskosten", "heading"],
      ["4610", "Afschrijving vaste activa"],
      ["4980", "Betalingsverschillen"],
      ["4985", "Afgeboekte kleine verschillen"],
      ["4990", "Afrondingsverschillen"],
    ],
  },
  {
    title: "Inkoop en kostprijs van de omzet",
    incomeBalance: "income_statement",
    accounts: [
      ["7000", "Inkoop handelsgoederen binnenland"],
      ["7010", "Inkoop handelsgoederen EU"],
      ["7020", "Inkoop handelsgoederen buitenland"],
      ["7100", "Inkoop diensten binnenland"],
      ["7110", "Inkoop diensten EU"],
      ["7120", "Inkoop diensten buitenland"],
      ["7200", "Bijkomende inkoopkosten"],
      ["7300", "Kostprijs verkochte goederen"],
      ["7310", "Kostprijs geleverde diensten"],
      ["7400", "Toegerekende directe kosten"],
      ["7500", "Voorraadcorrecties"],
      ["7510", "Voorraadverschillen inventarisatie"],
      ["7600", "Ontvangen regelkortingen inkoop"],
      ["7610", "Ontvangen factuurkortingen inkoop"],
      ["7620", "Ontvangen leveranciersbonussen"],
      ["7700", "Ontvangen betalingskortingen"],
    ],
  },
  {
    title: "Omzet",
    incomeBalance: "income_statement",
    accounts: [
      ["8000", "Omzet handelsgoederen binnenland"],
      ["8010", "Omzet handelsgoederen EU"],
      ["8020", "Omzet handelsgoederen buitenland"],
      ["8100", "Omzet diensten binnenland"],
      ["8110", "Omzet diensten EU"],
      ["8120", "Omzet diensten buitenland"],
      ["8400", "Doorberekende kosten", "heading"],
      ["8450", "Vrachtkosten binnenland"],
      ["8460", "Vrachtkosten buitenland"],
      ["8470", "Orderkosten"],
      ["8480", "Emballage en statiegeld"],
      ["8500", "Verleende kortingen"],
    ],
  },
  {
    title: "Overige baten en lasten",
    incomeBalance: "income_statement",
    accounts: [
      ["9000", "Rentebaten"],
      ["9010", "Rentelasten"],
      ["9300", "Gerealiseerde koerswinsten"],
      ["9310", "Gerealiseerde koersverliezen"],
      ["9320", "Koersafronding"],
      ["9400", "Bijzondere baten"],
      ["9410", "Bijzondere lasten"],
      ["9900", "Vennootschapsbelasting"],
    ],
  },
]

/** Services bought, and what is charged on to customers, bear the high rate. */
const atHighRate = new Set([
  ...["4050", "4070", "4120", "4130", "4140", "4210", "4220", "4240", "4250", "4310", "4320", "4330", "4410", "4420"],
  ...["4510", "7200", "8450", "8460", "8470", "8480"],
])

export const chartOfAccounts: Account[] = accountClasses.flatMap(({ title, incomeBalance, accounts }) => {
  const digit = accounts[0]?.[0].charAt(0)
  const begin = `${digit}000`
  // Where an account already stands at …000, the class opens just below it in order.
  const opening = accounts.some(([no]) => no === begin) ? `${digit}0` : begin
  const plain = { incomeBalance, directPosting: false } as const
  return [
    { ...plain, no: opening, name: title, accountType: "begin_total", indentation: 0 },
    ...accounts.map(([no, name, kind]): Account => {
      if (kind === "heading") return { ...plain, no, name, accountType: "heading", indentation: 1 }
      const isService = atHighRate.has(no)
      return {
        no,
        name,
        incomeBalance,
        accountType: "posting",
        indentation: 2,
        directPosting: kind !== "control",
        genProdPostingGroup: isService ? "DIENSTEN" : null,
        vatProdPostingGroup: isService ? "HOOG" : null,
      }
    }),
    {
      ...plain,
      no: `${digit}999`,
      name: `Totaal ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
      accountType: "end_total",
      totaling: `${opening}..${digit}999`,
      indentation: 0,
    },
  ]
})

chartOfAccounts.push({
  no: "99999",
  name: "Nettoresultaat",
  incomeBalance: "income_statement",
  accountType: "total",
  totaling: "4000..9999",
  indentation: 0,
  directPosting: false,
})
