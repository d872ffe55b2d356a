//! The graph of names: a circle of names with lines between those that stand in one sentence. The
//! list beside it says the same in words.

use std::f64::consts::TAU;

use maud::{Markup, html};

use crate::entities::EntityKind;
use crate::features::report::Names;

/// Width and height of the drawing, in its own units.
const SIZE: (f64, f64) = (760.0, 460.0);
/// Half axes of the ellipse on which the names stand: names are wide, so it is.
const AXES: (f64, f64) = (210.0, 180.0);
/// Letters of a name at most.
const LETTERS: usize = 28;

pub(super) fn svg(names: &Names) -> Markup {
    let linked = order(names);
    let most = names.links.iter().map(|link| link.sentences).max().unwrap_or(1) as f64;
    let place = |node: usize| {
        let at = linked.iter().position(|known| *known == node)?;
        let angle = TAU * at as f64 / linked.len() as f64 - TAU / 4.0;
        Some((SIZE.0 / 2.0 + AXES.0 * angle.cos(), SIZE.1 / 2.0 + AXES.1 * angle.sin()))
    };
    let lines = names.links.iter().filter_map(|link| {
        let (from, to) = (place(link.one)?, place(link.other)?);
        Some((from, to, 1.0 + 5.0 * (link.sentences as f64 / most).sqrt()))
    });
    let nodes = linked.iter().filter_map(|&node| Some((names.known.get(node)?, place(node)?)));
    html! {
        svg viewBox={ "0 0 " (SIZE.0) " " (SIZE.1) } role="img" aria-labelledby="graph-title" {
            title id="graph-title" { "Names that stand together in sentences of the articles" }
            @for ((x1, y1), (x2, y2), width) in lines {
                line x1=(at(x1)) y1=(at(y1)) x2=(at(x2)) y2=(at(y2)) stroke-width=(at(width)) {}
            }
            @for (row, (x, y)) in nodes {
                circle class=(shade(row.kind)) cx=(at(x)) cy=(at(y)) r="6" {}
                text x=(at(x + side(x) * 11.0)) y=(at(y + 4.0 + lift(y))) text-anchor=(anchor(x)) { (clip(&row.name)) }
            }
        }
    }
}

/// The names with links, each next to the one it is linked to most: lines stay short.
fn order(names: &Names) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    let mut last: Option<usize> = None;
    loop {
        let free = |node: &usize| !order.contains(node);
        let near = names.links.iter().find_map(|link| match last {
            Some(last) if link.one == last => Some(link.other).filter(free),
            Some(last) if link.other == last => Some(link.one).filter(free),
            _ => None,
        });
        let any = || names.links.iter().flat_map(|link| [link.one, link.other]).find(free);
        let Some(next) = near.or_else(any) else { return order };
        order.push(next);
        last = Some(next);
    }
}

/// One digit behind the point is finer than a screen.
fn at(value: f64) -> String {
    format!("{value:.1}")
}

/// Where a name stands of its dot: outwards, or in the middle at the top and the bottom.
fn side(x: f64) -> f64 {
    let off = x - SIZE.0 / 2.0;
    if off.abs() < 30.0 { 0.0 } else { off.signum() }
}

fn anchor(x: f64) -> &'static str {
    match side(x) {
        side if side > 0.0 => "start",
        side if side < 0.0 => "end",
        _ => "middle",
    }
}

/// Names at the top stand above their dots, those at the bottom below.
fn lift(y: f64) -> f64 {
    let off = y - SIZE.1 / 2.0;
    if off.abs() > AXES.1 * 0.95 { off.signum() * 14.0 } else { 0.0 }
}

fn shade(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
        EntityKind::Other => "other",
    }
}

fn clip(name: &str) -> String {
    match name.char_indices().nth(LETTERS) {
        Some((cut, _)) => format!("{}…", name.get(..cut).unwrap_or(name).trim_end()),
        None => name.to_owned(),
    }
}
