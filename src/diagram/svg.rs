//! Writing a diagram as SVG: attributes only, no style, no script, no font of its own.

use std::fmt::Write;

use super::layout::size;
use super::{Arrow, Drawing, Kind, Line, Role, Shape};
use crate::visible;

const INK: &str = "#1a1a1a";
const STEP: &str = "#1f5f8b";
const OTHERWISE: &str = "#9a3b00";

/// Writes a diagram as SVG.
pub fn written(drawing: &Drawing) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" role=\"img\" lang=\"{}\" \
         font-family=\"system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif\">\n\
         <title>{}</title>\n<desc>{}</desc>\n",
        drawing.width,
        drawing.height,
        drawing.lang.key(),
        escaped(&drawing.title),
        escaped(&drawing.description),
    );
    for arrow in &drawing.arrows {
        svg.push_str(&arrow_written(arrow));
    }
    for shape in &drawing.boxes {
        svg.push_str(&shape_written(shape));
    }
    svg.push_str("</svg>\n");
    svg
}

fn arrow_written(arrow: &Arrow) -> String {
    let [.., before, tip] = arrow.points.as_slice() else {
        return String::new();
    };
    let color = if arrow.is_otherwise { OTHERWISE } else { STEP };
    let dashes = if arrow.is_otherwise {
        " stroke-dasharray=\"5 3\""
    } else {
        ""
    };
    let (back, side) = ((before.0 - tip.0).signum(), (before.1 - tip.1).signum());
    // The line ends inside its head, so that the tip is sharp.
    let neck = (tip.0 + 6 * back, tip.1 + 6 * side);
    let (x, y) = (tip.0 + 8 * back, tip.1 + 8 * side);
    let (dx, dy) = (5 * side, 5 * back);
    let mut path = String::new();
    for (at, (x, y)) in arrow
        .points
        .iter()
        .rev()
        .skip(1)
        .rev()
        .chain([&neck])
        .enumerate()
    {
        let letter = if at == 0 { 'M' } else { 'L' };
        // Writing to a text cannot fail.
        let _ = write!(path, "{letter}{x} {y}");
    }
    format!(
        "<path d=\"{path}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"{dashes}/>\n\
         <path d=\"M{} {}L{} {}L{} {}z\" fill=\"{color}\"/>\n",
        tip.0,
        tip.1,
        x + dx,
        y + dy,
        x - dx,
        y - dy,
    )
}

fn shape_written(shape: &Shape) -> String {
    let (fill, stroke, radius) = match shape.kind {
        Kind::Step(_) => ("#ffffff", STEP, 6),
        Kind::Otherwise(_) => ("#fff6ee", OTHERWISE, 6),
        Kind::Stop => ("#fff6ee", OTHERWISE, shape.height / 2),
        Kind::Done => ("#e6f2ea", "#1d6b3a", shape.height / 2),
    };
    let (x, y, width, height) = (shape.x, shape.y, shape.width, shape.height);
    let mut svg = format!(
        "<g><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\" \
         fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"1.5\"/>\n"
    );
    for line in &shape.lines {
        svg.push_str(&line_written(line, stroke));
    }
    svg.push_str("</g>\n");
    svg
}

fn line_written(line: &Line, color: &str) -> String {
    let (weight, color) = match line.role {
        Role::Heading => (" font-weight=\"bold\"", color),
        Role::Action => ("", INK),
        Role::Limit => ("", "#444444"),
    };
    format!(
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{color}\"{weight}>{}</text>\n",
        line.x,
        line.y,
        size(line.role),
        escaped(&line.text),
    )
}

/// Returns a text as it stands in SVG and HTML, between tags and in attributes; characters that
/// cannot be seen are made visible.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            escaped.push('\n');
        }
        for character in visible::line(line).chars() {
            match character {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\'' => escaped.push_str("&#39;"),
                _ => escaped.push(character),
            }
        }
    }
    escaped
}
