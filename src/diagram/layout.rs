//! Where everything in a diagram stands.

use super::told::{Else, To, Told, goes_on};
use super::{Arrow, Kind, Line, Role, Shape};
use crate::lang::Lang;
use crate::wrap;

const MARGIN: i32 = 8;
/// Between a box and its text.
const PADDING: i32 = 10;
/// Between two boxes, for an arrow.
const GAP: i32 = 24;
/// How far what happens after a failure is set in: the main line passes there.
const INDENT: i32 = 34;
/// Between two lines at the right.
const LANE: i32 = 11;
/// From a line of text to the next.
const LEADING: i32 = 20;
/// Where the main line runs.
const MAIN: i32 = MARGIN + 16;
/// Where the line to what happens after a failure runs.
const BRANCH: i32 = MARGIN + INDENT + 24;

#[derive(Debug, Default)]
pub(super) struct Layout {
    pub height: i32,
    pub boxes: Vec<Shape>,
    pub arrows: Vec<Arrow>,
}

/// Places the steps under each other.
pub(super) fn laid_out(told: &[Told], width: i32, lang: Lang) -> Layout {
    let jumps = jumps(told);
    let lanes = lanes(&jumps);
    let count = lanes.iter().max().map_or(0, |lane| lane + 1);
    let right = width - MARGIN - lane_width(count);
    let mut layout = Layout::default();
    let mut y = MARGIN;
    let mut before: Option<i32> = None;
    for (place, step) in told.iter().enumerate() {
        layout.main_line(before, y);
        let bottom = layout.step(place, step, (y, right), lang);
        y = bottom + GAP;
        if let Some(otherwise) = &step.otherwise {
            layout.arrow(vec![(BRANCH, bottom), (BRANCH, y)], true);
            y = layout.otherwise(place, otherwise, (y, right), lang) + GAP;
        }
        before = Some(bottom);
    }
    layout.main_line(before, y);
    let done = lang.pick("办理完毕", "Done");
    let bottom = layout.pill(Kind::Done, (MARGIN, y), done, lang);
    layout.height = bottom + MARGIN;
    for (jump, lane) in jumps.iter().zip(lanes) {
        layout.jump(*jump, right + lane_x(lane));
    }
    layout
}

/// From the step that fails to the step with which it goes on, both counted from 0.
type Jump = (usize, usize);

fn jumps(told: &[Told]) -> Vec<Jump> {
    let jump = |(from, step): (usize, &Told)| match step.otherwise.as_ref()?.to {
        To::Step(to) => Some((from, to)),
        To::End | To::Nowhere => None,
    };
    told.iter().enumerate().filter_map(jump).collect()
}

/// Gives each jump a lane at the right. Those that lead to one step share theirs; short ones run
/// inside, and two that would lie on each other run apart.
fn lanes(jumps: &[Jump]) -> Vec<usize> {
    let span = |to: usize| {
        let ends = jumps.iter().filter(|jump| jump.1 == to);
        let ends = ends.flat_map(|jump| [jump.0, jump.1]);
        ends.fold((to, to), |(low, high), end| (low.min(end), high.max(end)))
    };
    let mut targets: Vec<usize> = jumps.iter().map(|jump| jump.1).collect();
    targets.sort_unstable();
    targets.dedup();
    targets.sort_by_key(|to| {
        let (low, high) = span(*to);
        high - low
    });
    let mut placed: Vec<(usize, usize)> = Vec::new();
    for to in targets {
        let (low, high) = span(to);
        let meets = |other: usize| span(other).0 <= high && low <= span(other).1;
        let taken = |lane: usize| {
            placed
                .iter()
                .any(|(other, at)| *at == lane && meets(*other))
        };
        // One more than there are taken is enough.
        let lane = (0..=placed.len()).find(|lane| !taken(*lane));
        let lane = lane.unwrap_or_default();
        placed.push((to, lane));
    }
    let lane = |jump: &Jump| {
        placed
            .iter()
            .find(|(to, _)| *to == jump.1)
            .map(|(_, lane)| *lane)
    };
    jumps.iter().filter_map(lane).collect()
}

fn lane_x(lane: usize) -> i32 {
    14 + LANE * i32::try_from(lane).unwrap_or(0)
}

fn lane_width(count: usize) -> i32 {
    count.checked_sub(1).map_or(0, lane_x)
}

impl Layout {
    fn arrow(&mut self, points: Vec<(i32, i32)>, is_otherwise: bool) {
        self.arrows.push(Arrow {
            points,
            is_otherwise,
        });
    }

    fn main_line(&mut self, from: Option<i32>, to: i32) {
        if let Some(from) = from {
            self.arrow(vec![(MAIN, from), (MAIN, to)], false);
        }
    }

    /// Places a step and returns where it ends.
    fn step(&mut self, place: usize, step: &Told, (y, right): (i32, i32), lang: Lang) -> i32 {
        let mut texts = vec![
            (Role::Heading, step.heading.as_str()),
            (Role::Action, step.action.as_str()),
        ];
        // On one line where they fit.
        let joined = step.limits.join(lang.pick("；", "; "));
        let room = right - MARGIN - 2 * PADDING;
        if text_width(&joined, Role::Limit, lang) <= room {
            texts.extend((!joined.is_empty()).then_some((Role::Limit, joined.as_str())));
        } else {
            let limits = step.limits.iter();
            texts.extend(limits.map(|limit| (Role::Limit, limit.as_str())));
        }
        self.shape(Kind::Step(place), (MARGIN, y, right), &texts, lang)
    }

    /// Places what happens after a failure and returns where it ends.
    fn otherwise(
        &mut self,
        place: usize,
        otherwise: &Else,
        (y, right): (i32, i32),
        lang: Lang,
    ) -> i32 {
        let on = goes_on(otherwise.to, lang).filter(|_| otherwise.to != To::End);
        let mut texts = vec![
            (Role::Heading, lang.pick("办不成的", "If not")),
            (Role::Action, otherwise.action.as_str()),
        ];
        texts.extend(on.iter().map(|on| (Role::Limit, on.as_str())));
        let left = MARGIN + INDENT;
        let bottom = self.shape(Kind::Otherwise(place), (left, y, right), &texts, lang);
        if otherwise.to != To::End {
            return bottom;
        }
        let y = bottom + GAP;
        self.arrow(vec![(BRANCH, bottom), (BRANCH, y)], true);
        let stop = lang.pick("办理终止", "Ends here");
        self.pill(Kind::Stop, (left, y), stop, lang)
    }

    /// Places a box with texts and returns where it ends.
    fn shape(
        &mut self,
        kind: Kind,
        (x, y, right): (i32, i32, i32),
        texts: &[(Role, &str)],
        lang: Lang,
    ) -> i32 {
        let width = right - x;
        let room = width - 2 * PADDING;
        let mut lines = Vec::new();
        let mut base = y + PADDING - 4;
        for (role, text) in texts {
            for text in broken(text, room, *role, lang) {
                base += LEADING;
                lines.push(Line {
                    role: *role,
                    width: text_width(&text, *role, lang),
                    x: x + PADDING,
                    y: base - 4,
                    text,
                });
            }
        }
        let height = base + PADDING - 4 - y;
        self.boxes.push(Shape {
            kind,
            x,
            y,
            width,
            height,
            lines,
        });
        y + height
    }

    /// Places a box that is no wider than its one line, and returns where it ends.
    fn pill(&mut self, kind: Kind, (x, y): (i32, i32), text: &str, lang: Lang) -> i32 {
        let right = x + text_width(text, Role::Heading, lang) + 2 * PADDING;
        self.shape(kind, (x, y, right), &[(Role::Heading, text)], lang)
    }

    /// Leads from what happens after a failure to a step, past all boxes.
    fn jump(&mut self, (from, to): Jump, x: i32) {
        let find = |kind| self.boxes.iter().find(|shape| shape.kind == kind);
        let (Some(start), Some(target)) = (find(Kind::Otherwise(from)), find(Kind::Step(to)))
        else {
            return;
        };
        let (right, from) = (start.x + start.width, start.y + start.height / 2);
        let to = target.y + target.height / 2;
        self.arrow(vec![(right, from), (x, from), (x, to), (right, to)], true);
    }
}

/// Returns the size of letters.
pub(super) fn size(role: Role) -> i32 {
    match role {
        Role::Heading | Role::Action => 15,
        Role::Limit => 13,
    }
}

/// Returns how wide a text is at most in the usual fonts. A Chinese character takes two columns and
/// is as wide as high; Latin letters take one and are on average a little over half as wide.
fn text_width(text: &str, role: Role, lang: Lang) -> i32 {
    let columns = i32::try_from(wrap::columns(text)).unwrap_or(i32::MAX / 1000);
    (columns * per_column(role, lang) + 99) / 100
}

/// Returns hundredths of a unit.
fn per_column(role: Role, lang: Lang) -> i32 {
    let bold = if role == Role::Heading { 3 } else { 0 };
    size(role) * (lang.pick(53, 56) + bold)
}

/// Breaks a text into lines; what is longer than a line without a place to break is broken anywhere.
fn broken(text: &str, room: i32, role: Role, lang: Lang) -> Vec<String> {
    let columns = usize::try_from(room * 100 / per_column(role, lang)).unwrap_or(1);
    let mut lines = Vec::new();
    for line in wrap::lines(text, columns, 0) {
        let mut rest = line.as_str();
        while wrap::columns(rest) > columns {
            let end = fitting(rest, columns);
            lines.push(rest[..end].to_owned());
            rest = &rest[end..];
        }
        lines.push(rest.to_owned());
    }
    lines
}

/// Returns how many bytes of a text fit, at least one character.
fn fitting(text: &str, columns: usize) -> usize {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let fitting = ends
        .clone()
        .take_while(|end| wrap::columns(&text[..*end]) <= columns);
    fitting.last().or(ends.clone().next()).unwrap_or(text.len())
}
