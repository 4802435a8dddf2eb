/** To whom Kolkwijk sells. All invented. */
import type { DemoCustomer } from "@/db/demo/company"
import { abroad, domestic, domesticReverseCharge, europeanUnion } from "@/db/demo/partner"
import { belgianVatNo, dutchVatNo, germanVatNo } from "@/db/demo/vat-number"

type Kind = "elektro" | "sanitair" | "bouw" | "beheer" | "zorg" | "winkel"

/** What a kind of customer buys, by family of items. */
export const wanted: Record<Kind, string[]> = {
  elektro: ["kabel", "dozen", "buis", "goot", "schakelmateriaal", "verdelers", "verlichting", "klein", "data", "meten"],
  sanitair: ["sanitair", "kranen", "afvoer", "leiding", "verwarming", "isolatie", "kit", "tegels"],
  bouw: ["bouten", "schroeven", "kit", "tegels", "isolatie", "gereedschap", "werkkleding", "magazijn", "zon"],
  beheer: ["verlichting", "veiligheid", "schakelmateriaal", "sanitair", "kranen", "kit", "magazijn"],
  zorg: ["veiligheid", "verlichting", "sanitair", "kranen", "klimaat", "werkkleding", "magazijn"],
  winkel: ["verlichting", "gereedschap", "schroeven", "kit", "klein", "los", "data", "werkkleding"],
}

type Row = [no: number, name: string, address: string, postCode: string, city: string, contact: string, terms?: string]

const salespeople = ["JB", "MO", "TH"] as const

const rows: Record<Kind, Row[]> = {
  elektro: [
    [10402, "Elektrobedrijf Van der Meulen", "Industrieweg 8", "8601 AB", "Sneek", "Sietse van der Meulen"],
    [10404, "Stroomwijs Installaties B.V.", "Energieweg 31", "3542 DZ", "Utrecht", "Karim Haddou"],
    [10407, "Installatiebedrijf Kromhout", "Nijverheidsstraat 5", "2288 BB", "Rijswijk", "Arie Kromhout"],
    [10411, "Vonk & Draad Elektrotechniek", "Ambachtsweg 44", "1271 AM", "Huizen", "Petra Vonk", "14D"],
    [10415, "Technisch Buro Lammerink", "Twekkelerweg 77", "7553 LZ", "Hengelo", "Gerben Lammerink"],
    [10418, "Elektro Schagerbrug", "Dorpsweg 16", "1751 RK", "Schagerbrug", "Nico Schager"],
    [10423, "Rozenboom Elektra B.V.", "Parallelweg 120", "7141 DC", "Groenlo", "Tess Rozenboom", "CM+15D"],
    [10429, "Laadpunt Nederland B.V.", "Laan van de Techniek 3", "3903 AT", "Veenendaal", "Milan de Wit"],
    [10433, "Zonneveld Duurzaam", "Spaarnweg 9", "2142 EN", "Cruquius", "Iris Zonneveld"],
    [10482, "Installatiebedrijf Molenrand B.V.", "Molenrand 12", "8011 AX", "Zwolle", "Wouter Molenaar"],
    [10486, "Paneelbouw De Schie B.V.", "Schieweg 62", "2627 AN", "Delft", "Esmée de Schie", "60D"],
    [10491, "Domotica Twente", "Welbergweg 50", "7556 PE", "Hengelo", "Rik Oude Lansink", "14D"],
    [10495, "Beveiliging & Data Westland", "Honderdland 80", "2676 LS", "Maasdijk", "Cor Zwinkels"],
  ],
  sanitair: [
    [10436, "Loodgietersbedrijf De Goot", "Havenstraat 14", "1441 BK", "Purmerend", "Jan Goedhart", "14D"],
    [10439, "Badkamerstudio Waterfront", "Boulevard 201", "4381 KK", "Vlissingen", "Sanne Marinissen"],
    [10442, "Warmtewacht Installaties B.V.", "Ketelskade 29", "5211 TH", "'s-Hertogenbosch", "Joost Ketelaars"],
    [10445, "Klein Zwaagwesteinde Sanitair", "Tsjerkestrjitte 6", "9294 KA", "Oudwoude", "Wiebe Klein"],
    [10448, "Cv-Service Rijnmond", "Waalhaven 301", "3087 BM", "Rotterdam", "Danny Pols", "8D"],
    [10451, "Loodgieters Collectief Noord", "Osloweg 110", "9723 BX", "Groningen", "Hanneke Dijk"],
    [10454, "Tegelzetterij Bruinsma", "Lange Kerkdam 18", "2242 BV", "Wassenaar", "Marcel Bruinsma"],
    [10457, "Vloerverwarming Brabant B.V.", "Steenoven 21", "5626 DK", "Eindhoven", "Loes Adriaans"],
    [10460, "Sanitair & Zo Barneveld", "Wencopperweg 33", "3771 PN", "Barneveld", "Evert Schimmel"],
    [10461, "Zwembadtechniek Oosterwold", "Vogelweg 14", "3897 LM", "Zeewolde", "Thijs Blom"],
    [10462, "Spoedloodgieter Amstelveen", "Bouwerij 38", "1185 XX", "Amstelveen", "Romy de Haas", "8D"],
    [10463, "Dakgoot Centrale Zeeland", "Livingstoneweg 12", "4462 GL", "Goes", "Adriaan de Nooijer", "CM"],
  ],
  bouw: [
    [10466, "Bouwcombinatie Het Zand", "Zandweg 400", "3454 HG", "De Meern", "Bart Verzijl", "30D"],
    [10469, "Aannemersbedrijf Gebr. Hoekstra", "De Hemmen 62", "9206 AG", "Drachten", "Jelmer Hoekstra"],
    [10472, "Timmerfabriek Oud-Ade", "Leidseweg 5", "2374 AB", "Oud Ade", "Cees van Rijn"],
    [10475, "Dakdekkers Van Kessel", "Handelsweg 18", "5492 NL", "Sint-Oedenrode", "Toon van Kessel", "14D"],
    [10478, "Metaalbouw Ter Aar B.V.", "Kerkweg 90", "2461 CM", "Ter Aar", "Leo Captein"],
    [10499, "Renovatiebedrijf Stadshart", "Vaartweg 27", "1211 JE", "Hilversum", "Amira Yilmaz"],
    [10503, "Bouwgroep Maasvallei N.V.", "Rijksweg 212", "6051 KR", "Maasbracht", "Roel Janssen", "60D"],
    [10507, "Onderhoud & Montage Veluwe", "Vanenburgerallee 3", "3882 RH", "Putten", "Gijs van den Brink"],
    [10511, "Systeemwanden Delta B.V.", "Stougjesdijk 150", "3271 KB", "Mijnsheerenland", "Mirjam Visser"],
    [10515, "Zonnedak Coöperatie Drenthe", "Stationsstraat 45", "9401 KW", "Assen", "Roelof Eising"],
    [10516, "Kozijnenfabriek Salland B.V.", "Zwolseweg 9", "8141 EA", "Heino", "Erik Logtenberg"],
    [10517, "Interieurbouw Meesterhand", "Ambachtstraat 30", "3732 CN", "De Bilt", "Saskia Meesters", "14D"],
    [10519, "Gevelonderhoud IJmond", "Kanaaldijk 200", "1951 JZ", "Velsen-Noord", "Ferry Bakkum"],
  ],
  beheer: [
    [10522, "Woningstichting Waterlanden", "Gedempte Singel 1", "1441 AA", "Purmerend", "Afdeling onderhoud"],
    [10525, "Wooncorporatie Thuisrecht", "Laan van Meerdervoort 800", "2564 AR", "Den Haag", "Facturen"],
    [10528, "VvE Beheer De Sleutel", "Marktstraat 6", "6811 CH", "Arnhem", "Nadine Peters", "14D"],
    [10531, "Stichting Huisvesting Oostrand", "Parkweg 55", "7411 AN", "Deventer", "Crediteuren"],
    [10534, "Vastgoed Lindenhout B.V.", "Kastanjelaan 12", "5616 LZ", "Eindhoven", "Stefan Lindenhout"],
    [10537, "Gemeente Oudewaterveld, gebouwbeheer", "Raadhuisplein 1", "3421 AX", "Oudewater", "Gebouwbeheer"],
    [10540, "Schoolbestuur De Vlinder", "Klaproosstraat 9", "8012 CJ", "Zwolle", "Huisvesting"],
    [10543, "Recreatiepark 't Gooische Bos", "Bosweg 100", "1251 LB", "Laren", "Technische dienst"],
    [10544, "Studentenhuisvesting Domstede", "Domstraat 12", "3512 JB", "Utrecht", "Servicedesk"],
    [10546, "Kantorenpark Zuidas Oost", "Strawinskylaan 3001", "1077 ZX", "Amsterdam", "Facility desk", "45D"],
  ],
  zorg: [
    [10549, "Zorgcentrum De Lindehoek", "Lindelaan 40", "3732 HC", "De Bilt", "Technische dienst"],
    [10552, "Verpleeghuis Avondrood", "Duinweg 17", "2061 AA", "Bloemendaal", "Inkoop"],
    [10555, "Stichting Zorggroep Maasoever", "Ziekenhuislaan 1", "5361 HE", "Grave", "Facilitair bedrijf", "45D"],
    [10558, "Revalidatiekliniek Heideheuvel", "Soestdijkerstraatweg 129", "1213 VX", "Hilversum", "Vastgoed"],
    [10561, "Huisartsenpost Polderland", "Agoraweg 12", "8224 BZ", "Lelystad", "Praktijkbeheer", "14D"],
    [10564, "Kinderdagverblijf Pippeloentje", "Merelstraat 3", "3514 CM", "Utrecht", "Wendy Kooi", "8D"],
    [10567, "Dierenkliniek Noorderkroon", "Hoofdweg 301", "9617 AG", "Harkstede", "Balie", "14D"],
  ],
  winkel: [
    [10570, "Doe-het-zelf Zaal Winkelhart", "Dorpsstraat 88", "2712 AM", "Zoetermeer", "Ronald Zaal"],
    [10573, "IJzerhandel Van Beusekom", "Voorstraat 21", "4131 LT", "Vianen", "Ans van Beusekom"],
    [
      10576,
      "Lampenwinkel Licht op Zuid",
      "Beijerlandselaan 130",
      "3074 EP",
      "Rotterdam",
      "Fatima el Idrissi",
      "DIRECT",
    ],
    [10579, "Camping- en Bootshop De Kade", "Zeilmakersstraat 4", "8601 WV", "Sneek", "Hylke Postma"],
    [10582, "Webwinkel Klusgemak B.V.", "Distributieweg 55", "5047 TW", "Tilburg", "Inkoop", "30D/8D2%"],
    [10585, "Bouwmarkt Aalten", "Dijkstraat 12", "7121 EV", "Aalten", "Henk te Brake"],
    [10588, "Tuincentrum De Groene Hoek", "Rijksstraatweg 60", "2988 BK", "Ridderkerk", "Magazijn"],
    [10591, "Fietsenmaker Trapper & Zn.", "Brinkstraat 7", "9401 HZ", "Assen", "Piet Trapper", "DIRECT"],
  ],
}

function customerRow([no, name, address, postCode, city, contact, terms]: Row): DemoCustomer {
  return {
    ...domestic,
    no: `D${no}`,
    name,
    address,
    postCode,
    city,
    contact,
    vatRegistrationNo: dutchVatNo(no),
    paymentTermsCode: terms ?? "30D",
    salespersonCode: salespeople[no % 3],
    customerPostingGroup: "BINNENL",
  }
}

const differing: Record<string, Partial<DemoCustomer>> = {
  // Contractors to whom work is invoiced under domestic reverse charge.
  D10503: domesticReverseCharge,
  // A private buyer has no VAT number.
  D10591: { vatRegistrationNo: "" },
}

const home = (Object.entries(rows) as [Kind, Row[]][]).flatMap(([kind, ofKind]) =>
  ofKind.map((row): [Kind, DemoCustomer] => {
    const customer = customerRow(row)
    return [kind, { ...customer, ...differing[customer.no] }]
  }),
)

const outside: [Kind, DemoCustomer][] = [
  [
    "elektro",
    {
      ...europeanUnion,
      no: "D10602",
      name: "Elektro Niederrhein GmbH",
      address: "Emmericher Straße 88",
      postCode: "47533",
      city: "Kleve",
      countryRegionCode: "DE",
      contact: "Jutta Heinen",
      vatRegistrationNo: germanVatNo(602),
      paymentTermsCode: "30D",
      salespersonCode: "MO",
      customerPostingGroup: "EU",
    },
  ],
  [
    "sanitair",
    {
      ...europeanUnion,
      no: "D10605",
      name: "Sanitair Kempen BV",
      address: "Turnhoutsebaan 210",
      postCode: "2400",
      city: "Mol",
      countryRegionCode: "BE",
      contact: "Wim Geudens",
      vatRegistrationNo: belgianVatNo(605),
      paymentTermsCode: "30D",
      salespersonCode: "JB",
      customerPostingGroup: "EU",
    },
  ],
  [
    "bouw",
    {
      ...europeanUnion,
      no: "D10608",
      name: "Bauzentrum Emsland GmbH",
      address: "Lingener Straße 14",
      postCode: "49716",
      city: "Meppen",
      countryRegionCode: "DE",
      contact: "Ralf Brüning",
      vatRegistrationNo: germanVatNo(608),
      paymentTermsCode: "14D",
      salespersonCode: "TH",
      customerPostingGroup: "EU",
    },
  ],
  [
    "winkel",
    {
      ...abroad,
      no: "D10611",
      name: "Harwich Lighting Supplies Ltd",
      address: "12 Parkeston Road",
      postCode: "CO12 4EP",
      city: "Harwich",
      countryRegionCode: "GB",
      contact: "Alison Webb",
      currencyCode: "GBP",
      paymentTermsCode: "30D",
      salespersonCode: "MO",
      customerPostingGroup: "BUITENL",
    },
  ],
  [
    "beheer",
    {
      ...abroad,
      no: "D10614",
      name: "Curaçao Resort Services N.V.",
      address: "Pietermaai 152",
      postCode: "",
      city: "Willemstad",
      countryRegionCode: "CW",
      contact: "Purchasing",
      currencyCode: "USD",
      paymentTermsCode: "DIRECT",
      salespersonCode: "JB",
      customerPostingGroup: "BUITENL",
    },
  ],
  [
    "bouw",
    {
      ...customerRow([10617, "Sloopwerken Achterberg", "Achterbergsestraat 9", "3911 TD", "Rhenen", "Dirk Achterberg"]),
      blocked: "all",
    },
  ],
]

const all = [...home, ...outside]

export const kolkwijkCustomers: DemoCustomer[] = all.map(([, customer]) => customer)

/** By customer number: what kind it is. */
export const kindOf: ReadonlyMap<string, Kind> = new Map(all.map(([kind, customer]) => [customer.no, kind]))
