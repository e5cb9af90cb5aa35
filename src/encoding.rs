//! From bytes to text: UTF-8, or the name of what it is instead.

use std::ops::Range;

/// Why some bytes are not UTF-8 text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUtf8 {
    /// The encoding that the bytes look like.
    pub looks_like: Encoding,
    /// The first bytes that are not UTF-8, half-open, counted from 0.
    pub bytes: Range<usize>,
    /// The line on which they stand, counted from 1.
    pub line: usize,
}

/// An encoding that a Chinese office computer may write instead of UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// GBK or GB 18030, which old editors save as "ANSI".
    Gbk,
    /// UTF-16, which Notepad saves as "Unicode".
    Utf16,
    /// None of these: the file is damaged or not a text.
    Unknown,
}

/// Returns the bytes as text.
///
/// # Errors
///
/// Fails where they are not UTF-8, and says what they look like. UTF-16 is known by its byte order
/// mark or by its zero bytes, GBK by every high byte being one of a well-formed pair or quadruple.
pub fn decode(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    if looks_like_utf16(&bytes) {
        return Err(NotUtf8 {
            looks_like: Encoding::Utf16,
            bytes: 0..bytes.len().min(2),
            line: 1,
        });
    }
    String::from_utf8(bytes).map_err(|error| {
        let start = error.utf8_error().valid_up_to();
        let length = error.utf8_error().error_len().unwrap_or(1);
        let looks_like = if looks_like_gbk(error.as_bytes()) {
            Encoding::Gbk
        } else {
            Encoding::Unknown
        };
        NotUtf8 {
            looks_like,
            bytes: start..start + length,
            line: memchr::memchr_iter(b'\n', &error.as_bytes()[..start]).count() + 1,
        }
    })
}

fn looks_like_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    let head = &bytes[..bytes.len().min(64)];
    #[expect(clippy::naive_bytecount, reason = "64 bytes at most")]
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    head.len() >= 4 && zeros * 3 > head.len()
}

fn looks_like_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some((&first, after)) = rest.split_first() {
        rest = match (first, after) {
            (0..=0x7f, _) => after,
            (
                0x81..=0xfe,
                [0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, tail @ ..]
                | [0x40..=0x7e | 0x80..=0xfe, tail @ ..],
            ) => tail,
            _ => return false,
        };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks_like(bytes: &[u8]) -> Option<Encoding> {
        decode(bytes.to_vec()).err().map(|fault| fault.looks_like)
    }

    #[test]
    fn utf8_is_text() {
        assert_eq!(decode("题 = 1\n".into()), Ok("题 = 1\n".to_owned()));
        assert_eq!(decode(Vec::new()), Ok(String::new()));
    }

    #[test]
    fn other_encodings_are_named() {
        assert_eq!(
            looks_like(b"title = \"\xd5\xac\xbb\xf9\xb5\xd8\"\n"),
            Some(Encoding::Gbk)
        );
        assert_eq!(looks_like(b"\xff\xfet\0i\0"), Some(Encoding::Utf16));
        assert_eq!(looks_like(b"t\0i\0t\0l\0e\0"), Some(Encoding::Utf16));
        assert_eq!(looks_like(b"abc\xff\n"), Some(Encoding::Unknown));
    }
}
