use std::path::Path;

use super::*;
use crate::list::Otherwise;
use crate::load;
use crate::place::Sheet;

/// Hands every power and service of the shipped template, in both languages and formats, to `look`.
fn each(mut look: impl FnMut(&str, &[Step<'_>], &Drawing)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("lists");
    let sheets = [Sheet::Registry, Sheet::Power, Sheet::Service];
    load::with(&root, None, &sheets, |lists| {
        let powers = lists.book.powers().unwrap().iter();
        let powers = powers.map(|power| (power.title, power.steps.as_slice()));
        let services = lists.book.services().unwrap().iter();
        let services = services.map(|service| (service.title, service.steps.as_slice()));
        let items: Vec<_> = powers.chain(services).collect();
        assert_eq!(items.len(), 38 + 27);
        for (title, steps) in items {
            for lang in Lang::ALL {
                let title = title.within(lang);
                for format in Format::ALL {
                    look(title, steps, &drawing(title, steps, lists, (lang, format)));
                }
            }
        }
        Ok(())
    })
    .unwrap();
}

/// Returns the text of a box without blanks, which breaking into lines may have taken.
fn text(shape: &Shape) -> String {
    let lines = shape.lines.iter().map(|line| line.text.as_str());
    lines.collect::<String>().replace(' ', "")
}

fn find(drawing: &Drawing, kind: Kind) -> &Shape {
    drawing
        .boxes
        .iter()
        .find(|shape| shape.kind == kind)
        .unwrap()
}

fn holds(shape: &Shape, (x, y): (i32, i32)) -> bool {
    (shape.x..=shape.x + shape.width).contains(&x)
        && (shape.y..=shape.y + shape.height).contains(&y)
}

#[test]
fn every_step_and_every_otherwise_is_drawn_and_described() {
    each(|title, steps, drawing| {
        let svg = svg::written(drawing);
        for step in steps {
            let said = step.action.within(drawing.lang);
            let shape = find(drawing, Kind::Step(step.index));
            assert!(
                text(shape).contains(&said.replace(' ', "")),
                "{title}: {said}"
            );
            assert!(drawing.description.contains(said));
            let Some(otherwise) = step.otherwise else {
                continue;
            };
            let said = otherwise.action.within(drawing.lang);
            let shape = find(drawing, Kind::Otherwise(step.index));
            assert!(
                text(shape).contains(&said.replace(' ', "")),
                "{title}: {said}"
            );
            assert!(drawing.description.contains(said));
            leads_on(title, otherwise, steps, shape, drawing);
        }
        for shape in &drawing.boxes {
            for line in &shape.lines {
                assert!(svg.contains(&format!(">{}</text>", escaped(&line.text))));
            }
        }
    });
}

/// Asserts that an arrow leads from a box to the step, or to the end, that `otherwise.to` names.
fn leads_on(
    title: &str,
    otherwise: Otherwise<'_>,
    steps: &[Step<'_>],
    from: &Shape,
    drawing: &Drawing,
) {
    let leaves = |arrow: &&Arrow| holds(from, arrow.points[0]);
    let mut tips = drawing
        .arrows
        .iter()
        .filter(leaves)
        .map(|arrow| *arrow.points.last().unwrap());
    let arrives = |tip: (i32, i32)| match otherwise.to {
        Some(Otherwise::END) => {
            let ends = drawing
                .boxes
                .iter()
                .filter(|shape| shape.kind == Kind::Stop);
            ends.into_iter().any(|stop| holds(stop, tip))
        }
        to => {
            let place = steps.iter().position(|step| Some(step.id) == to).unwrap();
            holds(find(drawing, Kind::Step(place)), tip)
        }
    };
    assert!(tips.any(arrives), "{title}: {otherwise:?}");
}

#[test]
fn no_two_boxes_overlap_and_no_line_leaves_its_box() {
    each(|title, _, drawing| {
        for (at, shape) in drawing.boxes.iter().enumerate() {
            assert!(
                shape.x >= 0 && shape.x + shape.width <= drawing.width,
                "{title}"
            );
            assert!(shape.y + shape.height <= drawing.height, "{title}");
            for other in &drawing.boxes[at + 1..] {
                assert!(
                    shape.y + shape.height < other.y,
                    "{title}: {shape:?} {other:?}"
                );
            }
            for line in &shape.lines {
                assert!(
                    line.x > shape.x && line.x + line.width < shape.x + shape.width,
                    "{line:?}"
                );
                assert!(
                    line.y > shape.y && line.y < shape.y + shape.height,
                    "{line:?}"
                );
            }
        }
    });
}

#[test]
fn every_arrow_leads_from_box_to_box_and_crosses_none() {
    each(|title, _, drawing| {
        for arrow in &drawing.arrows {
            let ends = [arrow.points.first(), arrow.points.last()];
            for end in ends.into_iter().flatten() {
                assert!(
                    drawing.boxes.iter().any(|shape| holds(shape, *end)),
                    "{title}"
                );
                assert!((0..=drawing.width).contains(&end.0), "{title}");
            }
            for pair in arrow.points.windows(2) {
                for shape in &drawing.boxes {
                    assert!(
                        !crosses(shape, pair[0], pair[1]),
                        "{title}: {arrow:?} {shape:?}"
                    );
                }
            }
        }
    });
}

/// Returns true where a straight line passes through the inside of a box.
fn crosses(shape: &Shape, a: (i32, i32), b: (i32, i32)) -> bool {
    let (left, right) = (a.0.min(b.0), a.0.max(b.0));
    let (top, bottom) = (a.1.min(b.1), a.1.max(b.1));
    left < shape.x + shape.width
        && right > shape.x
        && top < shape.y + shape.height
        && bottom > shape.y
}

#[test]
fn lines_of_different_targets_never_lie_on_each_other() {
    each(|title, _, drawing| {
        let jumps = drawing
            .arrows
            .iter()
            .filter(|arrow| arrow.points.len() == 4);
        let jumps: Vec<&Arrow> = jumps.collect();
        for (at, one) in jumps.iter().enumerate() {
            for other in &jumps[at + 1..] {
                let same_target = one.points[3] == other.points[3];
                let apart = one.points[1].0 != other.points[1].0;
                let spans = [one, other].map(|jump| {
                    let (a, b) = (jump.points[1].1, jump.points[2].1);
                    (a.min(b), a.max(b))
                });
                let beside = spans[0].1 < spans[1].0 || spans[1].1 < spans[0].0;
                assert!(same_target || apart || beside, "{title}");
            }
        }
    });
}

#[test]
fn markup_and_hidden_characters_come_out_as_text() {
    assert_eq!(
        escaped("<script>\"a\" & 'b'"),
        "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;"
    );
    assert!(!escaped("a\u{202e}b\u{7}").contains(['\u{202e}', '\u{7}']));
}

#[test]
fn a_drawing_has_no_style_no_script_and_refers_to_nothing() {
    each(|title, steps, drawing| {
        let svg = svg::written(drawing);
        for forbidden in ["<style", "style=", "<script", "href", "url(", "id="] {
            assert!(!svg.contains(forbidden), "{title}: {forbidden}");
        }
        assert_eq!(steps.is_empty(), drawing.boxes.len() == 1);
    });
}

#[test]
fn letters_on_a_sheet_of_a3_can_be_read() {
    each(|title, _, drawing| {
        // 297 by 420 mm with margins of 15.
        let scale = (390.0 / f64::from(drawing.height)).min(267.0 / f64::from(drawing.width));
        let letters = 15.0 * scale;
        // 8.5 points for Chinese, 7 for Latin letters: the longest procedure needs them.
        let least = drawing.lang.pick(3.0, 2.5);
        assert!(
            drawing.width == 360 || letters >= least,
            "{title}: {letters} mm"
        );
    });
}
