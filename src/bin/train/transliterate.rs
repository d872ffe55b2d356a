//! Names in other scripts as English news writes them, letter by letter.
//!
//! Cyrillic after BGN/PCGN without its marks, with the Ukrainian readings where the language is Ukrainian;
//! Greek after ELOT 743; Georgian after the national system of 2002; Armenian after BGN/PCGN 1981. Devanagari by
//! letter with the unspoken last vowel left out. Only the common spelling is aimed at, and the variants of Russian endings that news uses side by side.

/// How Cyrillic letters are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Russian and its like, and every other script.
    General,
    /// Ukrainian: и is y, г is h.
    Ukrainian,
    /// Bulgarian: ъ is a, щ is sht.
    Bulgarian,
}

const LETTERS: &[(char, &str)] = &[
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ё', "yo"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('й', "y"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('і', "i"),
    ('ї', "i"),
    ('є', "ie"),
    ('ґ', "g"),
    ('ј', "j"),
    ('љ', "lj"),
    ('њ', "nj"),
    ('ќ', "kj"),
    ('ѓ', "gj"),
    ('ѕ', "dz"),
    ('џ', "dj"),
    ('α', "a"),
    ('β', "v"),
    ('γ', "g"),
    ('δ', "d"),
    ('ε', "e"),
    ('ζ', "z"),
    ('η', "i"),
    ('θ', "th"),
    ('ι', "i"),
    ('κ', "k"),
    ('λ', "l"),
    ('μ', "m"),
    ('ν', "n"),
    ('ξ', "x"),
    ('ο', "o"),
    ('π', "p"),
    ('ρ', "r"),
    ('σ', "s"),
    ('ς', "s"),
    ('τ', "t"),
    ('υ', "y"),
    ('φ', "f"),
    ('χ', "ch"),
    ('ψ', "ps"),
    ('ω', "o"),
    ('ά', "a"),
    ('έ', "e"),
    ('ή', "i"),
    ('ί', "i"),
    ('ό', "o"),
    ('ύ', "y"),
    ('ώ', "o"),
    ('ϊ', "i"),
    ('ΐ', "i"),
    ('ϋ', "y"),
    ('ა', "a"),
    ('ბ', "b"),
    ('გ', "g"),
    ('დ', "d"),
    ('ე', "e"),
    ('ვ', "v"),
    ('ზ', "z"),
    ('თ', "t"),
    ('ი', "i"),
    ('კ', "k"),
    ('ლ', "l"),
    ('მ', "m"),
    ('ნ', "n"),
    ('ო', "o"),
    ('პ', "p"),
    ('ჟ', "zh"),
    ('რ', "r"),
    ('ს', "s"),
    ('ტ', "t"),
    ('უ', "u"),
    ('ფ', "p"),
    ('ქ', "k"),
    ('ღ', "gh"),
    ('ყ', "q"),
    ('შ', "sh"),
    ('ჩ', "ch"),
    ('ც', "ts"),
    ('ძ', "dz"),
    ('წ', "ts"),
    ('ჭ', "ch"),
    ('ხ', "kh"),
    ('ჯ', "j"),
    ('ჰ', "h"),
    ('ա', "a"),
    ('բ', "b"),
    ('գ', "g"),
    ('դ', "d"),
    ('ե', "e"),
    ('զ', "z"),
    ('է', "e"),
    ('ը', "y"),
    ('թ', "t"),
    ('ժ', "zh"),
    ('ի', "i"),
    ('լ', "l"),
    ('խ', "kh"),
    ('ծ', "ts"),
    ('կ', "k"),
    ('հ', "h"),
    ('ձ', "dz"),
    ('ղ', "gh"),
    ('ճ', "ch"),
    ('մ', "m"),
    ('յ', "y"),
    ('ն', "n"),
    ('շ', "sh"),
    ('ո', "o"),
    ('չ', "ch"),
    ('պ', "p"),
    ('ջ', "j"),
    ('ռ', "r"),
    ('ս', "s"),
    ('վ', "v"),
    ('տ', "t"),
    ('ր', "r"),
    ('ց', "ts"),
    ('ւ', "v"),
    ('փ', "p"),
    ('ք', "k"),
    ('և', "ev"),
    ('օ', "o"),
    ('ֆ', "f"),
];

/// Devanagari consonants, each followed by a short a unless a sign says otherwise.
const CONSONANTS: &[(char, &str)] = &[
    ('क', "k"),
    ('ख', "kh"),
    ('ग', "g"),
    ('घ', "gh"),
    ('ङ', "n"),
    ('च', "ch"),
    ('छ', "chh"),
    ('ज', "j"),
    ('झ', "jh"),
    ('ञ', "n"),
    ('ट', "t"),
    ('ठ', "th"),
    ('ड', "d"),
    ('ढ', "dh"),
    ('ण', "n"),
    ('त', "t"),
    ('थ', "th"),
    ('द', "d"),
    ('ध', "dh"),
    ('न', "n"),
    ('प', "p"),
    ('फ', "ph"),
    ('ब', "b"),
    ('भ', "bh"),
    ('म', "m"),
    ('य', "y"),
    ('र', "r"),
    ('ल', "l"),
    ('ळ', "l"),
    ('व', "v"),
    ('श', "sh"),
    ('ष', "sh"),
    ('स', "s"),
    ('ह', "h"),
];

/// Its vowels, free-standing and as signs.
const VOWELS: &[(char, &str)] = &[
    ('अ', "a"),
    ('आ', "a"),
    ('इ', "i"),
    ('ई', "i"),
    ('उ', "u"),
    ('ऊ', "u"),
    ('ऋ', "ri"),
    ('ए', "e"),
    ('ऐ', "ai"),
    ('ओ', "o"),
    ('औ', "au"),
    ('ा', "a"),
    ('ि', "i"),
    ('ी', "i"),
    ('ु', "u"),
    ('ू', "u"),
    ('ृ', "ri"),
    ('े', "e"),
    ('ै', "ai"),
    ('ो', "o"),
    ('ौ', "au"),
    ('ं', "n"),
    ('ँ', "n"),
    ('ः', "h"),
];

/// The sign that takes the vowel away.
const VIRAMA: char = '्';

/// A name in Devanagari; `None` when a letter is unknown.
fn devanagari(name: &str) -> Option<String> {
    let mut text = String::new();
    let mut letters = name.chars().filter(|c| *c != '़' && *c != '\u{200d}').peekable();
    let mut joined = false;
    while let Some(letter) = letters.next() {
        if letter == VIRAMA {
            joined = true;
            continue;
        }
        if let Some((_, latin)) = VOWELS.iter().find(|(from, _)| *from == letter) {
            text.push_str(latin);
            continue;
        }
        text.push_str(CONSONANTS.iter().find(|(from, _)| *from == letter)?.1);
        let vowel_follows = letters.peek().is_some_and(|next| {
            *next == VIRAMA
                || VOWELS.iter().any(|(vowel, _)| vowel == next && !matches!(vowel, 'ं' | 'ँ' | 'ः'))
        });
        // At the end the vowel is spoken after a cluster only: Narendra, but Rajesh.
        if !vowel_follows && (letters.peek().is_some() || joined) {
            text.push('a');
        }
        joined = false;
    }
    Some(text)
}

/// Groups that are read otherwise than their letters, tried first.
const GROUPS: &[(&str, &str)] = &[
    ("ու", "u"),
    ("ου", "ou"),
    ("μπ", "b"),
    ("ντ", "nt"),
    ("γγ", "ng"),
    ("γκ", "gk"),
    ("αυ", "af"),
    ("ευ", "ef"),
];

/// The spellings of `name` in Latin letters; a name that is in them already comes back alone.
pub fn latin(name: &str, reading: Reading) -> Vec<String> {
    let lower = name.to_lowercase();
    if lower.chars().next().is_some_and(|c| ('\u{900}'..='\u{97f}').contains(&c)) {
        let Some(text) = devanagari(&lower) else { return Vec::new() };
        return vec![text.replace('v', "w"), text.replacen('i', "ee", 1), text];
    }
    let mut text = String::new();
    let mut rest = lower.as_str();
    while let Some(letter) = rest.chars().next() {
        if let Some((group, latin)) = GROUPS.iter().find(|(group, _)| rest.starts_with(group)) {
            text.push_str(latin);
            rest = rest.get(group.len()..).unwrap_or("");
            continue;
        }
        rest = rest.get(letter.len_utf8()..).unwrap_or("");
        match (letter, reading) {
            ('и', Reading::Ukrainian) => text.push('y'),
            ('г', Reading::Ukrainian) => text.push('h'),
            ('ъ', Reading::Bulgarian) => text.push('a'),
            ('щ', Reading::Bulgarian) => text.push_str("sht"),
            ('є' | 'ї' | 'ю' | 'я', Reading::Ukrainian) if text.is_empty() => {
                text.push_str(match letter {
                    'є' => "ye",
                    'ї' => "yi",
                    'ю' => "yu",
                    _ => "ya",
                });
            }
            ('ю', Reading::Ukrainian) => text.push_str("iu"),
            ('я', Reading::Ukrainian) => text.push_str("ia"),
            ('е', Reading::General) if text.is_empty() && lower.starts_with('е') => text.push_str("ye"),
            _ => match LETTERS.iter().find(|(from, _)| *from == letter) {
                Some((_, latin)) => text.push_str(latin),
                None => text.push(letter),
            },
        }
    }
    let mut all = vec![text.clone()];
    for (ending, others) in [
        ("iy", &["y", "i"][..]),
        ("yy", &["y", "iy", "i"]),
        ("ey", &["ei"]),
        ("ay", &["ai"]),
        ("ia", &["iia", "iya"]),
        ("iya", &["ia"]),
        ("aya", &["aia"]),
    ] {
        if let Some(stem) = text.strip_suffix(ending).filter(|_| lower != text) {
            all.extend(others.iter().map(|other| format!("{stem}{other}")));
        }
    }
    if lower != text && text.starts_with("ye") {
        all.extend(text.strip_prefix('y').map(str::to_owned));
    }
    if lower != text && text.contains("ks") {
        all.push(text.replace("ks", "x"));
    }
    all
}
