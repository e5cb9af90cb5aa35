//! Flow diagrams: the steps of a procedure from top to bottom, with what happens when one fails.
//!
//! A drawing is as wide as a phone or as a poster and as high as it needs to be; letters are 15 units
//! high. It has no size of its own, so that it fills what it is put on. Steps stand under each other in one
//! column. What happens when a step fails stands under the step, set in; where it goes on with
//! another step, a line leads there at the right, past all boxes.

mod layout;
mod svg;
mod told;

use crate::lang::Lang;
use crate::list::Step;
use crate::load::Lists;

pub use svg::{escaped, written};

/// What a diagram is drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A phone: 360 units wide.
    Phone,
    /// A wall: 1000 units wide, so that it is about as high as a sheet of that width.
    Poster,
}

impl Format {
    /// Both formats.
    pub const ALL: [Format; 2] = [Format::Phone, Format::Poster];

    /// Returns how wide a drawing is.
    pub fn width(self) -> i32 {
        match self {
            Self::Phone => 360,
            Self::Poster => 1000,
        }
    }
}

/// A flow diagram with the place of everything in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The language of its texts.
    pub lang: Lang,
    /// What it shows.
    pub title: String,
    /// The same in words, for those who cannot see it.
    pub description: String,
    /// How wide it is.
    pub width: i32,
    /// How high it is.
    pub height: i32,
    /// The boxes, from top to bottom.
    pub boxes: Vec<Shape>,
    /// The arrows between them.
    pub arrows: Vec<Arrow>,
}

/// A box with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// What it stands for.
    pub kind: Kind,
    /// The left edge.
    pub x: i32,
    /// The upper edge.
    pub y: i32,
    /// The width.
    pub width: i32,
    /// The height.
    pub height: i32,
    /// The text.
    pub lines: Vec<Line>,
}

/// What a box stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The step at this place, counted from 0.
    Step(usize),
    /// What happens when the step at this place fails.
    Otherwise(usize),
    /// The procedure ends without success.
    Stop,
    /// The procedure is done.
    Done,
}

/// A line of text in a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub role: Role,
    /// The text.
    pub text: String,
    /// Where it begins.
    pub x: i32,
    /// Its base line.
    pub y: i32,
    /// How wide it is at most.
    pub width: i32,
}

/// What a line of text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The number of the step and who takes it, or the heading of another box.
    Heading,
    /// What is done.
    Action,
    /// When, and by how many votes.
    Limit,
}

/// An arrow; its last point is its tip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrow {
    /// The corners of the line.
    pub points: Vec<(i32, i32)>,
    /// True: what happens when a step fails.
    pub is_otherwise: bool,
}

/// Draws the steps of a power or a service.
pub fn drawing(
    title: &str,
    steps: &[Step<'_>],
    lists: &Lists<'_>,
    (lang, format): (Lang, Format),
) -> Drawing {
    let told: Vec<told::Told> = steps
        .iter()
        .map(|step| told::Told::of(step, steps, lists, lang))
        .collect();
    let laid_out = layout::laid_out(&told, format.width(), lang);
    Drawing {
        lang,
        title: match lang {
            Lang::Zh => format!("{title}流程图"),
            Lang::En => format!("{title}: the steps"),
        },
        description: told::description(&told, lang),
        width: format.width(),
        height: laid_out.height,
        boxes: laid_out.boxes,
        arrows: laid_out.arrows,
    }
}

/// Draws the steps of a power or a service as SVG.
pub fn svg(
    title: &str,
    steps: &[Step<'_>],
    lists: &Lists<'_>,
    (lang, format): (Lang, Format),
) -> String {
    svg::written(&drawing(title, steps, lists, (lang, format)))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests;
