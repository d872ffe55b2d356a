//! Dependencies in the ClearNLP style, which spaCy's English models write, turned into Universal
//! Dependencies.
//!
//! The silver file holds, per sentence, a line `# text = …`, then a line a token: number, form, byte or
//! character offset in the text, universal tag, Penn tag, head's number (0 for the root), relation; then
//! an empty line. `src/text/data/README.md` shows the script that writes it.

use attest_ls::text::tagger::Tag;

/// A token of the silver file.
pub struct Row {
    pub form: String,
    pub tag: Tag,
    pub fine: String,
    pub head: Option<usize>,
    pub relation: String,
}

/// Rewrites heads and relations in place.
pub fn to_universal(rows: &mut [Row]) {
    let to_mark: Vec<bool> = rows.iter().map(|row| row.relation == "aux" && row.fine == "TO").collect();
    for (row, to_mark) in rows.iter_mut().zip(to_mark) {
        let simple = match row.relation.as_str() {
            "nsubjpass" => "nsubj:pass",
            "csubjpass" => "csubj:pass",
            "auxpass" => "aux:pass",
            "dobj" => "obj",
            "neg" | "quantmod" => "advmod",
            "npadvmod" => "obl:unmarked",
            "predet" => "det:predet",
            "preconj" => "cc:preconj",
            "poss" => "nmod:poss",
            "prt" => "compound:prt",
            "relcl" => "acl:relcl",
            "intj" => "discourse",
            "oprd" => "xcomp",
            "nmod" => "compound",
            "meta" => "dep",
            "dative" if row.tag != Tag::Adp => "iobj",
            "dative" => "prep",
            "aux" if to_mark => "mark",
            "ROOT" => "root",
            _ => continue,
        };
        simple.clone_into(&mut row.relation);
    }
    for at in deepest_first(rows) {
        lower_preposition(rows, at);
    }
    for at in 0..rows.len() {
        lower_copula(rows, at);
    }
    flatten_conjuncts(rows);
    for at in 0..rows.len() {
        // The day or year of a date.
        if rows[at].relation == "nummod" && rows[at].head.is_some_and(|head| rows[head].tag == Tag::Propn) {
            "nmod:unmarked".clone_into(&mut rows[at].relation);
        }
    }
    for row in rows.iter_mut() {
        let rest = match row.relation.as_str() {
            "attr" | "acomp" => "xcomp",
            "pobj" => "obl",
            "pcomp" => "advcl",
            "prep" | "agent" => "advmod",
            _ => continue,
        };
        rest.clone_into(&mut row.relation);
    }
}

fn children(rows: &[Row], head: usize) -> Vec<usize> {
    (0..rows.len()).filter(|at| rows[*at].head == Some(head)).collect()
}

fn deepest_first(rows: &[Row]) -> Vec<usize> {
    let depth = |mut at: usize| {
        let mut depth = 0;
        while let Some(head) = rows[at].head.filter(|_| depth < rows.len()) {
            at = head;
            depth += 1;
        }
        depth
    };
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(depth(*at)));
    order
}

/// A preposition becomes the `case` of its object, or the `mark` of its clause.
fn lower_preposition(rows: &mut [Row], at: usize) {
    let relation = rows[at].relation.clone();
    if !matches!(relation.as_str(), "prep" | "agent") {
        return;
    }
    let children = children(rows, at);
    let object = |wanted: &[&str]| {
        children.iter().copied().find(|child| wanted.contains(&rows[*child].relation.as_str()))
    };
    let Some(object) = object(&["pobj"]).or_else(|| object(&["pcomp"])).or_else(|| object(&["nmod", "obl"]))
    else {
        return;
    };
    let clause = rows[object].relation == "pcomp" && matches!(rows[object].tag, Tag::Verb | Tag::Aux);
    let head = rows[at].head;
    let verbal =
        head.is_some_and(|head| matches!(rows[head].tag, Tag::Verb | Tag::Aux | Tag::Adj | Tag::Adv));
    let label = match (clause, verbal) {
        (true, true) => "advcl",
        (true, false) => "acl",
        (false, true) if relation == "agent" => "obl:agent",
        (false, true) => "obl",
        (false, false) => "nmod",
    };
    for child in children.into_iter().filter(|child| *child != object) {
        rows[child].head = Some(object);
    }
    rows[object].head = head;
    label.clone_into(&mut rows[object].relation);
    rows[at].head = Some(object);
    if clause { "mark" } else { "case" }.clone_into(&mut rows[at].relation);
}

/// A form of `be` becomes the `cop` of what it links to.
fn lower_copula(rows: &mut [Row], at: usize) {
    let be = ["be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m", "’m"];
    let form = rows[at].form.to_lowercase();
    if !be.contains(&form.as_str()) || !matches!(rows[at].tag, Tag::Verb | Tag::Aux) {
        return;
    }
    let children = children(rows, at);
    let relation = |child: &usize| rows[*child].relation.clone();
    if children
        .iter()
        .any(|child| relation(child) == "expl" && rows[*child].form.eq_ignore_ascii_case("there"))
    {
        for child in children.into_iter().filter(|child| rows[*child].relation == "attr").collect::<Vec<_>>()
        {
            "nsubj".clone_into(&mut rows[child].relation);
        }
        return;
    }
    let linked = children
        .iter()
        .copied()
        .find(|child| matches!(relation(child).as_str(), "attr" | "acomp"))
        .or_else(|| {
            // `is in the city`: the place is what is said, when it follows at once.
            children
                .iter()
                .copied()
                .filter(|child| *child > at)
                .find(|child| relation(child) != "advmod" && relation(child) != "punct")
                .filter(|child| {
                    relation(child) == "obl" && matches!(rows[*child].tag, Tag::Noun | Tag::Propn | Tag::Pron)
                })
        });
    let Some(linked) = linked else { return };
    for child in children.into_iter().filter(|child| *child != linked) {
        rows[child].head = Some(linked);
    }
    rows[linked].head = rows[at].head;
    rows[linked].relation = std::mem::take(&mut rows[at].relation);
    rows[at].head = Some(linked);
    "cop".clone_into(&mut rows[at].relation);
}

/// All conjuncts hang on the first, and a conjunction on the conjunct behind it.
fn flatten_conjuncts(rows: &mut [Row]) {
    for at in 0..rows.len() {
        if !rows[at].relation.starts_with("cc") {
            continue;
        }
        let next = (at + 1..rows.len())
            .find(|next| rows[*next].relation == "conj" && rows[*next].head == rows[at].head);
        if let Some(next) = next {
            rows[at].head = Some(next);
        }
    }
    for at in 0..rows.len() {
        let mut steps = 0;
        while rows[at].relation == "conj" && steps < rows.len() {
            let Some(head) = rows[at].head.filter(|head| rows[*head].relation == "conj") else { break };
            rows[at].head = rows[head].head;
            steps += 1;
        }
    }
}
