//! Currencies: signs, codes and words, with their ISO 4217 codes.

/// The ISO 4217 code of the currency that `word` names in the plural or singular.
pub(super) fn currency_word(word: &str) -> Option<&'static str> {
    CURRENCY_WORDS.iter().find(|(words, _)| words.split('|').any(|name| name == word)).map(|(_, code)| *code)
}

/// Nationalities that settle a currency word: `Canadian dollars`.
pub(super) fn currency_of(nation: &str, word: &str) -> Option<&'static str> {
    NATIONAL
        .iter()
        .find(|(n, w, _)| *n == nation && w.split('|').any(|name| name == word))
        .map(|(.., code)| *code)
}

/// The code that a currency sign stands for, with the letters before it (`us`, `c`, `hk`).
pub(super) fn currency_sign(letters: &str, sign: &str) -> Option<&'static str> {
    if sign == "$" {
        return Some(match letters {
            "c" | "ca" | "cad" => "CAD",
            "a" | "au" | "aud" => "AUD",
            "nz" => "NZD",
            "hk" => "HKD",
            "s" | "sg" => "SGD",
            "nt" => "TWD",
            "r" => "BRL",
            "mx" => "MXN",
            _ => "USD",
        });
    }
    SIGNS.iter().find(|(s, _)| *s == sign).map(|(_, code)| *code)
}

/// An ISO code written before or behind a number.
pub(super) fn currency_code(word: &str) -> Option<&'static str> {
    CODES.iter().find(|code| code.eq_ignore_ascii_case(word)).copied()
}

const SIGNS: &[(&str, &str)] = &[
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("₴", "UAH"),
    ("₩", "KRW"),
    ("₪", "ILS"),
    ("₺", "TRY"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("฿", "THB"),
    ("₫", "VND"),
    ("₸", "KZT"),
];

const CODES: &[&str] = &[
    "USD", "EUR", "GBP", "JPY", "CNY", "RMB", "INR", "RUB", "UAH", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK",
    "DKK", "PLN", "CZK", "HUF", "TRY", "BRL", "MXN", "ZAR", "NGN", "KRW", "ILS", "SAR", "AED", "HKD", "SGD",
    "THB", "IDR", "PKR", "KES",
];

const CURRENCY_WORDS: &[(&str, &str)] = &[
    ("dollar|dollars|buck|bucks", "USD"),
    ("euro|euros", "EUR"),
    ("sterling|quid", "GBP"),
    ("yen", "JPY"),
    ("yuan|renminbi", "CNY"),
    ("rupee|rupees", "INR"),
    ("ruble|rubles|rouble|roubles", "RUB"),
    ("hryvnia|hryvnias|hryvnya", "UAH"),
    ("shekel|shekels", "ILS"),
    ("lira|liras", "TRY"),
    ("naira", "NGN"),
    ("peso|pesos", "MXN"),
    ("rand", "ZAR"),
    ("reais", "BRL"),
    ("kronor|krona", "SEK"),
    ("kroner|krone", "NOK"),
    ("franc|francs", "CHF"),
    ("zloty|zlotys", "PLN"),
    ("forint|forints", "HUF"),
    ("dirham|dirhams", "AED"),
    ("riyal|riyals", "SAR"),
    ("baht", "THB"),
    ("rupiah", "IDR"),
    ("tenge", "KZT"),
];

const NATIONAL: &[(&str, &str, &str)] = &[
    ("us", "dollar|dollars", "USD"),
    ("u.s.", "dollar|dollars", "USD"),
    ("american", "dollar|dollars", "USD"),
    ("canadian", "dollar|dollars", "CAD"),
    ("australian", "dollar|dollars", "AUD"),
    ("zealand", "dollar|dollars", "NZD"),
    ("kong", "dollar|dollars", "HKD"),
    ("singapore", "dollar|dollars", "SGD"),
    ("british", "pound|pounds", "GBP"),
    ("egyptian", "pound|pounds", "EGP"),
    ("lebanese", "pound|pounds", "LBP"),
    ("swiss", "franc|francs", "CHF"),
    ("danish", "kroner|krone", "DKK"),
    ("norwegian", "kroner|krone", "NOK"),
    ("pakistani", "rupee|rupees", "PKR"),
    ("sri", "rupee|rupees", "LKR"),
    ("philippine", "peso|pesos", "PHP"),
    ("argentine", "peso|pesos", "ARS"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_with_letters_is_its_own_currency() {
        assert_eq!(currency_sign("c", "$"), Some("CAD"));
        assert_eq!(currency_sign("", "€"), Some("EUR"));
    }
}
