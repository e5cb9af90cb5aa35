//! QR codes on printed sheets, as SVG.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

use super::Code;

/// A text is longer than a QR code can hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a text of {bytes} bytes is too long for a QR code")]
pub struct TooLong {
    /// Its bytes.
    pub bytes: usize,
}

/// The light border that readers need, in modules.
const BORDER: i32 = 4;

/// Returns what the QR code of a page holds: the page's address with the code, or the code alone
/// where the township publishes under no address.
///
/// `page` is the way to the page from the township's, with `/`.
///
/// # Example
///
/// ```
/// use qingdan::code::{Code, qr};
///
/// let code = Code::parse("2222-2222-22")?;
/// let held = qr::content(Some("https://example.invalid/xiping/"), "donghu/index.html", code);
/// assert_eq!(held, "https://example.invalid/xiping/donghu/index.html#2222-2222-22");
/// assert_eq!(qr::content(None, "donghu/index.html", code), "2222-2222-22");
/// # Ok::<(), qingdan::code::Mistyped>(())
/// ```
pub fn content(base_url: Option<&str>, page: &str, code: Code) -> String {
    match base_url {
        Some(base) => format!("{}/{page}#{code}", base.trim_end_matches('/')),
        None => code.to_string(),
    }
}

/// Draws a text as a QR code of medium error correction, black on white with its border.
///
/// The drawing has no size of its own, one unit a module; `label` says to those who cannot see it
/// what it is.
///
/// # Errors
///
/// Fails where the text is too long.
pub fn svg(text: &str, label: &str) -> Result<String, TooLong> {
    Ok(Drawn::of(text)?.svg(label))
}

/// A text as a QR code, to be labelled in any language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// How wide and high it is with its border, in modules.
    side: i32,
    /// The outline of the dark modules.
    dark: String,
}

impl Drawn {
    /// Draws a text with medium error correction.
    ///
    /// # Errors
    ///
    /// Fails where the text is too long.
    pub fn of(text: &str) -> Result<Self, TooLong> {
        let bytes = text.len();
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).map_err(|_| TooLong { bytes })?;
        Ok(Self {
            side: code.size() + 2 * BORDER,
            dark: dark(&code),
        })
    }

    /// Writes it as SVG, as [`svg`] does.
    pub fn svg(&self, label: &str) -> String {
        let Self { side, dark } = self;
        let label = crate::diagram::escaped(label);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" \
             shape-rendering=\"crispEdges\"><title>{label}</title>\
             <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\
             <path fill=\"#000\" d=\"{dark}\"/></svg>\n"
        )
    }
}

/// The dark modules, those beside each other in one piece.
fn dark(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let (left, top, wide) = (start + BORDER, y + BORDER, x - start);
                // Writing to a text cannot fail.
                let _ = write!(path, "M{left} {top}h{wide}v1h-{wide}z");
            }
            x += 1;
        }
    }
    path
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    /// Returns the modules that a path of runs paints.
    fn painted(svg: &str) -> Vec<(i32, i32)> {
        let path = svg.split("d=\"").nth(1).unwrap().split('"').next().unwrap();
        let mut all = Vec::new();
        for run in path.split('M').skip(1) {
            let (place, rest) = run.split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let wide: i32 = rest.split('v').next().unwrap().parse().unwrap();
            let (x, y): (i32, i32) = (x.parse().unwrap(), y.parse().unwrap());
            all.extend((x..x + wide).map(|x| (x - BORDER, y - BORDER)));
        }
        all
    }

    #[test]
    fn the_drawing_has_exactly_the_dark_modules() {
        let text = "https://example.invalid/村/a.html#2222-2222-22";
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        let painted = painted(&svg(text, "<a & b>").unwrap());
        for y in 0..code.size() {
            for x in 0..code.size() {
                assert_eq!(code.get_module(x, y), painted.contains(&(x, y)));
            }
        }
    }

    #[test]
    fn a_label_is_text_and_a_text_may_be_too_long() {
        assert!(
            svg("a", "<a & b>")
                .unwrap()
                .contains("<title>&lt;a &amp; b&gt;</title>")
        );
        assert_eq!(svg(&"a".repeat(4000), "").unwrap_err().bytes, 4000);
    }
}
